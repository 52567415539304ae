// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import muster.model.Bytes;
import muster.model.Command;
import muster.model.CommandChange;
import muster.model.Contact;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.LocalTimeFit;
import muster.model.LocalTimes;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Source;
import muster.model.Terminal;
import muster.model.TerminalChange;
import muster.model.ZoneFrom;

/// Facts and journals for the tests.
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-20T02:30:06.123Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final LocalDateTime EIGHT = LocalDateTime.of(2026, 11, 20, 8, 0, 0);
    static final String T1 = "TSTATT000001";
    static final String T2 = "TSTATT000002";

    private Samples() {}

    static Journal open(Path directory) throws JournalException {
        return Journal.open(JournalSettings.at(directory), CLOCK);
    }

    /// A punch by push, a number of seconds after eight.
    static Punch punch(String terminal, String pin, long second) {
        return punch(Source.PUSH, terminal, pin, second, 0, 1);
    }

    static Punch punch(Source source, String terminal, String pin, long second, int state, int verifyMode) {
        LocalDateTime time = EIGHT.plusSeconds(second);
        return new Punch(
                source, terminal, pin, time, ZoneOffset.ofHoursMinutes(5, 30), "Asia/Kolkata", ZoneFrom.TERMINAL,
                LocalTimeFit.EXACT, NOW, state, verifyMode, "",
                Bytes.of(pin + "\t" + LocalTimes.TEXT.format(time) + "\t" + state + "\t" + verifyMode));
    }

    static Quarantined unparsable(String terminal, String raw) {
        return new Quarantined(
                Source.PUSH, terminal, "ATTLOG", Quarantined.Reason.UNPARSABLE, "no time in it", NOW, Bytes.of(raw));
    }

    static Contact contact(String terminal, boolean online) {
        return new Contact(terminal, online, "192.0.2.7", "polls again", NOW);
    }

    static Terminal terminal(String serial, String name) {
        return new Terminal(
                serial, name, Terminal.State.APPROVED, "Asia/Kolkata", List.of("192.0.2.0/24"), "att2", "2.4.1", "69",
                Map.of("model", "test", "firmware", "Ver 1.0"), NOW);
    }

    static TerminalChange added(Terminal terminal) {
        return new TerminalChange(terminal, "added", "config", NOW);
    }

    static PersonChange known(String pin, String name) {
        return new PersonChange(new Person(pin, name, "", 0), false, T1, "terminal", NOW);
    }

    static PersonChange removed(String pin) {
        return new PersonChange(new Person(pin, "", "", 0), true, null, "operator", NOW);
    }

    static Command command(String terminal, long id, Command.State state) {
        boolean sent = state != Command.State.QUEUED;
        return new Command(
                terminal, id, "INFO", state, sent ? 1 : 0, state.ended() ? Integer.valueOf(0) : null, "", "operator",
                NOW, sent ? NOW.plusSeconds(1) : null, state.ended() ? NOW.plusSeconds(2) : null,
                NOW.plusSeconds(3600));
    }

    static CommandChange queued(String terminal, long id) {
        return new CommandChange(command(terminal, id, Command.State.QUEUED), NOW);
    }

    static Operation operation(String terminal, int code, String line) {
        return new Operation(
                terminal, "OPERLOG", code, "1", "2026-11-20 08:00:05", Map.of("object", "0"), NOW, Bytes.of(line));
    }

    static Notice notice(String message) {
        return new Notice(Notice.Level.WARNING, "warning", null, message, Map.of("used", "91 %"), NOW);
    }

    /// One fact of every kind.
    static List<Fact> oneOfEach() {
        return List.of(
                punch(T1, "7", 5), unparsable(T1, "not a punch"), contact(T1, true), added(terminal(T1, "Gate")),
                known("7", "A. Person"), queued(T1, 1), operation(T1, 4, "OPLOG 4\t1"),
                notice("the log is nearly full"));
    }

    /// The whole journal, read page by page from disk.
    static List<Entry> everything(Records records) throws JournalException {
        List<Entry> entries = new ArrayList<>();
        for (List<Entry> page = records.entries(0, 1000); !page.isEmpty(); ) {
            entries.addAll(page);
            page = records.entries(entries.getLast().seq(), 1000);
        }
        return entries;
    }

    static List<Long> seqs(List<Entry> entries) {
        return entries.stream().map(Entry::seq).toList();
    }

    static List<Fact> facts(List<Entry> entries) {
        return entries.stream().map(Entry::fact).toList();
    }

    /// Asks the file of a closed journal something in SQL.
    static String ask(Path file, String sql) throws SQLException {
        try (Connection connection = Sqlite.reader(file)) {
            return Sqlite.text(connection, sql);
        }
    }

    static Path scratch() throws IOException {
        return Files.createTempDirectory("muster-journal");
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
