// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import muster.app.convex.Convex;
import muster.app.convex.ConvexEvent;
import muster.app.convex.ConvexProblem;
import muster.journal.JournalException;
import muster.model.BackendStatus;
import muster.model.Gathering;
import muster.model.RosterResult;

/// Fetches the backend's events, and the list of the one this door is set to. What was fetched stays when the
/// backend cannot be reached, and no check-in ever waits for it. [#run()] is for one thread, all else is
/// thread-safe.
public final class Refresher {

    private static final Logger LOG = System.getLogger(Refresher.class.getName());

    /// Whoever asked for the events so long ago looks at them no more.
    private static final Duration LOOKING = Duration.ofSeconds(30);

    private static final Duration UNWATCHED = Duration.ofMinutes(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final String ANSWERS = "answers";

    private final Convex backend;
    private final Gatherings gatherings;
    private final Roster roster;
    private final Replay replay;
    private final Duration refresh;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile BackendStatus status;
    private volatile long lookedAt;
    private volatile boolean looked;
    private String listOf;
    private boolean replayOwed;
    private int failures;
    private String told;

    /// @param backend null for none
    /// @param replay what is done when a list changed
    /// @param refresh how often to ask while somebody looks
    /// @param nanos a clock that is never set, in nanoseconds
    public Refresher(Convex backend, Gatherings gatherings, Roster roster, Replay replay, Duration refresh,
            InstantSource clock, LongSupplier nanos) {
        this.backend = backend;
        this.gatherings = gatherings;
        this.roster = roster;
        this.replay = replay;
        this.refresh = refresh;
        this.clock = clock;
        this.nanos = nanos;
        this.status = new BackendStatus(backend != null, false, null, null);
    }

    /// Runs until it is interrupted; without a backend it is over at once.
    public void run() throws InterruptedException {
        while (backend != null) {
            long seen = gatherings.changes();
            long asked = nanos.getAsLong();
            Duration demanded = turn();
            for (Duration rest = rest(asked, demanded); rest.isPositive(); rest = rest(asked, demanded)) {
                seen = gatherings.awaitChange(seen, rest);
            }
        }
    }

    /// How long not to ask yet.
    ///
    /// @param asked when it was asked last, by the clock that is never set
    /// @param demanded how long to leave the backend alone after a failure; null when there was none
    Duration rest(long asked, Duration demanded) {
        if (gatherings.current().filter(Refresher::isBackends).filter(one -> !one.id().equals(listOf)).isPresent()) {
            return Duration.ZERO;
        }
        Duration whole = demanded != null ? demanded : isLookedAt() ? refresh : UNWATCHED;
        return whole.minusNanos(nanos.getAsLong() - asked);
    }

    /// Somebody looks at the events, or is about to choose one.
    public void looked() {
        boolean news = !isLookedAt();
        lookedAt = nanos.getAsLong();
        looked = true;
        if (news) {
            gatherings.ring();
        }
    }

    private boolean isLookedAt() {
        return looked && nanos.getAsLong() - lookedAt < LOOKING.toNanos();
    }

    /// How it stands with the backend.
    public BackendStatus status() {
        return status;
    }

    /// Asks once.
    ///
    /// @return how long to leave the backend alone after a failure; null when there was none
    Duration turn() throws InterruptedException {
        Optional<Gathering> current = gatherings.current().filter(Refresher::isBackends);
        listOf = current.map(Gathering::id).orElse(null);
        Instant answer = null;
        try {
            List<ConvexEvent> events = backend.events();
            answer = clock.instant();
            gatherings.fetched(events.stream().map(Refresher::gathering).toList());
            if (current.isPresent()) {
                fetchList(current.get().id());
            }
            answered(answer, events.size());
            return null;
        } catch (ConvexProblem e) {
            return failed(e.kind().name(), e.getMessage() + "; " + e.hint(), answer, e.retryAfter());
        } catch (JournalException e) {
            String problem = "what the backend told cannot be kept: " + e.getMessage() + " " + e.hint();
            return failed("journal", problem, answer, Optional.empty());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "asking the backend met a fault of muster itself and goes on", e);
            return failed("fault", "a fault of muster itself; the log has it", answer, Optional.empty());
        }
    }

    private static boolean isBackends(Gathering one) {
        return one.from() == Gathering.From.BACKEND;
    }

    private static Gathering gathering(ConvexEvent event) {
        return new Gathering(event.id(), event.name(), event.start(), event.end(), Gathering.From.BACKEND,
                event.active(), Gathering.State.LISTED, null, false, false);
    }

    private void fetchList(String event) throws ConvexProblem, JournalException, InterruptedException {
        RosterResult result = roster.fetched(event, backend.registered(event));
        if (result.added() + result.removed() > 0) {
            replayOwed = true;
            LOG.log(Level.INFO, "the list of event {0} has {1,number,#} people: {2,number,#} new, {3,number,#} gone",
                    event, result.registered(), result.added(), result.removed());
        }
        if (result.removed() > 0 && result.registered() == 0) {
            LOG.log(Level.WARNING, "the backend''s list of event {0} is empty now, so everybody counts", event);
        }
        if (replayOwed) {
            replay.replay();
            replayOwed = false;
        }
    }

    private void answered(Instant answer, int events) {
        status = new BackendStatus(true, true, answer, null);
        failures = 0;
        if (!ANSWERS.equals(told)) {
            LOG.log(Level.INFO, "the backend {0} answers; events: {1,number,#}", backend.line().target(), events);
        }
        told = ANSWERS;
    }

    /// @param kind of several failures of a kind in a row only the first is logged
    /// @param answer when the events came, or null when they did not
    private Duration failed(String kind, String problem, Instant answer, Optional<Duration> demanded) {
        status = new BackendStatus(true, answer != null, answer != null ? answer : status.lastAnswer(), problem);
        if (!kind.equals(told)) {
            LOG.log(Level.WARNING, problem);
        }
        told = kind;
        Duration doubled = refresh.multipliedBy(1L << Math.min(failures, 10));
        failures++;
        Duration rest = doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
        return demanded.filter(wished -> wished.compareTo(rest) > 0).orElse(rest);
    }
}
