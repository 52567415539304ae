// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: from the first pause to half a minute, doubling, and spread by
/// chance so that many clients of a muster that was restarted do not come back in one moment. For one
/// thread.
final class Backoff {

    private static final long LONGEST = 30_000;

    private final RandomGenerator random;
    private long first = 2_000;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// Takes over the pause that the server asks for.
    void first(long millis) {
        first = Math.clamp(millis, 10, LONGEST);
    }

    /// It worked: the next pause is the first again.
    void reset() {
        failures = 0;
    }

    /// The pause after one more failure: between half of and the whole doubled pause.
    Duration next() {
        long whole = Math.min(LONGEST, first << Math.min(failures, 12));
        failures++;
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
