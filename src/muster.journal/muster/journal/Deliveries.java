// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import muster.model.DeadLetter;
import muster.model.Delivery;
import muster.model.Json;

/// The questions that can be asked about sinks: how far they are, what their targets said, what is set aside.
/// Thread-safe, short and limited like those of [Records].
public final class Deliveries {

    private static final System.Logger LOG = System.getLogger("muster.journal");

    private final Readers readers;

    Deliveries(Readers readers) {
        this.readers = readers;
    }

    /// How far a sink is; empty when it never ran.
    public Optional<Cursor> cursor(String sink) throws JournalException {
        return list("SELECT " + CursorTable.COLUMNS + " FROM cursor WHERE sink = ?", CursorTable::read, sink)
                .stream().findFirst();
    }

    /// How far every sink is that ever ran, by name.
    public List<Cursor> cursors() throws JournalException {
        return list("SELECT " + CursorTable.COLUMNS + " FROM cursor ORDER BY sink", CursorTable::read);
    }

    /// The deliveries that a record was in, newest first; the newest 50.
    ///
    /// @param seq the record's place in the journal
    public List<Delivery> of(String sink, long seq) throws JournalException {
        return list("SELECT " + CursorTable.DELIVERY + " FROM delivery WHERE sink = ? AND last BETWEEN ? AND ?"
                + " AND first <= ? ORDER BY id DESC LIMIT 50",
                CursorTable::delivery, sink, seq, seq + Progress.LONGEST - 1, seq);
    }

    /// The answers of a sink's target about the farthest places, the farthest first.
    public List<Delivery> latest(String sink, int limit) throws JournalException {
        return list("SELECT " + CursorTable.DELIVERY + " FROM delivery WHERE sink = ?"
                + " ORDER BY last DESC, id DESC LIMIT ?",
                CursorTable::delivery, sink, Records.page(limit));
    }

    /// Dead letters, oldest first.
    ///
    /// @param sink of this sink; null = any
    /// @param reason of this class; null = any
    /// @param state in this state; null = any
    /// @param after the page begins behind this number; null = at the oldest
    public List<DeadLetter> letters(String sink, String reason, DeadLetter.State state, Long after, int limit)
            throws JournalException {
        List<Object> values = new ArrayList<>(List.of(after == null ? 0L : after));
        StringBuilder sql = new StringBuilder("SELECT " + DeadLetterTable.COLUMNS + " FROM dead_letter WHERE id > ?");
        if (sink != null) {
            sql.append(" AND sink = ?");
            values.add(sink);
        }
        if (reason != null) {
            sql.append(" AND reason = ?");
            values.add(reason);
        }
        if (state != null) {
            // spelt out, or the index of open letters would not be used
            sql.append(" AND state = '").append(Json.word(state)).append('\'');
        }
        values.add(Records.page(limit));
        return list(sql + " ORDER BY id LIMIT ?", DeadLetterTable::read, values.toArray());
    }

    /// One dead letter.
    public Optional<DeadLetter> letter(long id) throws JournalException {
        return list("SELECT " + DeadLetterTable.COLUMNS + " FROM dead_letter WHERE id = ?", DeadLetterTable::read, id)
                .stream().findFirst();
    }

    /// The dead letter of a record at a sink.
    public Optional<DeadLetter> letter(String sink, long seq) throws JournalException {
        return list("SELECT " + DeadLetterTable.COLUMNS + " FROM dead_letter WHERE sink = ? AND seq = ?",
                DeadLetterTable::read, sink, seq).stream().findFirst();
    }

    /// The dead letters of some records at a sink, in the order of the records.
    ///
    /// @param first the first place in the journal
    /// @param last the last
    public List<DeadLetter> between(String sink, long first, long last) throws JournalException {
        return list("SELECT " + DeadLetterTable.COLUMNS + " FROM dead_letter WHERE sink = ? AND seq BETWEEN ? AND ?"
                + " ORDER BY seq", DeadLetterTable::read, sink, first, last);
    }

    /// How many dead letters of a sink are open.
    ///
    /// @param count how many
    /// @param newest number of the newest; 0 when there is none
    public record Open(long count, long newest) {}

    /// How many dead letters of a sink are open.
    ///
    /// @param reason of this class; null = any
    public Open open(String sink, String reason) throws JournalException {
        return list("SELECT count(*), coalesce(max(id), 0) FROM dead_letter WHERE state = 'open' AND sink = ?"
                + " AND (? IS NULL OR reason = ?)", row -> new Open(row.getLong(1), row.getLong(2)),
                sink, reason, reason).getFirst();
    }

    /// How many dead letters are open, by sink; sinks without any are not in it.
    public Map<String, Long> openLetters() throws JournalException {
        Map<String, Long> open = new TreeMap<>();
        list("SELECT sink, count(*) FROM dead_letter WHERE state = 'open' GROUP BY sink",
                row -> open.put(row.getString(1), row.getLong(2)));
        return open;
    }

    /// How many facts of some kinds lie behind a place, counted up to a bound.
    ///
    /// @param kinds as in [muster.model.Fact#kind()]
    public long waiting(Set<String> kinds, long position, int atMost) throws JournalException {
        long waiting = 0;
        if (kinds.contains("punch")) {
            waiting += number("SELECT count(*) FROM (SELECT 1 FROM punch WHERE seq > ? LIMIT ?)", position, atMost);
        }
        if (waiting < atMost && kinds.stream().anyMatch(kind -> !kind.equals("punch"))) {
            waiting += number("SELECT count(*) FROM (SELECT 1 FROM fact WHERE seq > ? AND kind IN "
                    + "(SELECT value FROM json_each(?)) LIMIT ?)", position, Json.text(kinds), atMost - waiting);
        }
        return waiting;
    }

    /// When the first punch behind a place was received (UTC); empty when there is none.
    public Optional<Instant> oldestBehind(long position) throws JournalException {
        return list("SELECT received_at FROM punch WHERE seq > ? ORDER BY seq LIMIT 1",
                row -> Instant.ofEpochMilli(row.getLong(1)), position).stream().findFirst();
    }

    private long number(String question, Object... values) throws JournalException {
        return list(question, row -> row.getLong(1), values).getFirst();
    }

    private <T> List<T> list(String question, Reader.Row<T> row, Object... values) throws JournalException {
        return readers.ask(reader -> reader.list(question, sound(row), values))
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /// A damaged row is named and left out: it must never be why a daemon does not start.
    private static <T> Reader.Row<T> sound(Reader.Row<T> row) {
        return columns -> {
            try {
                return row.read(columns);
            } catch (IllegalArgumentException e) {
                LOG.log(System.Logger.Level.WARNING, "a damaged row about sinks is left out: {0}", e.getMessage());
                return null;
            }
        };
    }
}
