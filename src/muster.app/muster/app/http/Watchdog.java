// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Cuts off the clients that stop reading: what waits for them would hold a thread and memory for as long
/// as they like. Thread-safe.
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Watchdog.class.getName());

    /// How often a client is looked at within the time it may refuse to read.
    private static final int LOOKS = 4;

    private final Set<Outgoing> watched = ConcurrentHashMap.newKeySet();
    private final Duration stall;
    private final Thread thread;

    /// @param stall how long a client may refuse to read
    Watchdog(Duration stall) {
        this.stall = stall;
        this.thread = Thread.ofVirtual().name("api-watchdog").start(this::run);
    }

    /// Watches until [#forget].
    void watch(Outgoing outgoing) {
        watched.add(outgoing);
    }

    /// It came to its end.
    void forget(Outgoing outgoing) {
        watched.remove(outgoing);
    }

    /// How many are watched.
    int count() {
        return watched.size();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(Duration.ofNanos(stall.toNanos() / LOOKS));
                watched.forEach(this::look);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "clients are no longer watched");
        }
    }

    private void look(Outgoing outgoing) {
        if (outgoing.stuck(LOOKS)) {
            LOG.log(Level.INFO, "{0}: the client did not read for {1} s and is cut off; nothing is lost, it can ask "
                    + "again", outgoing, stall.toSeconds());
            outgoing.cut();
        }
    }

    /// Watches nobody any more.
    @Override
    public void close() {
        thread.interrupt();
    }
}
