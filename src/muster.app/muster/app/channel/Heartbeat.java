// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import muster.app.config.HeartbeatConfig;
import muster.app.sink.http.Ask;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;

/// Calls an address every so often as long as all is well, so that somebody elsewhere can tell people when the calls
/// end: that this machine is dead it cannot tell itself. One line in the log for each change. Thread-safe.
public final class Heartbeat implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("muster.channel");

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HeartbeatConfig config;
    private final BooleanSupplier well;
    private final Caller caller;
    private String last;
    private Thread thread;

    Heartbeat(HeartbeatConfig config, BooleanSupplier well, InstantSource clock) {
        this.config = config;
        this.well = well;
        // an HTTP client that nobody needs costs 7 MB of memory
        this.caller = config.isOn() ? new Caller("the watcher", TIMEOUT, true, clock) : null;
    }

    /// Starts it; does nothing when nobody is to be called.
    ///
    /// @param well whether this machine does its work; while it does not, nobody is called
    public static Heartbeat start(HeartbeatConfig config, BooleanSupplier well, InstantSource clock) {
        Heartbeat heartbeat = new Heartbeat(config, well, clock);
        if (config.isOn()) {
            heartbeat.thread = Thread.ofVirtual().name("heartbeat").start(heartbeat::run);
        }
        return heartbeat;
    }

    private void run() {
        try {
            while (true) {
                beat();
                Thread.sleep(config.every());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Calls once.
    void beat() throws InterruptedException {
        if (!well.getAsBoolean()) {
            say("not all is well here, so nobody is called");
            return;
        }
        try {
            Reply reply = caller.send(Ask.get(address(), Map.of()));
            say(reply.ok() ? "" : Replies.refused(reply).getMessage());
        } catch (NoReply e) {
            say(Replies.none(e).getMessage());
        } catch (ChannelException e) {
            say(e.getMessage());
        }
    }

    private URI address() throws ChannelException {
        if (config.url().isPresent()) {
            return config.url().get();
        }
        try {
            URI address = URI.create(SecretFile.read(config.urlFile().get()));
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // what it says of the address would tell of the secret in it
        }
        throw new ChannelException(config.urlFile().get() + " does not begin with an http or https URL");
    }

    private void say(String now) {
        if (!now.equals(last)) {
            if (!now.isEmpty()) {
                LOG.log(Level.WARNING, "heartbeat: {0}", now);
            } else {
                LOG.log(Level.INFO, "heartbeat: {0}", last == null ? "it is heard" : "it is heard again");
            }
        }
        last = now;
    }

    /// What was said last; empty when it was heard, null before the first call.
    String last() {
        return last;
    }

    /// Ends it.
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
        if (caller != null) {
            caller.close();
        }
    }
}
