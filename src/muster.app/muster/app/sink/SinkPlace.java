// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import muster.app.config.SinkConfig;
import muster.journal.Cursor;
import muster.journal.Deliveries;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Json;
import muster.model.SinkState;
import muster.model.SinkStatus;

/// How a sink is now, for whoever looks. Written by its loop. Thread-safe.
final class SinkPlace {

    /// What waits is counted up to here; beyond, the distance of the places stands for it.
    private static final int COUNTED = 10_000;

    private final SinkConfig config;
    private final String target;
    private final Journal journal;
    private SinkState state = SinkState.RUNNING;
    private String reason;
    private String cure;
    private long position;
    private int failures;
    private Instant lastSuccess;
    private Instant lastFailure;
    private Instant nextTry;
    private long sent;
    private long tried;

    SinkPlace(SinkConfig config, String target, Journal journal) {
        this.config = config;
        this.target = target;
        this.journal = journal;
    }

    synchronized long position() {
        return position;
    }

    synchronized void at(long place) {
        position = place;
    }

    synchronized SinkState state() {
        return state;
    }

    synchronized void is(SinkState now, String why, String how) {
        state = now;
        reason = why;
        cure = how;
    }

    /// It is tried at once.
    synchronized void tries() {
        nextTry = null;
    }

    /// Counts records of one attempt.
    synchronized void count(int taken, int all) {
        sent += taken;
        tried += all;
    }

    /// How many records were taken since the start.
    synchronized long sent() {
        return sent;
    }

    /// How many were tried since the start, each attempt counted.
    synchronized long tried() {
        return tried;
    }

    synchronized void succeeded(Instant when) {
        lastSuccess = when;
        failures = 0;
        nextTry = null;
        if (state == SinkState.RETRYING) {
            is(SinkState.RUNNING, null, null);
        }
    }

    synchronized void failed(Instant when, Instant next, int inRow, String why) {
        lastFailure = when;
        nextTry = next;
        failures = inRow;
        is(SinkState.RETRYING, why, null);
    }

    /// Everything about it. Nobody waits for the journal's answers meanwhile.
    SinkStatus status(Map<String, Long> openLetters) throws JournalException {
        Deliveries deliveries = journal.records().deliveries();
        long at = position();
        Optional<Cursor> cursor = deliveries.cursor(config.name());
        long head = journal.head();
        long waiting = head <= at ? 0 : deliveries.waiting(config.kinds(), at, COUNTED);
        Instant oldest = waiting == 0 || !config.kinds().contains("punch")
                ? null
                : deliveries.oldestBehind(at).orElse(null);
        synchronized (this) {
            return new SinkStatus(
                    config.name(),
                    config.target().type(),
                    target,
                    mode(config),
                    state,
                    reason,
                    cure,
                    at,
                    head,
                    waiting < COUNTED ? waiting : head - at,
                    oldest,
                    openLetters.getOrDefault(config.name(), 0L),
                    cursor.map(Cursor::delivered).orElse(0L),
                    cursor.map(Cursor::duplicates).orElse(0L),
                    cursor.map(Cursor::skipped).orElse(0L),
                    failures,
                    lastSuccess,
                    lastFailure,
                    nextTry);
        }
    }

    private static String mode(SinkConfig config) {
        return config.mode() == SinkConfig.Mode.INTERVAL
                ? config.interval().toSeconds() + "s"
                : Json.word(config.mode());
    }
}
