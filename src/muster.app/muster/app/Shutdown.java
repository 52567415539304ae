// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns SIGTERM and SIGINT into an orderly end: whoever awaits is woken, closes everything, and the
/// process ends with exit code 0. Opened first and closed last.
final class Shutdown implements AutoCloseable {

    /// systemd would kill us later; whatever is not closed by then is what a power cut would have hit.
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    static Shutdown open() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::hook, "shutdown"));
        return shutdown;
    }

    /// Waits until the process is asked to end.
    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void hook() {
        boolean asksRunningDaemon = closed.getCount() > 0;
        asked.countDown();
        try {
            if (asksRunningDaemon && closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
