// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to leave a terminal alone after it could not be reached: longer each time, never the same for
/// two of them, with a cap. For one thread.
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration CAP = Duration.ofMinutes(5);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// It answered.
    void reset() {
        failures = 0;
    }

    /// It failed once more.
    ///
    /// @param least what the failure itself demands
    /// @return how long to wait, half of it by chance
    Duration next(Duration least) {
        long doubled = FIRST.toMillis() << Math.min(failures, 10);
        failures++;
        long longest = Math.max(Math.min(doubled, CAP.toMillis()), least.toMillis());
        long half = longest / 2;
        return Duration.ofMillis(Math.max(least.toMillis(), half + random.nextLong(half + 1)));
    }
}
