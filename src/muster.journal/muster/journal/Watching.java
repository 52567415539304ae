// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.Sample;
import muster.model.Silence;

/// The questions that can be asked about what is watched: alerts, silences, components, measured values and how far
/// the channels are. Thread-safe, short and limited like those of [Records].
///
/// A damaged row is named in the log, once, and left out: it must never be why a daemon does not start.
public final class Watching {

    private static final System.Logger LOG = System.getLogger("muster.journal");

    private static final String SAMPLES = "SELECT " + SampleTable.COLUMNS + " FROM sample ";
    private static final String SERIES = SAMPLES + "WHERE measure = ? AND subject = ? ";

    private static final String LAST = " ORDER BY measure DESC, subject DESC, at DESC LIMIT 1";

    /// The last row of the last series, then of the series before another: one search in the key for each, however
    /// many rows lie between. Not `(measure, subject) < (?, ?)`, for which SQLite walks through all of them.
    private static final String LAST_OF_ALL = SAMPLES + LAST;
    private static final String LAST_OF_PREVIOUS_SUBJECT = SAMPLES + "WHERE measure = ? AND subject < ?" + LAST;
    private static final String LAST_OF_PREVIOUS_MEASURE = SAMPLES + "WHERE measure < ?" + LAST;

    /// Every subject of a measure, found in the same way.
    private static final String SUBJECTS = """
            WITH RECURSIVE one(subject) AS (
                SELECT min(subject) FROM sample WHERE measure = ?1
                UNION ALL
                SELECT (SELECT min(subject) FROM sample WHERE measure = ?1 AND subject > one.subject)
                FROM one WHERE subject IS NOT NULL)
            SELECT subject FROM one WHERE subject IS NOT NULL""";

    private final Readers readers;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    Watching(Readers readers) {
        this.readers = readers;
    }

    /// The alerts that fire, acknowledged and quiet ones too, in order of rules and then of subjects.
    public List<AlertStatus> alerts() throws JournalException {
        return list("SELECT " + AlertTable.COLUMNS + " FROM alert ORDER BY rule, subject", AlertTable::read);
    }

    /// Silences, in order of their numbers.
    ///
    /// @param openOnly leave out those that somebody ended before their time; whether the time of the others is over,
    ///     the clock tells
    public List<Silence> silences(boolean openOnly) throws JournalException {
        return list("SELECT " + SilenceTable.COLUMNS + " FROM silence" + (openOnly ? " WHERE ended = 0" : "")
                + " ORDER BY id", SilenceTable::read);
    }

    /// The greatest number a silence ever had; 0 when there was none.
    public long lastSilenceId() throws JournalException {
        return list("SELECT coalesce(max(id), 0) FROM silence", row -> row.getLong(1)).getFirst();
    }

    /// The components that were reported and not forgotten, in order of names.
    public List<Component> components() throws JournalException {
        return list("SELECT " + ComponentTable.COLUMNS + " FROM component ORDER BY name", ComponentTable::read);
    }

    /// The values of a measure in a time, in order of subjects and then the oldest first; and, before the others of
    /// its subject, the last one from before that time, because it held when the time began.
    ///
    /// @param subject whose; empty = this muster's; null = of every subject
    /// @param from the time's begin; values of that millisecond are in it
    /// @param to the time's end; values of that millisecond are in it too
    /// @param limit how many values of that time at most, of all subjects together; those from before it come on top
    public List<Sample> samples(String measure, String subject, Instant from, Instant to, int limit)
            throws JournalException {
        long first = millis(from);
        long last = millis(to);
        int page = Records.page(limit);
        return readers.ask(reader -> {
            List<Sample> found = new ArrayList<>();
            int left = page;
            for (String one : subject == null ? subjects(reader, measure) : List.of(subject)) {
                found.addAll(reader.list(SERIES + "AND at < ? ORDER BY at DESC LIMIT 1",
                        SampleTable::read, measure, one, first));
                List<Sample> inside = reader.list(SERIES + "AND at BETWEEN ? AND ? ORDER BY at LIMIT ?",
                        SampleTable::read, measure, one, first, last, left);
                left -= inside.size();
                found.addAll(inside);
            }
            return sound(found);
        });
    }

    /// Every subject of a measure, in order.
    static List<String> subjects(Reader reader, String measure) throws SQLException {
        return reader.list(SUBJECTS, row -> row.getString(1), measure);
    }

    /// The last value of every measure and subject, in order of measures and then of subjects.
    public List<Sample> latestSamples() throws JournalException {
        return readers.ask(reader -> sound(latest(reader)));
    }

    /// The last row of every series, in order.
    static List<Sample> latest(Reader reader) throws SQLException {
        List<Sample> latest = new ArrayList<>();
        List<Sample> found = reader.list(LAST_OF_ALL, SampleTable::read);
        while (!found.isEmpty()) {
            Sample last = found.getFirst();
            latest.add(last);
            found = reader.list(LAST_OF_PREVIOUS_SUBJECT, SampleTable::read, last.measure(), last.subject());
            if (found.isEmpty()) {
                found = reader.list(LAST_OF_PREVIOUS_MEASURE, SampleTable::read, last.measure());
            }
        }
        return latest.reversed();
    }

    /// One value of every measure and subject, damaged or not.
    List<Sample> series() throws JournalException {
        return readers.ask(Watching::latest);
    }

    /// How far a channel is; empty when it never ran.
    public OptionalLong channel(String name) throws JournalException {
        return list("SELECT position FROM channel WHERE name = ?", row -> row.getLong(1), name)
                .stream().mapToLong(Long::longValue).findFirst();
    }

    private <T> List<T> list(String question, Reader.Row<T> row, Object... values) throws JournalException {
        return readers.ask(reader -> reader.list(question, orLeftOut(row), values))
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private <T> Reader.Row<T> orLeftOut(Reader.Row<T> row) {
        return columns -> {
            try {
                return row.read(columns);
            } catch (IllegalArgumentException e) {
                name(e.getMessage());
                return null;
            }
        };
    }

    private List<Sample> sound(List<Sample> samples) {
        List<Sample> sound = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            if (Double.isFinite(sample.value())) {
                sound.add(sample);
            } else {
                name("the value of " + AlertStatus.id(sample.measure(), sample.subject()) + " at " + sample.at());
            }
        }
        return List.copyOf(sound);
    }

    /// Once, because some of these questions are asked every few seconds.
    private void name(String row) {
        if (named.add(row)) {
            LOG.log(System.Logger.Level.WARNING, "a damaged row in the journal is left out: {0}. Everything else is"
                    + " as it was; the entries of the journal still tell how it came about", row);
        }
    }

    /// A moment further away than any clock goes stands for the farthest one.
    private static long millis(Instant moment) {
        try {
            return moment.toEpochMilli();
        } catch (ArithmeticException tooFar) {
            return moment.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }
}
