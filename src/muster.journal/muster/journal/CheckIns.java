// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.util.List;
import java.util.Optional;
import muster.model.Entry;
import muster.model.HeldCheckIn;
import muster.model.Json;
import muster.model.Presence;
import muster.model.Quarantined;

/// The questions that can be asked about check-ins at a door and who is inside. Thread-safe, short and
/// limited like those of [Records].
///
/// An event is named by its id; the empty text stands for the check-ins for no event. First and last go by
/// the time a check-in was made, not by the order in which the journal learnt of it.
public final class CheckIns {

    private static final String FROM = " FROM check_in c CROSS JOIN punch p ON p.seq = c.seq ";
    private static final String FROM_PRESENCE =
            " FROM presence p CROSS JOIN fact f ON f.seq = p.seq WHERE p.event = ? ";

    /// Spelt as in the index, or it would not be used.
    private static final String HELD = " FROM quarantine WHERE \"table\" = '" + HeldCheckIn.TABLE
            + "' AND released_as IS NULL AND reason = ? AND seq > ? ORDER BY seq LIMIT ?";

    private final Readers readers;

    CheckIns(Readers readers) {
        this.readers = readers;
    }

    /// The last check-in of a person for an event.
    public Optional<Entry> last(String event, String pin) throws JournalException {
        return punches("WHERE c.event = ? AND c.pin = ? ORDER BY c.instant DESC, c.seq DESC LIMIT 1", event, pin)
                .stream().findFirst();
    }

    /// The check-in that was sent with an idempotency key.
    public Optional<Entry> byKey(String key) throws JournalException {
        return punches("WHERE c.given_key = ?", key).stream().findFirst();
    }

    /// The first check-in of each person for an event, in order of PINs as text.
    ///
    /// @param afterPin the page begins behind this PIN; null or empty = at the start
    public List<Entry> first(String event, String afterPin, int limit) throws JournalException {
        return punches("""
                WHERE c.event = ? AND c.pin > ? AND NOT EXISTS (
                    SELECT 1 FROM check_in e WHERE e.event = c.event AND e.pin = c.pin
                    AND (e.instant < c.instant OR (e.instant = c.instant AND e.seq < c.seq)))
                ORDER BY c.pin LIMIT ?""", event, afterPin == null ? "" : afterPin, Records.page(limit));
    }

    /// How many different people are checked in for an event.
    public int people(String event) throws JournalException {
        return (int) number("SELECT count(*) FROM (SELECT DISTINCT pin FROM check_in WHERE event = ?)", event);
    }

    /// How many check-ins there are for an event, repeated ones too.
    public long count(String event) throws JournalException {
        return number("SELECT count(*) FROM check_in WHERE event = ?", event);
    }

    /// The newest [Presence] of each person at an event, in order of PINs as text; all of them.
    public List<Entry> presences(String event) throws JournalException {
        return readers.ask(reader -> reader.list("SELECT f.seq, f.kind, f.body" + FROM_PRESENCE + "ORDER BY p.pin",
                FactTable::read, event));
    }

    /// How often people came to an event and went again; zeros when nobody did.
    public PresenceTally presenceTally(String event) throws JournalException {
        return readers.ask(reader -> reader.list(
                "SELECT total(entries), total(exits) FROM presence WHERE event = ?",
                row -> new PresenceTally(row.getLong(1), row.getLong(2)), event)).getFirst();
    }

    /// The check-ins ([HeldCheckIn]) in quarantine for one reason and not released, oldest first.
    ///
    /// @param afterSeq the page begins behind this sequence number; 0 = at the oldest
    public List<Entry> held(Quarantined.Reason reason, long afterSeq, int limit) throws JournalException {
        return readers.ask(reader -> reader.list("SELECT " + QuarantineTable.COLUMNS + HELD, QuarantineTable::read,
                Json.word(reason), afterSeq, Records.page(limit)));
    }

    private List<Entry> punches(String which, Object... values) throws JournalException {
        return readers.ask(reader -> reader.list("SELECT " + PunchTable.COLUMNS + FROM + which,
                row -> PunchTable.read(row, reader.names()), values));
    }

    private long number(String question, Object... values) throws JournalException {
        return readers.ask(reader -> reader.list(question, row -> row.getLong(1), values)).getFirst();
    }
}
