// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.NOW;
import static muster.journal.Samples.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import muster.model.DeadLetter;
import muster.model.Delivery;
import muster.model.Fact;
import muster.model.SinkChange;
import muster.model.SinkState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where sinks are: it moves in the commit that holds what the target said, and survives what the file survives.
class CursorTest {

    @TempDir
    Path directory;

    private static Delivery delivery(long first, long last, int delivered, int duplicates, int skipped) {
        return new Delivery("office", first, last, NOW, delivered, duplicates, 0, skipped, "thanks");
    }

    private static Progress progress(long position, Delivery... said) {
        return new Progress("office", position, List.of(said), List.of());
    }

    private static SinkChange change(SinkState state, String act) {
        return new SinkChange("office", state, act, "why", "how", "tester", NOW);
    }

    static List<Fact> punches(int count) {
        return IntStream.range(0, count).mapToObj(i -> (Fact) Samples.punch(T1, "7", i)).toList();
    }

    private Path file() {
        return JournalSettings.at(directory).file();
    }

    private void run(String sql) throws Exception {
        try (Connection connection = Sqlite.maker(file())) {
            Sqlite.run(connection, sql);
        }
    }

    @Test
    void itMovesOnAndCountsAndIsThereAfterAReopen() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(30));
            assertEquals(Optional.empty(), journal.records().deliveries().cursor("office"));
            journal.advance(progress(0));
            journal.advance(progress(10, delivery(1, 10, 7, 2, 1)));
            journal.advance(new Progress("office", 20, List.of(delivery(11, 20, 10, 0, 0)), List.of(), 4));
            assertEquals(30, journal.head(), "a sink must not follow its own steps");
        }
        try (Journal journal = Samples.open(directory)) {
            Deliveries deliveries = journal.records().deliveries();
            assertEquals(
                    List.of(new Cursor("office", 20, 17, 2, 5, SinkState.RUNNING, null, null, NOW)),
                    deliveries.cursors());
            assertEquals(List.of(delivery(11, 20, 10, 0, 0), delivery(1, 10, 7, 2, 1)), deliveries.latest("office", 9));
        }
    }

    @Test
    void itGoesBackOnlyWhenAnOperatorSaysSoAndThenTheJournalTellsOfIt() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(10));
            journal.advance(progress(10));
            assertThrows(IllegalArgumentException.class, () -> journal.advance(progress(9)));
            assertThrows(IllegalArgumentException.class,
                    () -> journal.moveCursor("other", 0, change(SinkState.RUNNING, "replayed")));
            assertEquals(10, journal.head());

            journal.moveCursor("office", 3, change(SinkState.RUNNING, "replayed"));

            assertEquals(3, journal.records().deliveries().cursor("office").orElseThrow().position());
            assertEquals(change(SinkState.RUNNING, "replayed"), journal.read(10, 10).getFirst().fact());
        }
    }

    @Test
    void aChangeOfStateIsBesideThePlaceAndMovesNothing() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.advance(progress(0));
            journal.append(List.of(change(SinkState.STOPPED, "stopped")));
            journal.advance(progress(1, delivery(1, 1, 1, 0, 0)));
        }
        try (Journal journal = Samples.open(directory)) {
            assertEquals(new Cursor("office", 1, 1, 0, 0, SinkState.STOPPED, "why", "how", NOW),
                    journal.records().deliveries().cursor("office").orElseThrow());
        }
    }

    /// A sink that begins with what comes from now on would leave out all it had not delivered yet.
    @Test
    void aDamagedStateDoesNotCostThePlace() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(9));
            journal.advance(progress(7));
        }
        run("UPDATE cursor SET state = 'x#%'");
        try (Journal journal = Samples.open(directory)) {
            Cursor cursor = journal.records().deliveries().cursor("office").orElseThrow();
            assertEquals(7, cursor.position());
            assertEquals(SinkState.RUNNING, cursor.state());
        }
    }

    @Test
    void aDeliveryIsFoundByARecordHoweverManyEndBetweenThem() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(600));
            journal.advance(progress(500, delivery(1, 500, 500, 0, 0)));
            // dead letters of that batch that went out later, one by one
            for (int seq = 100; seq < 300; seq++) {
                journal.advance(progress(500, delivery(seq, seq, 1, 0, 0)));
            }
            Deliveries deliveries = journal.records().deliveries();
            assertEquals(List.of(delivery(1, 500, 500, 0, 0)), deliveries.of("office", 7));
            assertEquals(2, deliveries.of("office", 100).size());
            assertEquals(List.of(), deliveries.of("office", 501));
            assertTrue(journal.records().days().deliveries("office", 1, 9).contains(new Days.Span(1, 500, 0)));
        }
    }

    @Test
    void aDeliveryThatIsLongerThanWhoeverLooksForItBelievesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> progress(1001, delivery(1, 1001, 1, 0, 0)));
        assertEquals(1000, progress(1000, delivery(1, 1000, 1, 0, 0)).position());
    }

    @Test
    void whatWaitsIsCountedUpToABoundAndByKind() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(30));
            journal.append(List.of(Samples.notice("one"), Samples.notice("two")));
            Deliveries deliveries = journal.records().deliveries();
            assertEquals(20, deliveries.waiting(Set.of("punch"), 10, 1000));
            assertEquals(5, deliveries.waiting(Set.of("punch"), 10, 5));
            assertEquals(2, deliveries.waiting(Set.of("notice"), 10, 1000));
            assertEquals(22, deliveries.waiting(Set.of("punch", "notice"), 10, 1000));
            assertEquals(Optional.of(NOW), deliveries.oldestBehind(10));
            assertEquals(Optional.empty(), deliveries.oldestBehind(30));
        }
    }

    @Test
    void nothingOfAStepIsThereWhenTheDiskRefusesIt() throws Exception {
        DeadLetter letter = DeadLetterTest.letter(0, 5, "refused");
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(10));
            journal.advance(progress(1, delivery(1, 1, 1, 0, 0)));
            Path away = directory.resolve("away");
            Files.move(file(), away);
            assertThrows(JournalException.class, () -> journal.advance(
                    new Progress("office", 9, List.of(delivery(2, 9, 7, 0, 0)), List.of(letter))));
            Files.move(away, file());

            Deliveries deliveries = journal.records().deliveries();
            assertEquals(1, deliveries.cursor("office").orElseThrow().position());
            assertEquals(1, deliveries.latest("office", 9).size());
            assertEquals(Optional.empty(), deliveries.letter("office", 5));

            journal.advance(new Progress("office", 9, List.of(delivery(2, 9, 7, 0, 0)), List.of(letter)));
            assertEquals(9, deliveries.cursor("office").orElseThrow().position());
        }
    }

    @Test
    void aJournalFromBeforeThereWereSinksIsBroughtUpToDate() throws Exception {
        JournalSettings settings = JournalSettings.at(directory);
        Schema three = new Schema(Schema.STEPS.subList(0, 3));
        try (Connection connection = connectionOfVersion(three, settings)) {
            Sqlite.run(connection, "INSERT INTO gathering VALUES ('fair', '{}')");
        }
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(3));
            journal.advance(progress(2, delivery(1, 2, 2, 0, 0)));
            assertEquals(2, journal.records().deliveries().cursor("office").orElseThrow().position());
        }
        assertEquals("fair", Samples.ask(settings.file(), "SELECT id FROM gathering"));
        assertTrue(Files.exists(settings.backups().resolve("muster-v3-20261120T023006Z.db")));
    }

    private static Connection connectionOfVersion(Schema schema, JournalSettings settings) throws Exception {
        schema.prepare(settings, NOW);
        return Sqlite.maker(settings.file());
    }
}
