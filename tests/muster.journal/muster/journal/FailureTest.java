// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import muster.journal.JournalException.Kind;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Presence;
import muster.model.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the disk refuses is never acknowledged, and the journal goes on by itself when the disk does.
class FailureTest {

    @TempDir
    Path directory;

    private static List<Fact> batch(int number) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            facts.add(Samples.punch(T1, "" + i, number));
        }
        facts.add(Samples.operation("TSTATT00000" + number % 10, number, "OPLOG " + number));
        return facts;
    }

    /// Appends until the journal refuses; what was acknowledged goes into the list.
    private static JournalException fill(Journal journal, List<Fact> acknowledged) throws InterruptedException {
        for (int i = acknowledged.size(); ; i++) {
            List<Fact> facts = batch(i);
            try {
                journal.append(facts, new Stamp(T1, "ATTLOG", "" + i));
                acknowledged.addAll(facts);
            } catch (JournalException refused) {
                return refused;
            }
        }
    }

    /// A connection that fails as told: a commit by what is given, a close as well when it is an Error.
    private static Connection failing(Connection real, AtomicReference<Throwable> by) {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
                (_, method, arguments) -> {
                    Throwable failure = by.get();
                    boolean ends = failure instanceof Error && method.getName().equals("close");
                    if (ends) {
                        real.close();
                    }
                    if (failure != null && (ends || method.getName().equals("commit"))) {
                        throw failure;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aRefusalFromOutsideIsNoFaultAFaultOfOurOwnIsOneUntilACommitSucceeds() throws Exception {
        JournalSettings settings = JournalSettings.at(directory);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Journal journal = Journal.open(settings, Samples.CLOCK, Schema.current(),
                () -> failing(Sqlite.writer(settings.file()), failure))) {
            assertEquals(Optional.empty(), journal.fault());
            failure.set(new SQLException("disk I/O error"));
            assertThrows(JournalException.class, () -> journal.append(batch(1)));
            assertEquals(Optional.empty(), journal.fault());
            assertFalse(journal.health().ok());
            failure.set(new IllegalStateException("of the test"));
            assertThrows(JournalException.class, () -> journal.append(batch(1)));
            assertTrue(journal.fault().orElseThrow().contains("of the test"));
            failure.set(null);
            assertEquals(Optional.empty(), journal.fault());
            assertTrue(journal.health().ok());
        }
    }

    @Test
    void aWriterThatAFaultEndedIsAFaultForGoodAndNobodyWaitsForIt() throws Exception {
        JournalSettings settings = JournalSettings.at(directory);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Journal journal = Journal.open(settings, Samples.CLOCK, Schema.current(),
                () -> failing(Sqlite.writer(settings.file()), failure))) {
            journal.append(batch(1));
            failure.set(new AssertionError("of the test"));
            assertThrows(JournalException.class, () -> journal.append(batch(2)));
            failure.set(null);
            assertThrows(JournalException.class, () -> journal.append(batch(2)));
            String fault = journal.fault().orElseThrow();
            assertTrue(fault.contains("ended the thread that writes"), fault);
            assertFalse(journal.health().ok());
        }
        try (Journal again = Samples.open(directory)) {
            assertEquals(batch(2).size(), again.append(batch(2)).stored());
            assertEquals(Optional.empty(), again.fault());
        }
    }

    private static void assertKept(List<Fact> acknowledged, Records records) throws Exception {
        List<Entry> entries = Samples.everything(records);
        assertEquals(acknowledged, Samples.facts(entries));
        assertEquals(LongStream.rangeClosed(1, entries.size()).boxed().toList(), Samples.seqs(entries));
    }

    @Test
    void aFileThatMayNotGrowIsTakenForAFullDiskAndHealsWithoutAGap() throws Exception {
        AtomicInteger pages = new AtomicInteger(120);
        JournalSettings settings = JournalSettings.at(directory);
        List<Fact> acknowledged = new ArrayList<>();
        try (Journal journal = Journal.open(settings, Samples.CLOCK, Schema.current(), () -> {
            Connection connection = Sqlite.writer(settings.file());
            Sqlite.number(connection, "PRAGMA max_page_count = " + pages.get());
            return connection;
        })) {
            JournalException refused = fill(journal, acknowledged);

            assertEquals(Kind.FULL, refused.kind());
            assertTrue(refused.getMessage().contains(settings.file().toString()), refused.getMessage());
            assertFalse(journal.health().ok());
            assertEquals(acknowledged.size(), journal.head());
            assertFalse(fill(journal, acknowledged) == refused);
            assertKept(acknowledged, journal.records());

            pages.set(100_000);
            List<Fact> more = batch(900_000);
            assertEquals(more.size(), journal.append(more).stored());

            acknowledged.addAll(more);
            assertTrue(journal.health().ok());
            assertEquals(acknowledged, Samples.facts(journal.read(0, 10_000)));
            assertKept(acknowledged, journal.records());
        }
        try (Records records = Records.open(settings.file())) {
            assertKept(acknowledged, records);
            assertEquals(acknowledged.stream().filter(fact -> fact.kind().equals("punch")).count(),
                    records.tallies().get(T1).punches());
        }
    }

    @Test
    void aFullDiskIsToldAndHealsWhenThereIsSpaceAgain() throws Exception {
        List<Fact> acknowledged = new ArrayList<>();
        try (Mount disk = Mount.tmpfs(directory, "1500k")) {
            try (Journal journal = Samples.open(directory)) {
                JournalException refused = fill(journal, acknowledged);

                assertEquals(Kind.FULL, refused.kind());
                assertFalse(journal.probe().ok());
                assertKept(acknowledged, journal.records());

                disk.again("size=16m");
                assertTrue(journal.probe().ok());
                List<Fact> more = batch(900_000);
                assertEquals(more.size(), journal.append(more).stored());
                acknowledged.addAll(more);
                assertKept(acknowledged, journal.records());
            }
            assertEquals("ok", Samples.ask(directory.resolve("muster.db"), "PRAGMA integrity_check"));
            try (Records records = Records.open(directory.resolve("muster.db"))) {
                assertKept(acknowledged, records);
            }
        }
    }

    /// Who is inside and who is on the list is what was acknowledged, not what was tried.
    @Test
    void whatFollowsFromFactsThatWereRefusedIsNotThereEither() throws Exception {
        AtomicInteger pages = new AtomicInteger(120);
        JournalSettings settings = JournalSettings.at(directory);
        try (Journal journal = Journal.open(settings, Samples.CLOCK, Schema.current(), () -> {
            Connection connection = Sqlite.writer(settings.file());
            Sqlite.number(connection, "PRAGMA max_page_count = " + pages.get());
            return connection;
        })) {
            int people = 0;
            for (; journal.health().ok(); people += journal.health().ok() ? 50 : 0) {
                appendPeople(journal, people);
            }
            pages.set(100_000);
            assertTrue(journal.probe().ok());

            CheckIns checkIns = journal.records().checkIns();
            assertEquals(people, checkIns.people(Samples.FAIR));
            assertEquals(new PresenceTally(people, 0), checkIns.presenceTally(Samples.FAIR));
            assertEquals(people, journal.records().registrations(Samples.FAIR).size());
            assertTrue(appendPeople(journal, people));
            assertEquals(new PresenceTally(people + 50, 0), checkIns.presenceTally(Samples.FAIR));
        }
    }

    private static boolean appendPeople(Journal journal, int from) throws InterruptedException {
        List<Fact> facts = new ArrayList<>();
        for (int pin = from; pin < from + 50; pin++) {
            facts.add(Samples.registered(Samples.FAIR, "" + pin));
            facts.add(Samples.checkIn(Source.BLE, Samples.FAIR, "" + pin, pin, "key " + pin));
            facts.add(Samples.presence(Samples.FAIR, "" + pin, Presence.Act.ENTERED, pin));
        }
        try {
            return journal.append(facts).stored() == facts.size();
        } catch (JournalException refused) {
            return false;
        }
    }

    @Test
    void theCountersSurviveAFailure() throws Exception {
        AtomicInteger pages = new AtomicInteger(120);
        JournalSettings settings = JournalSettings.at(directory);
        List<Fact> acknowledged = new ArrayList<>();
        try (Journal journal = Journal.open(settings, Samples.CLOCK, Schema.current(), () -> {
            Connection connection = Sqlite.writer(settings.file());
            Sqlite.number(connection, "PRAGMA max_page_count = " + pages.get());
            return connection;
        })) {
            journal.append(batch(0));
            journal.append(batch(0));
            acknowledged.addAll(batch(0));
            fill(journal, acknowledged);
            Tally before = journal.records().tallies().get(T1);
            pages.set(100_000);
            journal.probe();

            assertEquals(100, before.duplicates());
            assertEquals(before, journal.records().tallies().get(T1));
        }
    }

    @Test
    void aFileThatIsTakenAwayIsNoticedBeforeAnythingIsAcknowledged() throws Exception {
        Path file = directory.resolve("muster.db");
        Path away = directory.resolve("away.db");
        try (Journal journal = Samples.open(directory)) {
            journal.append(batch(0));
            Files.move(file, away);

            JournalException refused = assertThrows(JournalException.class, () -> journal.append(batch(1)));

            assertTrue(refused.getMessage().contains("moved"), refused.getMessage());
            assertTrue(Files.notExists(file));
            Files.move(away, file);
            assertTrue(journal.probe().ok());
            assertEquals(101, journal.append(batch(1)).stored());
            assertEquals(202, journal.head());
        }
    }

    @Test
    void aDamagedPageIsToldAndWhatWasKeptIsStillRead() throws Exception {
        Path file = directory.resolve("muster.db");
        try (Journal journal = Samples.open(directory)) {
            for (int i = 0; i < 20; i++) {
                journal.append(batch(i));
            }
        }
        long page = Long.parseLong(
                Samples.ask(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'punch_key'"));
        Damage.overwrite(file, (page - 1) * 4096);
        try (Journal journal = Samples.open(directory)) {
            JournalException refused = assertThrows(JournalException.class, () -> journal.append(batch(50)));

            assertEquals(Kind.CORRUPT, refused.kind());
            assertTrue(refused.hint().contains("backups"), refused.hint());
            assertFalse(journal.health().ok());
            assertEquals(20 * 101, journal.head());
            assertEquals(1000, journal.records().entries(0, 1000).size());
        }
    }

    /// A disk can write a commit and then report that it failed.
    @Test
    void aCommitThatReachedTheDiskAlthoughItFailedIsNeitherLostNorDoubled() throws Exception {
        JournalSettings settings = JournalSettings.at(directory);
        AtomicInteger failures = new AtomicInteger();
        try (Journal journal = Journal.open(settings, Samples.CLOCK, Schema.current(),
                () -> failingAfterCommit(Sqlite.writer(settings.file()), failures))) {
            journal.append(batch(0));
            failures.set(1);

            JournalException refused = assertThrows(JournalException.class, () -> journal.append(batch(1)));

            assertEquals(Kind.IO, refused.kind());
            assertEquals(101, journal.head());
            assertEquals(101, journal.append(batch(1)).duplicates());
            assertEquals(202, journal.head());
            assertEquals(202, journal.append(batch(1)).head());
            assertEquals(Samples.facts(journal.records().entries(0, 1000)), Samples.facts(journal.read(0, 1000)));
        }
    }

    private static Connection failingAfterCommit(Connection real, AtomicInteger failures) {
        return (Connection) Proxy.newProxyInstance(
                FailureTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    if (method.getName().equals("commit") && failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        throw new SQLException("the disk says that it failed", null, 10);
                    }
                    return result;
                });
    }

    @Test
    void aRowSomebodyElseWroteIsNotTakenForADuplicate() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(batch(0));
            try (Connection shell = Sqlite.writer(directory.resolve("muster.db"))) {
                Sqlite.run(shell, """
                        CREATE TEMP TABLE copy AS SELECT * FROM punch WHERE seq = 100;
                        UPDATE copy SET seq = 102, pin = 'somebody else';
                        INSERT INTO punch SELECT * FROM copy;""");
            }

            assertThrows(JournalException.class, () -> journal.append(batch(1)));

            assertEquals(101, journal.append(batch(1)).stored());
            assertEquals(203, journal.head());
            assertEquals(203, Samples.everything(journal.records()).size());
        }
    }
}
