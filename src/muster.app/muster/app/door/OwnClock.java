// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import muster.app.config.OwnClockTrust;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Notice;

/// Whether this machine's own clock can be believed. Thread-safe.
///
/// A Raspberry Pi has no battery for its clock: after a start it shows some moment of the past until a time
/// service sets it. Until then check-ins are kept with [Stamp#boot()] and [Stamp#uptimeMillis()], from which
/// their time is counted back later.
///
/// | `time.own_clock` | set |
/// |---|---|
/// | `set` | always |
/// | `wait` | when a time service said so in this run of the machine, or the clock was put to a possible moment |
/// | `auto` | as `wait` on a board without a clock chip; elsewhere always, unless the moment cannot be |
///
/// A moment cannot be when it lies before muster was built, or before the newest entry the journal had when
/// muster started (a minute is forgiven).
public final class OwnClock {

    private static final Logger LOG = System.getLogger(OwnClock.class.getName());

    private static final Duration LOOK = Duration.ofSeconds(1);

    /// A time service turns a clock slowly when it is off by less than this, and puts it right when by more.
    private static final Duration PUT = Duration.ofSeconds(1);

    /// A clock that is believed and jumps further than this is worth a notice.
    private static final Duration STEP = Duration.ofSeconds(10);

    /// Between two notices of steps: two time services that quarrel shall not fill the journal.
    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final Duration FORGIVEN = Duration.ofMinutes(1);

    /// Reading the wall and the uptime takes no longer than this, or is repeated.
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    /// A moment. Immutable.
    ///
    /// @param wall what this machine's clock shows (UTC), set or not
    /// @param boot which run of the machine it is
    /// @param uptimeMillis how long that run had lasted
    public record Stamp(Instant wall, String boot, long uptimeMillis) {

        /// When the run began, if the wall is right.
        Instant began() {
            return wall.minusMillis(uptimeMillis);
        }

        /// The same run, some time ago.
        Stamp before(Duration ago) {
            return new Stamp(wall.minus(ago), boot, uptimeMillis - ago.toMillis());
        }
    }

    /// What waits for the clock.
    @FunctionalInterface
    public interface Waiting {
        /// The clock is set.
        void clockSet() throws JournalException, InterruptedException;
    }

    /// Whether it is set, and a sentence that says why.
    private record Belief(boolean set, String why) {}

    private final OwnClockTrust trust;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Instant built;
    private final Journal journal;
    private final OwnClockSigns signs;
    private final Optional<Instant> newest;
    private final String ownRun = UUID.randomUUID().toString();
    private final long nanosAtStart;
    private volatile Belief belief;
    private Instant began;
    private Duration untold = Duration.ZERO;
    private long toldAt;

    /// @param nanos a clock that only goes forward, in nanoseconds
    /// @param root `/`, where the machine's files are
    /// @param built when this muster was built
    public OwnClock(
            OwnClockTrust trust, InstantSource clock, LongSupplier nanos, Path root, Instant built, Journal journal)
            throws JournalException {
        this.trust = trust;
        this.clock = clock;
        this.nanos = nanos;
        this.built = built;
        this.journal = journal;
        this.signs = new OwnClockSigns(root);
        this.nanosAtStart = nanos.getAsLong();
        this.toldAt = nanosAtStart - QUIET.toNanos();
        OwnClockPast past = OwnClockPast.of(journal.records());
        this.newest = past.newest();
        Stamp now = now();
        this.began = now.began();
        this.belief = first(now, past);
        LOG.log(set() ? Level.DEBUG : Level.WARNING, "{0}", why());
    }

    private Belief first(Stamp now, OwnClockPast past) {
        if (trust == OwnClockTrust.SET) {
            return new Belief(true, "This machine's clock is believed because time.own_clock says so.");
        }
        Optional<Belief> known = known(now.wall());
        if (known.isPresent()) {
            return known.get();
        }
        if (past.setIn(now.boot())) {
            return new Belief(true, "This machine's clock was set since the machine was started.");
        }
        if (trust == OwnClockTrust.WAIT) {
            return unset("time.own_clock says to wait until it is set");
        }
        if (signs.board() && !signs.chip(built)) {
            return unset("it has no clock chip that kept the time, and no time service said so far that it is right");
        }
        return new Belief(true, "This machine's clock shows a moment that can be.");
    }

    /// What is certain without knowing what came before.
    private Optional<Belief> known(Instant wall) {
        if (wall.isBefore(built)) {
            return Optional.of(unset("it shows " + OwnClockTexts.moment(wall) + ", before this muster was made"));
        }
        Optional<String> service = signs.service();
        if (service.isPresent()) {
            return Optional.of(new Belief(true, "This machine's clock was set by " + service.get() + "."));
        }
        return newest.filter(entry -> wall.isBefore(entry.minus(FORGIVEN)))
                .map(entry -> unset("it shows " + OwnClockTexts.moment(wall) + ", before the journal's newest entry of "
                        + OwnClockTexts.moment(entry)));
    }

    private static Belief unset(String because) {
        return new Belief(false, "This machine's clock is not set: " + because + ". Check-ins are kept and counted as "
                + "soon as it is set; if it is right, say time.own_clock = \"set\".");
    }

    /// Whether the clock can be believed.
    public boolean set() {
        return belief.set();
    }

    /// Why it can, or why not and what to do: a sentence for people.
    public String why() {
        return belief.why();
    }

    /// This moment.
    public Stamp now() {
        while (true) {
            Instant before = clock.instant();
            long uptime = signs.uptimeMillis().orElseGet(() -> (nanos.getAsLong() - nanosAtStart) / 1_000_000);
            Instant wall = clock.instant();
            // A clock that is put right between the two readings would spoil every time counted back from them.
            if (Duration.between(before, wall).abs().compareTo(AT_ONCE) <= 0) {
                return new Stamp(wall, signs.boot().orElse(ownRun), uptime);
            }
        }
    }

    /// Looks after the clock each second until it is interrupted. A change is journalled; whatever waits is told
    /// at the start and when the clock was set, again and again until it succeeds.
    public void run(Waiting waiting) throws InterruptedException {
        List<Notice> notices = new ArrayList<>();
        boolean due = set();
        while (true) {
            boolean before = set();
            look().ifPresent(notices::add);
            due = set() && (due || !before);
            try {
                if (!notices.isEmpty()) {
                    journal.append(notices);
                    notices.clear();
                }
                if (due) {
                    waiting.clockSet();
                    due = false;
                }
            } catch (JournalException e) {
                LOG.log(Level.DEBUG, "what waits for the clock waits for the journal: {0}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "looking after the clock met a fault of muster itself and goes on", e);
            }
            Thread.sleep(LOOK);
        }
    }

    /// Looks once.
    ///
    /// @return what operators should know
    synchronized Optional<Notice> look() {
        Stamp now = now();
        Duration jump = Duration.between(began, now.began());
        began = now.began();
        if (!set()) {
            return becomesSet(now, jump);
        }
        if (trust != OwnClockTrust.SET && now.wall().isBefore(built)) {
            belief = known(now.wall()).orElseThrow();
            untold = Duration.ZERO;
            LOG.log(Level.WARNING, "{0}", why());
            return Optional.of(OwnClockPast.notice(Notice.Level.WARNING, why(), now.wall()));
        }
        return stepped(now, jump);
    }

    private Optional<Notice> becomesSet(Stamp now, Duration jump) {
        Optional<Belief> known = known(now.wall());
        boolean put = jump.abs().compareTo(PUT) > 0;
        if (known.isPresent()) {
            belief = known.get();
        } else if (put) {
            belief = new Belief(true, "This machine's clock was set while muster ran.");
        }
        if (!set()) {
            return Optional.empty();
        }
        String sentence = put ? ", " + OwnClockTexts.step(jump) : "";
        return Optional.of(notice(Notice.Level.INFO, now, why() + " It shows " + OwnClockTexts.moment(now.wall())
                + sentence + ". The check-ins that waited for it get their right time."));
    }

    private Optional<Notice> stepped(Stamp now, Duration jump) {
        if (jump.abs().compareTo(STEP) > 0) {
            untold = untold.plus(jump);
        }
        long nanosNow = nanos.getAsLong();
        if (untold.isZero() || nanosNow - toldAt < QUIET.toNanos()) {
            return Optional.empty();
        }
        toldAt = nanosNow;
        String message = "This machine's clock was put " + OwnClockTexts.step(untold) + ", to "
                + OwnClockTexts.moment(now.wall()) + ". Punches and check-ins journalled before keep the times they "
                + "have, which are wrong by as much if the clock was wrong before; nothing is lost or counted twice.";
        untold = Duration.ZERO;
        return Optional.of(notice(Notice.Level.WARNING, now, message));
    }

    private static Notice notice(Notice.Level level, Stamp now, String message) {
        LOG.log(level == Notice.Level.INFO ? Level.INFO : Level.WARNING, "{0}", message);
        return OwnClockPast.notice(level, message, now.boot(), now.began(), false, now.wall());
    }
}
