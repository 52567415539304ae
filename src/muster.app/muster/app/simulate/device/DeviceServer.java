// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A terminal that can be reached: its doors, the people who punch at it, and its power switch. Thread-safe.
public final class DeviceServer implements AutoCloseable {

    private static final Duration RETRY = Duration.ofMillis(20);
    private static final int SESSIONS = 0xFFFE;

    private final Device device;
    private final Manners manners;
    private final Mischief mischief;
    private final InstantSource clock;
    private final Place place;
    private final Seats seats;
    private final AtomicInteger sessions;
    private final Semaphore switchedOff = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();

    /// Switches a terminal on.
    ///
    /// @param rate how many people punch each second
    /// @throws java.net.BindException if somebody has the port
    DeviceServer(Device device, Manners manners, Mischief mischief, InstantSource clock, Place place, double rate)
            throws IOException {
        this.device = device;
        this.manners = manners;
        this.mischief = mischief;
        this.clock = clock;
        this.seats = new Seats(manners.second(), device.counters(), clock);
        this.sessions = new AtomicInteger(mischief.below(SESSIONS));
        Doors doors = Doors.open(place);
        this.place = place.at(doors.port());
        threads.add(Thread.ofVirtual().name(device.serial()).start(() -> live(doors)));
        if (rate > 0) {
            Duration pause = Duration.ofNanos((long) (1e9 / rate));
            threads.add(Thread.ofVirtual().name(device.serial() + " people").start(() -> people(pause)));
        }
    }

    /// What is in it.
    public Device device() {
        return device;
    }

    /// How often something went wrong on purpose.
    public long struck(Fault fault) {
        return mischief.struck(fault);
    }

    /// Where it is.
    public InetSocketAddress address() {
        return place.socketAddress();
    }

    Seats seats() {
        return seats;
    }

    private void live(Doors first) {
        Doors doors = first;
        try {
            while (true) {
                serve(doors);
                switchedOff.acquire();
                doors.close();
                Thread.sleep(manners.away());
                doors = reopen();
                switchedOff.drainPermits();
            }
        } catch (InterruptedException e) {
            // closed
        } finally {
            doors.close();
        }
    }

    private void serve(Doors doors) {
        if (doors.tcp() != null) {
            boolean panel = manners.welcome() == Manners.Welcome.C3;
            TcpDoor door = new TcpDoor(
                    doors.tcp(), device.serial(), panel, mischief, device.counters(), this::client);
            Thread.ofVirtual().name(device.serial() + " tcp").start(door::run);
        }
        if (doors.udp() != null) {
            UdpDoor door = new UdpDoor(doors.udp(), mischief, this::client);
            Thread.ofVirtual().name(device.serial() + " udp").start(door::run);
        }
    }

    private Doors reopen() throws InterruptedException {
        while (true) {
            try {
                return Doors.open(place);
            } catch (IOException e) {
                // whoever has taken the port meanwhile may give it back
                Thread.sleep(RETRY);
            }
        }
    }

    private Client client(Line line) {
        // grows like a counter of seconds does, and is never 0 or 65535
        int session = 1 + Math.floorMod(sessions.addAndGet(1 + mischief.below(20)), SESSIONS);
        return new Client(this, device, manners, mischief, clock, line, session);
    }

    private void people(Duration pause) {
        try {
            Thread.sleep(pause.dividedBy(100).multipliedBy(mischief.below(100)));
            while (true) {
                Thread.sleep(pause);
                if (device.enabled()) {
                    punch();
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /// Somebody punches, and every client that wants to know is told, if it can be.
    ///
    /// @return what is in the log now; empty when it could not be noted, see [Device#punch]
    public Optional<LogRecord> punch() throws InterruptedException {
        boolean two = !seats.seated().isEmpty() && mischief.strikes(Fault.COALESCE);
        List<LogRecord> made = new ArrayList<>();
        for (int i = 0; i < (two ? 2 : 1); i++) {
            device.punch().ifPresent(made::add);
        }
        for (Client client : seats.seated()) {
            client.announce(made, two);
        }
        return made.stream().findFirst();
    }

    /// The same, but one of the clients is told by the caller.
    Optional<LogRecord> punch(Client told) throws InterruptedException {
        Optional<LogRecord> made = device.punch();
        for (Client client : seats.seated()) {
            if (client != told && made.isPresent()) {
                client.announce(List.of(made.get()), false);
            }
        }
        return made;
    }

    /// It goes away, with all connections, and comes back later.
    void leave() {
        switchedOff.release();
    }

    /// Pulls its plug, for good. Its log stays as it is from now on.
    @Override
    public void close() {
        device.switchOff();
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
