// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.Gathering.State;

/// Starts and ends the events that are to do so by themselves, once at their start and once at their end: whatever
/// an operator did since then stands. For one thread.
///
/// An event that scans keeps the door until its own end, and one that is paused within its own time as well; an
/// automatic one that is due waits for it.
public final class EventTimer {

    private static final Logger LOG = System.getLogger(EventTimer.class.getName());

    /// How often to look although nothing changed: the clock may have been set meanwhile.
    private static final Duration LOOK = Duration.ofSeconds(10);

    /// How long after its start an event that has no end is still worth starting.
    private static final Duration LATE = Duration.ofHours(24);

    private static final String BY = "time";

    private final Gatherings gatherings;
    private final BooleanSupplier clockSet;
    private final InstantSource clock;
    private final Set<String> waiting = new HashSet<>();
    private boolean failing;

    /// @param clockSet whether this machine's clock is right; while it is not, nothing is done
    public EventTimer(Gatherings gatherings, BooleanSupplier clockSet, InstantSource clock) {
        this.gatherings = gatherings;
        this.clockSet = clockSet;
        this.clock = clock;
    }

    /// Runs until it is interrupted.
    public void run() throws InterruptedException {
        long seen = gatherings.changes();
        while (true) {
            Duration rest = turn();
            seen = gatherings.awaitChange(seen, rest);
        }
    }

    /// Does what is due now.
    ///
    /// @return how long nothing more is, if nothing changes
    Duration turn() throws InterruptedException {
        if (!clockSet.getAsBoolean()) {
            return LOOK;
        }
        Instant now = clock.instant();
        try {
            end(now);
            start(now);
            failing = false;
        } catch (Refusal e) {
            LOG.log(Level.DEBUG, "an operator was faster: {0}", e.getMessage());
        } catch (JournalException e) {
            if (!failing) {
                LOG.log(Level.WARNING, "an event is due and cannot be started or ended: {0} {1} It is tried again.",
                        e.getMessage(), e.hint());
            }
            failing = true;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "starting and ending events met a fault of muster itself and goes on", e);
        }
        return rest(now);
    }

    private void end(Instant now) throws Refusal, JournalException, InterruptedException {
        Optional<Gathering> over = gatherings.current()
                .filter(Gathering::automatic)
                .filter(current -> current.state() != State.SELECTED)
                .filter(current -> isOver(current, now) && !movedSince(current, current.end()));
        if (over.isPresent()) {
            gatherings.end(over.get().id(), BY);
            LOG.log(Level.INFO, "event {0} is over", over.get().id());
        }
    }

    private void start(Instant now) throws Refusal, JournalException, InterruptedException {
        Optional<Gathering> due = gatherings.all().stream().filter(one -> isDue(one, now)).findFirst();
        if (due.isEmpty()) {
            waiting.clear();
            return;
        }
        Gathering current = gatherings.current().orElse(null);
        if (current != null && keepsTheDoor(current, now) && !current.id().equals(due.get().id())) {
            if (waiting.add(due.get().id())) {
                LOG.log(Level.WARNING, "event {0} is due and waits, for event {1} is {2}; stop that one, or start {0}",
                        due.get().id(), current.id(), current.state() == State.SCANNING ? "scanning" : "paused");
            }
        } else if (gatherings.startInstead(current, due.get().id(), BY)) {
            LOG.log(Level.INFO, "event {0} is started, for it is time", due.get().id());
        }
    }

    private boolean isDue(Gathering one, Instant now) {
        return one.automatic()
                && one.state() != State.SCANNING
                && one.start() != null
                && !now.isBefore(one.start())
                && now.isBefore(one.end() == null ? one.start().plus(LATE) : one.end())
                && !movedSince(one, one.start());
    }

    private static boolean keepsTheDoor(Gathering current, Instant now) {
        return switch (current.state()) {
            case SCANNING -> !isOver(current, now);
            case PAUSED -> current.end() != null && !isOver(current, now);
            case LISTED, SELECTED, ENDED -> false;
        };
    }

    private static boolean isOver(Gathering one, Instant now) {
        return one.end() != null && !now.isBefore(one.end());
    }

    private boolean movedSince(Gathering one, Instant since) {
        return gatherings.moved(one.id()).filter(moved -> !moved.isBefore(since)).isPresent();
    }

    /// Until the next start or end, but not longer than a look takes to come.
    private Duration rest(Instant now) {
        Instant next = now.plus(LOOK);
        for (Gathering one : gatherings.all()) {
            if (one.automatic()) {
                next = earlier(next, one.start(), now);
                next = earlier(next, one.end(), now);
            }
        }
        return Duration.between(now, next);
    }

    private static Instant earlier(Instant next, Instant edge, Instant now) {
        return edge != null && edge.isAfter(now) && edge.isBefore(next) ? edge : next;
    }
}
