// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.TreeMap;
import java.util.function.Supplier;
import muster.journal.JournalException.Kind;
import muster.model.Branch;
import muster.model.Command;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Gathering;
import muster.model.Json;
import muster.model.LocalTimes;
import muster.model.Person;
import muster.model.PunchQuery;
import muster.model.Terminal;

/// The questions that can be asked of a journal. Thread-safe; every question is short and asked on a
/// connection of its own, so it never holds up the writer.
///
/// Limits are 1 to [PunchQuery#MAX_LIMIT]; less or more is taken for the nearest of these.
public final class Records implements AutoCloseable {

    private static final Set<String> KINDS = Set.of(
            "punch", "quarantine", "contact", "terminal", "branch", "person", "command", "operation", "fetch", "clock",
            "gathering", "registration", "presence", "scanner", "sink",
            "dead_letter", "alert", "silence", "component", "access", "erasure", "forgotten", "notice");

    private final Path file;
    private final Readers readers;
    private final Supplier<Map<String, Tally>> tallies;
    private final CheckIns checkIns;
    private final Deliveries deliveries;
    private final Days days;
    private final Watching watching;

    /// @param tallies the counters as somebody keeps them in memory, or null to count from the file
    Records(Path file, Readers readers, Supplier<Map<String, Tally>> tallies) {
        this.file = file;
        this.readers = readers;
        this.tallies = tallies;
        this.checkIns = new CheckIns(readers);
        this.deliveries = new Deliveries(readers);
        this.days = new Days(readers);
        this.watching = new Watching(readers);
    }

    /// Opens a journal for reading only, also while a daemon writes to it.
    ///
    /// @throws JournalException if the file is not there, is damaged, newer, older or no journal
    public static Records open(Path file) throws JournalException {
        if (!Files.exists(file)) {
            throw new JournalException(
                    Kind.IO,
                    "there is no journal " + file + ".",
                    "Name the data directory of a daemon that has run at least once.",
                    null);
        }
        Failures failures = new Failures(file, file.resolveSibling("backups"));
        try {
            Schema.current().require(file);
        } catch (SQLException e) {
            throw failures.opening(e);
        }
        return new Records(file, new Readers(file, 1, failures), null);
    }

    /// The last sequence number on disk; 0 when the journal is empty.
    public long head() throws JournalException {
        return readers.ask(reader -> Entries.head(reader.connection()));
    }

    /// The entries behind a sequence number, of every kind, in order and without a gap.
    public List<Entry> entries(long after, int limit) throws JournalException {
        return readers.ask(reader -> Entries.behind(reader, after, page(limit)));
    }

    /// Punches, by the query's order of sequence numbers.
    public List<Entry> punches(PunchQuery query) throws JournalException {
        return readers.ask(reader -> PunchSearch.find(reader, query, page(query.limit())));
    }

    /// Every branch that was ever added, in order of ids; the removed ones too.
    public List<Branch> branches() throws JournalException {
        return list("SELECT body FROM branch ORDER BY id", BranchTable::read);
    }

    /// Every event that was ever added, in order of ids; the removed ones too.
    public List<Gathering> gatherings() throws JournalException {
        return list("SELECT body FROM gathering ORDER BY id", GatheringTable::read);
    }

    /// Who is on the list of an event: PINs in their order as text; empty when it has none.
    public List<String> registrations(String event) throws JournalException {
        return list("SELECT pin FROM registration WHERE event = ? ORDER BY pin", row -> row.getString(1), event);
    }

    /// How many people are on the list of each event that has one, by id.
    public Map<String, Integer> registrationCounts() throws JournalException {
        List<Map.Entry<String, Integer>> counts = list(
                "SELECT event, count(*) FROM registration GROUP BY event",
                row -> Map.entry(row.getString(1), row.getInt(2)));
        return counts.stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Whether a person is on the list of an event.
    public boolean isRegistered(String event, String pin) throws JournalException {
        return !list("SELECT 1 FROM registration WHERE event = ? AND pin = ?", row -> true, event, pin).isEmpty();
    }

    /// The questions about check-ins and who is inside.
    public CheckIns checkIns() {
        return checkIns;
    }

    /// The questions about sinks.
    public Deliveries deliveries() {
        return deliveries;
    }

    /// The questions about one day.
    public Days days() {
        return days;
    }

    /// The questions about alerts, components, measured values and channels.
    public Watching watching() {
        return watching;
    }

    /// Every terminal that was ever added, in order of serials; the refused and removed ones too.
    public List<Terminal> terminals() throws JournalException {
        return list("SELECT body FROM terminal WHERE body IS NOT NULL ORDER BY serial", TerminalTable::read);
    }

    /// One terminal, if it was ever added.
    public Optional<Terminal> terminal(String serial) throws JournalException {
        return first(list("SELECT body FROM terminal WHERE serial = ? AND body IS NOT NULL",
                TerminalTable::read, serial));
    }

    /// The people that are known and not removed, in order of PINs as text.
    ///
    /// @param afterPin the page begins behind this PIN; null or empty = at the start
    public List<Person> people(String afterPin, int limit) throws JournalException {
        return list("SELECT " + PersonTable.COLUMNS + " FROM person WHERE pin > ? ORDER BY pin LIMIT ?",
                PersonTable::read, afterPin == null ? "" : afterPin, page(limit));
    }

    /// One person, if known and not removed.
    public Optional<Person> person(String pin) throws JournalException {
        return first(list("SELECT " + PersonTable.COLUMNS + " FROM person WHERE pin = ?", PersonTable::read, pin));
    }

    /// The names of some people, by PIN; whoever is not known or has none is not in it.
    public Map<String, String> names(Collection<String> pins) throws JournalException {
        List<Map.Entry<String, String>> names = list(
                "SELECT pin, name FROM person WHERE pin IN (SELECT value FROM json_each(?)) AND name <> ''",
                row -> Map.entry(row.getString(1), row.getString(2)), Json.text(List.copyOf(pins)));
        return names.stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The stamps of one terminal, by table; empty when it has none.
    public Map<String, String> stamps(String terminal) throws JournalException {
        Map<String, String> stamps = new TreeMap<>();
        list("SELECT \"table\", value FROM stamp WHERE terminal = ?",
                row -> stamps.put(row.getString(1), row.getString(2)), terminal);
        return stamps;
    }

    /// The commands of one terminal.
    ///
    /// @param openOnly true for those not ended yet, oldest first, as they are handed out; false for all,
    ///     newest first
    public List<Command> commands(String terminal, boolean openOnly, int limit) throws JournalException {
        return list("SELECT body FROM command WHERE terminal = ? "
                + (openOnly ? "AND open = 1 ORDER BY id LIMIT ?" : "ORDER BY id DESC LIMIT ?"),
                CommandTable::read, terminal, page(limit));
    }

    /// The commands not ended yet of all terminals, in order of serials and then oldest first.
    public List<Command> openCommands() throws JournalException {
        return list("SELECT body FROM command WHERE open = 1 ORDER BY terminal, id", CommandTable::read);
    }

    /// The greatest number a command of that terminal ever had; 0 when it had none.
    public long lastCommandId(String terminal) throws JournalException {
        return list("SELECT coalesce(max(id), 0) FROM command WHERE terminal = ?", row -> row.getLong(1), terminal)
                .getFirst();
    }

    /// Records in quarantine, newest first.
    ///
    /// @param terminal of this terminal; null = any
    /// @param before the page begins below this sequence number; null = at the newest
    /// @param openOnly leave out the released ones
    public List<Entry> quarantine(String terminal, Long before, boolean openOnly, int limit)
            throws JournalException {
        return list("SELECT " + QuarantineTable.COLUMNS + " FROM quarantine WHERE seq < ? "
                + "AND (? IS NULL OR terminal = ?)" + (openOnly ? " AND released_as IS NULL" : "")
                + " ORDER BY seq DESC LIMIT ?",
                QuarantineTable::read, below(before), terminal, terminal, page(limit));
    }

    /// The punch a quarantined record was released as; empty when it is held, or there is no such record.
    public OptionalLong releasedAs(long quarantineSeq) throws JournalException {
        return list("SELECT released_as FROM quarantine WHERE seq = ? AND released_as IS NOT NULL",
                row -> row.getLong(1), quarantineSeq).stream().mapToLong(Long::longValue).findFirst();
    }

    /// The quarantined record that was released as a punch; empty when the punch was never held.
    ///
    /// @param punchSeq the punch's place
    public Optional<Entry> heldBefore(long punchSeq) throws JournalException {
        return first(list("SELECT " + QuarantineTable.COLUMNS + " FROM quarantine WHERE released_as = ? LIMIT 1",
                QuarantineTable::read, punchSeq));
    }

    /// Entries of some kinds, newest first.
    ///
    /// @param kinds as in [muster.model.Fact#kind()]; empty = every kind
    /// @param before the page begins below this sequence number; null = at the newest
    /// @throws IllegalArgumentException if no fact has one of the kinds
    public List<Entry> facts(Set<String> kinds, Long before, int limit) throws JournalException {
        kinds.forEach(Fact::typeOf);
        Set<String> wanted = kinds.isEmpty() ? KINDS : kinds;
        return readers.ask(reader -> Entries.newest(reader, wanted, below(before), page(limit)));
    }

    /// Facts of one kind, neither punches nor held records, behind a sequence number and up to another, in order.
    public List<Entry> facts(String kind, long after, long last, int limit) throws JournalException {
        return readers.ask(reader -> Entries.of(reader, kind, after, last, page(limit)));
    }

    /// What each terminal has brought so far, by serial.
    public Map<String, Tally> tallies() throws JournalException {
        return tallies != null ? tallies.get() : readers.ask(reader -> Counts.load(reader.connection()).tallies());
    }

    /// How many punches have this local time or a later one, by the terminals' clocks.
    public long punchesSince(LocalDateTime local) throws JournalException {
        return list("SELECT count(*) FROM punch WHERE local_time >= ?", row -> row.getLong(1), LocalTimes.text(local))
                .getFirst();
    }

    /// The same for each terminal that has any, by serial.
    public Map<String, Long> punchesSinceByTerminal(LocalDateTime local) throws JournalException {
        List<Map.Entry<String, Long>> counts = list("""
                SELECT t.serial, x.punches
                FROM (SELECT terminal, count(*) AS punches FROM punch WHERE local_time >= ? GROUP BY terminal) x
                JOIN terminal t ON t.id = x.terminal""",
                row -> Map.entry(row.getString(1), row.getLong(2)), LocalTimes.text(local));
        return counts.stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The other versions of one punch, in the order they came.
    public List<Variant> variants(long seq) throws JournalException {
        return readers.ask(reader -> reader.list(
                "SELECT " + VariantTable.COLUMNS + VariantTable.FROM + "WHERE v.seq = ? ORDER BY v.id",
                row -> VariantTable.read(row, reader.names()), seq));
    }

    /// Size of the file, without its write-ahead log.
    public long fileBytes() {
        return Sqlite.bytes(file);
    }

    /// Size of the write-ahead log beside the file; 0 when there is none.
    public long walBytes() {
        return Sqlite.bytes(Sqlite.wal(file));
    }

    /// Closes the readers' connections. May be called again.
    @Override
    public void close() {
        readers.close();
    }

    private <T> List<T> list(String sql, Reader.Row<T> row, Object... values) throws JournalException {
        return readers.ask(reader -> reader.list(sql, row, values));
    }

    private static <T> Optional<T> first(List<T> found) {
        return found.stream().findFirst();
    }

    private static long below(Long before) {
        return before == null ? Long.MAX_VALUE : before;
    }

    /// The nearest number of rows that a page may have.
    static int page(int limit) {
        return Math.clamp(limit, 1, PunchQuery.MAX_LIMIT);
    }
}
