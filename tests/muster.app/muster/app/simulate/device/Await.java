// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assertions;

/// Waits for what other threads bring about.
final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Await() {}

    /// Returns as soon as the condition holds; fails the test if it never does.
    static void until(String condition, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                Assertions.fail("waited in vain until " + condition);
            }
            Thread.sleep(1);
        }
    }
}
