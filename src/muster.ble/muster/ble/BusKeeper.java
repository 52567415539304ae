// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps a connection to the bus, from the first time somebody wants to scan, and on it follows the lives of
/// bluetoothd. Runs on a thread of its own.
final class BusKeeper {

    private static final System.Logger LOG = System.getLogger(BusKeeper.class.getName());

    /// So long without a word from the bus, and it is asked whether it still knows us.
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofMillis(500);
    /// Who stops BlueZ to start it again should not find it started.
    private static final Duration RESTARTS = Duration.ofSeconds(5);
    private static final Duration ACTIVATE_AGAIN = Duration.ofSeconds(30);
    /// A connection that lasted so long was a good one, and the next is tried at once.
    private static final Duration LASTED = Duration.ofSeconds(30);

    private final String address;
    private final Surroundings surroundings;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private final Map<String, PowerCycles> cycles = new HashMap<>();
    private volatile BlockingQueue<Told> inbox = new LinkedBlockingQueue<>();

    private BusSession bus;
    private DaemonSession daemon;
    private long tryAgain;

    /// @param address where the bus is; null = the system bus
    BusKeeper(String address, Surroundings surroundings) {
        this.address = address;
        this.surroundings = surroundings;
    }

    /// The wish has changed.
    void wake() {
        inbox.add(new Told.Wanted());
    }

    /// Runs until interrupted.
    void run() throws InterruptedException {
        while (true) {
            if (!surroundings.wish().wanted()) {
                surroundings.news().say(Wording.idleRadio());
            }
            surroundings.wish().await();
            inbox = new LinkedBlockingQueue<>();
            long opened = surroundings.nanos().getAsLong();
            try {
                bus = BusSession.open(address, inbox);
                follow();
            } catch (Refused e) {
                lost(e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "ble: the bus is connected to again in a moment", e);
                lost(e.toString());
            } finally {
                hangUp();
            }
            if (surroundings.nanos().getAsLong() - opened > LASTED.toNanos()) {
                backoff.reset();
            }
            surroundings.wish().pause(backoff.next());
        }
    }

    private void lost(String why) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("closed while the bus was asked");
        }
        leaveDaemon();
        say(Wording.noBus(why));
    }

    private void hangUp() {
        leaveDaemon();
        if (bus != null) {
            bus.close();
            bus = null;
        }
    }

    private void leaveDaemon() {
        if (daemon != null) {
            daemon.leave();
            daemon = null;
        }
    }

    private void follow() throws Refused, InterruptedException {
        turn(bus.owner());
        while (true) {
            boolean quiet = daemon != null && daemon.settled() || !surroundings.wish().wanted();
            Told told = inbox.poll((quiet ? QUIET : MOMENT).toMillis(), TimeUnit.MILLISECONDS);
            switch (told) {
                case Told.Lost _ -> {
                    lost("the connection ended");
                    return;
                }
                case Told.Owner owner -> turn(owner.name());
                case Told.Adapter adapter when daemon != null -> daemon.told(adapter);
                case Told.Unplugged unplugged when daemon != null -> daemon.unplugged(unplugged);
                case Told.Wanted _ -> wanted();
                case null -> nothingTold(quiet);
                default -> LOG.log(System.Logger.Level.DEBUG, "ble: {0} after BlueZ was gone", told);
            }
            if (daemon != null) {
                daemon.look();
            }
        }
    }

    private void turn(String owner) throws InterruptedException {
        if (daemon != null && daemon.owner().equals(owner)) {
            return;
        }
        if (daemon != null) {
            daemon.close();
            daemon = null;
        }
        tryAgain = surroundings.nanos().getAsLong() + RESTARTS.toNanos();
        if (owner.isEmpty()) {
            say(Wording.noDaemon());
            return;
        }
        DaemonSession next = new DaemonSession(bus, owner, inbox, surroundings, this::cycles);
        try {
            next.begin();
            daemon = next;
        } catch (Refused e) {
            next.close();
            refused(e);
        }
    }

    private void refused(Refused e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("closed while BlueZ was asked");
        }
        if (e.kind() != Refused.Kind.GONE) {
            say(e.kind() == Refused.Kind.DENIED
                    ? Wording.deniedDaemon(e.getMessage())
                    : Wording.muteDaemon(e.getMessage()));
        }
    }

    private PowerCycles cycles(String address) {
        return cycles.computeIfAbsent(address, _ -> new PowerCycles(surroundings.nanos()));
    }

    private void say(RadioState state) {
        surroundings.news().say(surroundings.wish().wanted() ? state : Wording.idleRadio());
    }

    private void wanted() throws Refused, InterruptedException {
        if (daemon != null) {
            daemon.wake();
        } else {
            turn(bus.owner());
        }
    }

    // a reader that died in dbus-java says nothing of it, so silence is not believed for ever
    private void nothingTold(boolean quiet) throws Refused, InterruptedException {
        if (quiet) {
            turn(bus.owner());
        } else if (daemon == null && surroundings.nanos().getAsLong() - tryAgain >= 0) {
            String owner = bus.owner();
            if (owner.isEmpty()) {
                bus.activate();
                tryAgain = surroundings.nanos().getAsLong() + ACTIVATE_AGAIN.toNanos();
            } else {
                turn(owner);
            }
        }
    }
}
