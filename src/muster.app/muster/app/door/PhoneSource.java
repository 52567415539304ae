// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Roster;
import muster.ble.Advertisement;
import muster.ble.Beacon;
import muster.ble.BeaconReader;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.SightingBatch;

/// Phones as a source of check-ins: from an advertisement to a punch in the journal, and who is inside. Follows the
/// event that is being scanned for. Thread-safe.
///
/// ```
/// heard -> BeaconReader -> PhoneDesk: whose is it -> Visitors: near for long enough? -> Door: is it due?
///                                                            one thread: check-ins and presence, one append <-'
/// ```
///
/// Hearing only counts and remembers. One thread writes ([#run]), and everybody who came near while it wrote goes into
/// its next append. What is not on disk is tried again, and is shown nowhere before.
public final class PhoneSource {

    private static final Logger LOG = System.getLogger(PhoneSource.class.getName());

    private static final Duration LOOK = Duration.ofMinutes(1);

    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final ReentrantLock turn = new ReentrantLock();
    private final Semaphore bell = new Semaphore(0);
    private final BeaconReader reader;
    private final PhoneDesks desks;
    private final OwnClock own;
    private final Gatherings gatherings;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final PhoneCensus census;
    private boolean scanning;
    private boolean unsure;
    private String complaint = "";

    /// @param codes whose rotating codes are known
    /// @param nanos the clock of [Advertisement#nanos()]
    public PhoneSource(
            PhoneRules rules,
            BeaconReader reader,
            PhoneCodes codes,
            Door door,
            OwnClock own,
            Gatherings gatherings,
            Roster roster,
            Journal journal,
            InstantSource clock,
            LongSupplier nanos) {
        this.reader = reader;
        this.desks = new PhoneDesks(rules, codes, door, gatherings, roster, journal, nanos.getAsLong());
        this.own = own;
        this.gatherings = gatherings;
        this.clock = clock;
        this.nanos = nanos;
        this.census = new PhoneCensus(nanos.getAsLong());
    }

    /// One advertisement, of anybody. Returns at once; a foreign one costs no lock.
    public void heard(Advertisement advertisement) {
        census.report(advertisement.address(), advertisement.nanos());
        Optional<Beacon> beacon = reader.read(advertisement);
        if (beacon.isEmpty()) {
            return;
        }
        census.match();
        PhoneDesk desk = desks.current();
        if (desk != null && desk.hear(advertisement, beacon.get(), time()) && bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /// What another scanner, a recording or a simulation heard. An event that was started before counts already.
    ///
    /// @return how many there were
    /// @throws IllegalArgumentException if a value is no such thing; the message is for people, nothing was taken
    public int take(SightingBatch batch) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            desks.follow(time());
        } catch (JournalException e) {
            LOG.log(Level.DEBUG, "the event is not followed yet: {0}", e.getMessage());
        } finally {
            turn.unlock();
        }
        List<Advertisement> advertisements = Sightings.advertisements(batch, nanos.getAsLong());
        advertisements.forEach(this::heard);
        return advertisements.size();
    }

    /// Follows the events and writes until it is interrupted. One thread calls this.
    ///
    /// @param scan told whether scanning is wanted, whenever that changes
    public void run(Consumer<Boolean> scan) throws InterruptedException {
        long seen = gatherings.changes();
        Thread waker = Thread.ofVirtual().name("phones: events").start(() -> awaitEvents(seen));
        try {
            Duration retry = RETRY;
            while (true) {
                boolean written = write();
                scanIfWanted(scan);
                if (written) {
                    retry = RETRY;
                    await();
                } else {
                    Thread.sleep(retry);
                    retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? retry.multipliedBy(2) : LONGEST_RETRY;
                }
            }
        } finally {
            waker.interrupt();
            scan.accept(false);
            lastWords();
        }
    }

    private void awaitEvents(long since) {
        try {
            long seen = since;
            while (true) {
                seen = gatherings.awaitChange(seen, LOOK);
                bell.release();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "events are not followed any more");
        }
    }

    private void scanIfWanted(Consumer<Boolean> scan) {
        boolean wanted = desks.current() != null;
        if (wanted != scanning) {
            scanning = wanted;
            scan.accept(wanted);
        }
    }

    private void await() throws InterruptedException {
        if (bell.tryAcquire(desks.pause(nanos.getAsLong()).toNanos(), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }

    /// Follows the events, and writes who came and, each second, who went.
    ///
    /// @return whether everything is on disk; otherwise it is to be called again
    boolean write() throws InterruptedException {
        turn.lockInterruptibly();
        unsure = true;
        try {
            desks.follow(time());
            desks.write(time());
            complaint = "";
            unsure = false;
            return true;
        } catch (JournalException e) {
            unsure = false;
            complain(e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "following the phones met a fault of muster itself and goes on", e);
            return false;
        } finally {
            turn.unlock();
        }
    }

    /// One line per change of state; the journal's health tells the rest.
    private void complain(String why) {
        if (!why.equals(complaint)) {
            LOG.log(Level.WARNING, "phones that came are not checked in yet, they are kept: {0}", why);
        }
        complaint = why;
    }

    /// What is in memory only goes to disk before muster ends, unless that is doubtful already: an append that was
    /// interrupted may have been kept, and is not to be counted twice.
    private void lastWords() {
        if (unsure) {
            return;
        }
        turn.lock();
        try {
            desks.writeAll(time());
        } catch (JournalException e) {
            complain(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    /// The stay of one person, if the person is inside at this event, it is being scanned for, and that is on disk.
    public Optional<Stay> stay(String event, String pin) {
        return at(event).flatMap(visitors -> visitors.stay(pin, time()));
    }

    /// Everybody who is inside at this event, by PIN; nobody if it is not being scanned for.
    public List<Stay> stays(String event) {
        return at(event).map(visitors -> visitors.stays(time())).orElse(List.of());
    }

    /// How many are inside at this event; 0 if it is not being scanned for.
    public int inside(String event) {
        return at(event).map(Visitors::inside).orElse(0);
    }

    private Optional<Visitors> at(String event) {
        return Optional.ofNullable(desks.current())
                .filter(desk -> desk.event().equals(event))
                .map(PhoneDesk::visitors);
    }

    /// How many advertisements were heard since the start.
    public long reports() {
        return census.reports();
    }

    /// How many of them bore an id.
    public long matched() {
        return census.matched();
    }

    /// How many different addresses are heard now.
    public int devices() {
        return census.devices(nanos.getAsLong());
    }

    private PhoneTime time() {
        return new PhoneTime(clock.instant(), nanos.getAsLong(), own.set());
    }
}
