// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.FAIR;
import static muster.journal.Samples.T1;
import static muster.journal.Samples.T2;
import static muster.journal.Samples.punch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import muster.model.Branch;
import muster.model.BranchChange;
import muster.model.Fact;
import muster.model.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal that the muster with schema version 2 wrote, from before there were events.
class VersionTwoTest {

    @TempDir
    Path directory;

    private JournalSettings settings;

    @BeforeEach
    void make() throws Exception {
        settings = JournalSettings.at(directory);
        try (InputStream sql = VersionTwoTest.class.getResourceAsStream("version-2.sql");
                Connection connection = Sqlite.maker(settings.file())) {
            Sqlite.run(connection, new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<Fact> written() {
        List<Fact> facts = new ArrayList<>(Samples.before());
        facts.add(new BranchChange(new Branch("north", "North", "Asia/Kolkata", false), "added", "api", Samples.NOW));
        facts.add(Samples.unparsable(T2, "8 2026-11-20T08:00:06"));
        facts.add(punch(T2, "8", 6));
        return facts;
    }

    @Test
    void itIsCopiedAndEverythingInItIsAsItWas() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            Records records = journal.records();
            assertEquals(written(), Samples.facts(records.entries(0, 100)));
            assertEquals(List.of(new Variant(1, punch(Source.PULL, T1, "7", 5, 0, 15))), records.variants(1));
            assertEquals(OptionalLong.of(11), records.releasedAs(10));
            assertEquals(new Tally(T1, 1, 0, 1, 1, Samples.EIGHT.plusSeconds(5), 1), records.tallies().get(T1));
            assertEquals(Map.of("ATTLOG", "42"), records.stamps(T1));
            assertEquals(List.of(), records.gatherings());
            assertEquals(0, journal.append(List.of(punch(T1, "7", 5), punch(T2, "8", 6))).stored());
        }
        try (Stream<Path> files = Files.list(settings.backups())) {
            Path backup = files.toList().getFirst();
            assertEquals("muster-v2-20261120T023006Z.db", backup.getFileName().toString());
            assertEquals("2", Samples.ask(backup, "PRAGMA user_version"));
        }
        assertEquals("" + Schema.STEPS.size(), Samples.ask(settings.file(), "PRAGMA user_version"));
    }

    @Test
    void checkInsGoIntoItAndTheShellShowsOldAndNew() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.checkIn(FAIR, "7", 9), Samples.registered(FAIR, "7")));

            assertEquals(12, journal.records().checkIns().last(FAIR, "7").orElseThrow().seq());
        }
        assertEquals("1 - -,11 - -,12 fair ble", Samples.ask(settings.file(), """
                SELECT group_concat(seq || ' ' || coalesce(event, '-') || ' ' || coalesce(method, '-'))
                FROM (SELECT * FROM punches ORDER BY seq)"""));
    }

    /// A journal with millions of punches must be brought up to date while the operator waits.
    @Test
    void noRowOfATerminalsPunchIsWrittenAnew() throws Exception {
        String table = "SELECT (SELECT sql FROM sqlite_schema WHERE name = 'punch') || (SELECT group_concat(name) "
                + "FROM sqlite_schema WHERE tbl_name = 'punch')";
        String before = Samples.ask(settings.file(), table);

        Samples.open(directory).close();

        assertEquals(before, Samples.ask(settings.file(), table));
    }

    @Test
    void whoOnlyReadsIsToldToStartTheDaemonOnce() {
        JournalException e = assertThrows(JournalException.class, () -> Records.open(settings.file()));

        String versions = "schema version 2, this muster reads version " + Schema.STEPS.size();
        assertTrue(e.getMessage().contains(versions), e.getMessage());
        assertTrue(e.hint().contains("daemon"), e.hint());
    }
}
