// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import muster.model.DeadLetter;
import muster.model.LocalTimes;
import muster.model.Quarantined;
import muster.model.Source;

/// The questions that can be asked about one day: what each terminal brought of it, and how far that got. A day is a
/// local date by the terminals' clocks. Thread-safe; short like those of [Records], but not limited: a day is answered
/// whole.
public final class Days {

    private static final long MINUTE = 60_000;
    private static final long FIRST_STRETCH = 1_000;
    private static final long LONGEST_STRETCH = 128_000;

    private final Readers readers;

    Days(Readers readers) {
        this.readers = readers;
    }

    /// Places that were in one delivery.
    ///
    /// @param first the first place it was about
    /// @param last the last
    /// @param skipped how many records between them were left out
    public record Span(long first, long last, int skipped) {}

    /// A record that is held and not released.
    ///
    /// @param terminal its serial
    /// @param table what it was sent as
    public record Held(String terminal, String table, Quarantined.Reason reason, Instant receivedAt) {}

    /// The places of the punches of a day, each list in order, by terminal or door; those without any are not in it.
    public Map<String, long[]> punches(LocalDate date) throws JournalException {
        Map<Integer, List<Long>> places = new HashMap<>();
        return readers.ask(reader -> {
            // the key's index alone answers this: it begins with the time and ends with the place
            reader.list("SELECT terminal, seq FROM punch INDEXED BY punch_key WHERE local_time >= ? AND local_time < ?",
                    row -> places.computeIfAbsent(row.getInt(1), _ -> new ArrayList<>()).add(row.getLong(2)),
                    LocalTimes.text(date.atStartOfDay()), LocalTimes.text(date.plusDays(1).atStartOfDay()));
            Map<String, long[]> bySerial = new TreeMap<>();
            for (Map.Entry<Integer, List<Long>> each : places.entrySet()) {
                LongStream sorted = each.getValue().stream().mapToLong(Long::longValue).sorted();
                bySerial.put(reader.names().serial(each.getKey()), sorted.toArray());
            }
            return bySerial;
        });
    }

    /// How many punches were received in each minute, by its begin (UTC), counted back from a place until in a whole
    /// stretch of the journal all are older than asked for. A clock that was wrong for less than that hides none.
    ///
    /// @param since the oldest that is wanted (UTC)
    /// @param upTo the newest place that counts
    public Map<Instant, Long> punchesByMinute(Instant since, long upTo) throws JournalException {
        Map<Instant, Long> counts = new TreeMap<>();
        long oldest = since.toEpochMilli() / MINUTE;
        long stretch = FIRST_STRETCH;
        for (long last = upTo; last > 0; last -= stretch, stretch = Math.min(2 * stretch, LONGEST_STRETCH)) {
            List<Long> minutes = new ArrayList<>();
            long to = last;
            long from = last - stretch;
            readers.ask(reader -> reader.list("SELECT received_at / " + MINUTE + " AS minute, count(*) FROM punch"
                            + " WHERE seq > ? AND seq <= ? GROUP BY minute",
                    row -> {
                        minutes.add(row.getLong(1));
                        return counts.merge(Instant.ofEpochMilli(row.getLong(1) * MINUTE), row.getLong(2), Long::sum);
                    }, from, to));
            if (!minutes.isEmpty() && minutes.stream().allMatch(minute -> minute < oldest)) {
                break;
            }
        }
        return counts;
    }

    /// Punches that were received in one minute by one way.
    ///
    /// @param minute its begin (UTC)
    /// @param terminal serial of the terminal or id of the door
    public record Received(Instant minute, Source source, String terminal, long punches) {}

    /// How the punches of a stretch of the journal came.
    ///
    /// @param after the place before the first
    /// @param last the last place
    public List<Received> received(long after, long last) throws JournalException {
        return readers.ask(reader -> reader.list("SELECT received_at / " + MINUTE + " AS minute, source, terminal,"
                        + " count(*) FROM punch WHERE seq > ? AND seq <= ? GROUP BY minute, source, terminal",
                row -> new Received(Instant.ofEpochMilli(row.getLong(1) * MINUTE), Sources.of(row.getInt(2)),
                        reader.names().serial(row.getInt(3)), row.getLong(4)), after, last));
    }

    /// The states of a sink's dead letters between two places, by place.
    public Map<Long, DeadLetter.State> letters(String sink, long first, long last) throws JournalException {
        Map<Long, DeadLetter.State> states = new HashMap<>();
        readers.ask(reader -> reader.list(
                "SELECT seq, state FROM dead_letter WHERE sink = ? AND seq BETWEEN ? AND ?",
                row -> states.put(row.getLong(1), state(row.getString(2))), sink, first, last));
        return states;
    }

    private static DeadLetter.State state(String word) {
        try {
            return DeadLetter.State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException damaged) {
            // nobody knows what became of it, so it waits for somebody
            return DeadLetter.State.OPEN;
        }
    }

    /// A sink's deliveries that overlap a range of places, in order of their last ones.
    public List<Span> deliveries(String sink, long first, long last) throws JournalException {
        return readers.ask(reader -> reader.list(
                "SELECT first, last, skipped FROM delivery WHERE sink = ? AND last BETWEEN ? AND ? AND first <= ?"
                        + " ORDER BY last",
                row -> new Span(row.getLong(1), row.getLong(2), row.getInt(3)),
                sink, first, last + Progress.LONGEST - 1, last));
    }

    /// Records that were received in a time and are still held, in the order they came.
    ///
    /// @param from the first moment (UTC)
    /// @param to the first moment behind it (UTC)
    public List<Held> held(Instant from, Instant to) throws JournalException {
        return readers.ask(reader -> reader.list("SELECT terminal, \"table\", reason, received_at FROM quarantine"
                        + " WHERE released_as IS NULL AND received_at >= ? AND received_at < ? ORDER BY seq",
                row -> new Held(row.getString(1), row.getString(2),
                        Words.of(Quarantined.Reason.class, row.getString(3)), Instant.ofEpochMilli(row.getLong(4))),
                from.toEpochMilli(), to.toEpochMilli()));
    }

    /// The branches that a notice `day.closed` was written for, of one day; the empty text stands for the terminals
    /// of none.
    public Set<String> closed(LocalDate date) throws JournalException {
        return readers.ask(reader -> reader.list("SELECT coalesce(body ->> '$.context.branch', '') FROM fact"
                        + " WHERE kind = 'notice' AND body ->> '$.topic' = 'day.closed'"
                        + " AND body ->> '$.context.date' = ?",
                row -> row.getString(1), date.toString())).stream().collect(Collectors.toUnmodifiableSet());
    }
}
