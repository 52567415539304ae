// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import muster.systemd.NotifySocket;

/// What systemd is told of this process (sd_notify(3)); nothing, when systemd did not start it. Thread-safe.
final class Supervisor {

    private static final Logger LOG = System.getLogger(Supervisor.class.getName());

    /// How a message is handed over.
    interface Line {
        /// @throws IOException if it was not; the message names where to
        void send(String message) throws IOException;
    }

    private final Optional<Line> line;
    private final Optional<Duration> watchdog;
    private volatile boolean failing;
    private volatile String status = "";

    Supervisor(Optional<Line> line, Optional<Duration> watchdog) {
        this.line = line;
        this.watchdog = line.isPresent() ? watchdog : Optional.empty();
    }

    /// As systemd said it in the environment.
    ///
    /// @param pid of this process; a watchdog may be meant for another
    static Supervisor of(Map<String, String> environment, long pid) {
        return new Supervisor(
                NotifySocket.at(environment.get("NOTIFY_SOCKET")).map(socket -> socket::send),
                watchdog(environment, pid));
    }

    private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
        String time = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean mine = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid)).equals(Long.toString(pid));
        return mine && time.matches("[1-9]\\d{0,17}")
                ? Optional.of(Duration.ofNanos(Math.multiplyExact(Math.min(Long.parseLong(time), 1L << 50), 1000L)))
                : Optional.empty();
    }

    /// Whether anybody listens.
    boolean isTold() {
        return line.isPresent();
    }

    /// After how long without [#alive] systemd starts this anew, if it watches.
    Optional<Duration> watchdog() {
        return watchdog;
    }

    /// All is open, or the configuration was read again.
    void ready() {
        tell("READY=1");
    }

    /// The configuration is read again; [#ready] ends it.
    void reloading() {
        // nanoTime is CLOCK_MONOTONIC on Linux, which is what systemd compares it with
        tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1000);
    }

    /// The end begins.
    void stopping() {
        tell("STOPPING=1\nSTATUS=ending: what was taken is being written");
    }

    /// All is well; does nothing when nobody watches.
    void alive() {
        if (watchdog.isPresent()) {
            tell("WATCHDOG=1");
        }
    }

    /// A line for `systemctl status`, sent when it is another.
    void status(String now) {
        String one = now.replaceAll("\\p{Cntrl}", " ");
        if (!one.equals(status)) {
            status = one;
            tell("STATUS=" + one);
        }
    }

    private void tell(String message) {
        if (line.isEmpty()) {
            return;
        }
        try {
            line.get().send(message);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.log(Level.WARNING, "{0}; muster goes on without", e.getMessage());
            }
            failing = true;
        }
    }
}
