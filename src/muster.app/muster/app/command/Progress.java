// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/// A line that tells how far a long work has come, how fast it goes and how long it will take, for a person who
/// looks; otherwise nothing. For one thread.
final class Progress {

    private static final Duration PAUSE = Duration.ofMillis(200);
    /// Before that a rate says nothing.
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final int WIDTH = 30;

    private final Surroundings surroundings;
    private final LongSupplier done;
    private final LongSupplier whole;
    private final Instant begin;
    private LongSupplier counted;
    private LongFunction<String> amount;
    private Instant next;
    private boolean shown;

    /// @param done how much is done, in any unit
    /// @param whole how much there is to do, in the same unit; not above 0 when nobody knows
    Progress(Surroundings surroundings, LongSupplier done, LongSupplier whole) {
        this.surroundings = surroundings;
        this.done = done;
        this.whole = whole;
        // a short work needs no bar
        this.begin = surroundings.clock().instant();
        this.next = begin.plus(PAUSE);
    }

    /// Tells also how fast it goes.
    ///
    /// @param counted how much of something was done until now
    /// @param amount words for so much of it
    Progress rated(LongSupplier counted, LongFunction<String> amount) {
        this.counted = counted;
        this.amount = amount;
        return this;
    }

    /// Shows it, if it is time.
    ///
    /// @param text what stands behind the bar
    void show(String text) {
        if (!surroundings.interactive()) {
            return;
        }
        Instant now = surroundings.clock().instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(PAUSE);
        surroundings.err().print("\r" + bar() + pace(now) + text + "\033[K");
        surroundings.err().flush();
        shown = true;
    }

    private String bar() {
        long all = whole.getAsLong();
        if (all <= 0) {
            return "";
        }
        int percent = Math.clamp(done.getAsLong() * 100 / all, 0, 100);
        int filled = percent * WIDTH / 100;
        return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %, ";
    }

    private String pace(Instant now) {
        Duration passed = Duration.between(begin, now);
        if (passed.compareTo(SETTLED) < 0) {
            return "";
        }
        String rate = counted == null
                ? ""
                : amount.apply(Math.round(counted.getAsLong() * 1000.0 / passed.toMillis())) + "/s, ";
        long all = whole.getAsLong();
        long far = done.getAsLong();
        if (all <= 0 || far <= 0 || far >= all) {
            return rate;
        }
        double left = passed.toMillis() * ((double) (all - far) / far);
        return rate + Display.age(Duration.ofMillis(Math.round(left))) + " left, ";
    }

    /// Takes the line away.
    void clear() {
        if (shown) {
            surroundings.err().print("\r\033[K");
            surroundings.err().flush();
        }
        shown = false;
    }
}
