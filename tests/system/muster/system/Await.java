// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;

/// Waits for what another process brings about.
final class Await {

    /// A test that waits longer than this has failed.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK = 5_000_000;

    private Await() {}

    /// Returns as soon as the condition holds; fails the test if it never does.
    static void until(String condition, Callable<Boolean> holds) throws Exception {
        until(condition, PATIENCE, holds);
    }

    /// The same with a patience of its own.
    static void until(String condition, Duration patience, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                Assertions.fail("waited " + patience.toSeconds() + " s in vain until " + condition);
            }
            LockSupport.parkNanos(LOOK);
        }
    }
}
