// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;

/// Whether anybody wants to scan. Thread-safe.
final class Wish {

    private boolean wanted;
    private long changes;

    /// Says whether it is wanted, and whether that is another wish than before.
    synchronized boolean set(boolean scan) {
        if (wanted == scan) {
            return false;
        }
        wanted = scan;
        changes++;
        notifyAll();
        return true;
    }

    synchronized boolean wanted() {
        return wanted;
    }

    /// Waits until it is wanted.
    synchronized void await() throws InterruptedException {
        while (!wanted) {
            wait();
        }
    }

    /// Waits for so long, but not longer than until the wish changes.
    synchronized void pause(Duration longest) throws InterruptedException {
        long seen = changes;
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); left > 0 && changes == seen; left = end - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }
}
