// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The pauses between attempts to send one message: longer each time, never the same for two channels, five minutes at
/// most. For one thread.
final class Retry {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration CAP = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final LongSupplier nanos;
    private final RandomGenerator random;
    private int failures;
    private long began;
    private long end;

    /// @param nanos a clock that only goes on
    Retry(LongSupplier nanos, RandomGenerator random) {
        this.nanos = nanos;
        this.random = random;
    }

    /// The message was taken or given up.
    void over() {
        failures = 0;
    }

    /// It was not taken.
    ///
    /// @param wanted how long the other side wants to be left alone
    void failed(Duration wanted) {
        long now = nanos.getAsLong();
        began = failures == 0 ? now : began;
        long longest = Math.min(CAP.toMillis(), FIRST.toMillis() << Math.min(failures, 10));
        failures++;
        long pause = longest / 2 + random.nextLong(longest / 2 + 1);
        end = now + Duration.ofMillis(Math.min(CAP.toMillis(), Math.max(pause, wanted.toMillis()))).toNanos();
    }

    /// How long until the next attempt.
    Duration left() {
        return failures == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
    }

    /// How often it failed.
    int failures() {
        return failures;
    }

    /// Whether it failed for a day.
    boolean isHopeless() {
        return failures > 0 && nanos.getAsLong() - began >= PATIENCE.toNanos();
    }
}
