// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/// Waits for what other threads bring about.
final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Await() {}

    /// Returns as soon as the condition holds; fails the test if it never does.
    static void until(String condition, BooleanSupplier holds) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                Assertions.fail("waited in vain until " + condition);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
