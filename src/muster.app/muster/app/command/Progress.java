// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// A line that tells how far a long work has come, for a person who looks; otherwise nothing. For one
/// thread.
final class Progress {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int WIDTH = 30;

    private final Surroundings surroundings;
    private final LongSupplier done;
    private final LongSupplier whole;
    private Instant next;
    private boolean shown;

    /// @param done how much is done, in any unit
    /// @param whole how much there is to do, in the same unit; not above 0 when nobody knows
    Progress(Surroundings surroundings, LongSupplier done, LongSupplier whole) {
        this.surroundings = surroundings;
        this.done = done;
        this.whole = whole;
        // a short work needs no bar
        this.next = surroundings.clock().instant().plus(PAUSE);
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
        surroundings.err().print("\r" + bar() + text + "\033[K");
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

    /// Takes the line away.
    void clear() {
        if (shown) {
            surroundings.err().print("\r\033[K");
            surroundings.err().flush();
        }
        shown = false;
    }
}
