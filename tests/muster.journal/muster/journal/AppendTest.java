// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static muster.journal.Samples.T2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Fact;
import muster.model.Person;
import muster.model.Punch;
import muster.model.Source;
import muster.model.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendTest {

    @TempDir
    Path directory;

    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        journal = Samples.open(directory.resolve("not").resolve("there yet"));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void anEmptyJournalHasHeadZeroAndNothingToRead() throws Exception {
        assertEquals(0, journal.head());
        assertEquals(List.of(), journal.read(0, 10));
        assertEquals(List.of(), journal.records().entries(0, 10));
        assertTrue(journal.health().ok());
    }

    @Test
    void oneBatchOfEveryKindIsOneRunOfNumbersInTheOrderGiven() throws Exception {
        List<Fact> facts = Samples.oneOfEach();

        Receipt receipt = journal.append(facts);

        assertEquals(facts.size(), receipt.stored());
        assertEquals(facts.size(), receipt.head());
        assertEquals(LongStream.rangeClosed(1, facts.size()).boxed().toList(),
                receipt.outcomes().stream().map(Outcome::seq).toList());
        assertEquals(facts, Samples.facts(journal.read(0, 100)));
        assertEquals(facts, Samples.facts(journal.records().entries(0, 100)));
    }

    @Test
    void anEmptyBatchIsAnsweredAndChangesNothing() throws Exception {
        assertEquals(new Receipt(List.of(), 0), journal.append(List.of()));
    }

    @Test
    void theSamePunchTwiceInOneBatchIsOneRow() throws Exception {
        Punch punch = Samples.punch(T1, "7", 0);

        Receipt receipt = journal.append(List.of(punch, punch, Samples.punch(T1, "8", 0)));

        assertEquals(List.of(new Outcome(1, Kind.STORED), new Outcome(1, Kind.DUPLICATE), new Outcome(2, Kind.STORED)),
                receipt.outcomes());
        assertEquals(1, receipt.duplicates());
    }

    @Test
    void punchesThatDifferInAnyPartOfTheKeyAreDifferent() throws Exception {
        Receipt receipt = journal.append(List.of(
                Samples.punch(Source.PUSH, T1, "7", 0, 0, 1),
                Samples.punch(Source.PUSH, T2, "7", 0, 0, 1),
                Samples.punch(Source.PUSH, T1, "07", 0, 0, 1),
                Samples.punch(Source.PUSH, T1, "7", 1, 0, 1),
                Samples.punch(Source.PUSH, T1, "7", 0, 1, 1),
                Samples.punch(Source.PUSH, T1, "7", 0, 0, 15)));

        assertEquals(6, receipt.stored());
    }

    @Test
    void aDuplicateBurnsNoNumber() throws Exception {
        journal.append(List.of(Samples.punch(T1, "7", 0)));
        journal.append(List.of(Samples.punch(T1, "7", 0)));

        assertEquals(2, journal.append(List.of(Samples.punch(T1, "7", 1))).head());
    }

    @Test
    void aResentOperationIsOneRow() throws Exception {
        journal.append(List.of(Samples.operation(T1, 4, "OPLOG 4\t1\t2026-11-20 08:00:05")));

        Receipt again = journal.append(List.of(
                Samples.operation(T1, 4, "OPLOG 4\t1\t2026-11-20 08:00:05"),
                Samples.operation(T1, 4, "OPLOG 4\t1\t2026-11-20 08:00:05\t9")));

        assertEquals(List.of(new Outcome(1, Kind.DUPLICATE), new Outcome(2, Kind.STORED)), again.outcomes());
        assertEquals(1, journal.records().tallies().get(T1).duplicates());
    }

    @Test
    void aTerminalThatIsSoAlreadyIsUnchangedAndWritesNothing() throws Exception {
        Terminal gate = Samples.terminal(T1, "Gate");
        journal.append(List.of(Samples.added(gate)));

        Receipt same = journal.append(List.of(Samples.added(gate)));
        Receipt renamed = journal.append(List.of(Samples.added(Samples.terminal(T1, "Door"))));

        assertEquals(Kind.UNCHANGED, same.outcomes().getFirst().kind());
        assertEquals(1, same.head());
        assertEquals(2, renamed.head());
        assertEquals("Door", journal.records().terminal(T1).orElseThrow().name());
    }

    @Test
    void aPersonIsLearntRenamedAndRemovedOnceEach() throws Exception {
        assertEquals(1, journal.append(List.of(Samples.known("7", "A. Person"))).stored());
        assertEquals(0, journal.append(List.of(Samples.known("7", "A. Person"))).stored());
        assertEquals(1, journal.append(List.of(Samples.known("7", "B. Person"))).stored());
        assertEquals(Optional.of(new Person("7", "B. Person", "", 0)), journal.records().person("7"));

        assertEquals(1, journal.append(List.of(Samples.removed("7"))).stored());
        assertEquals(0, journal.append(List.of(Samples.removed("7"))).stored());
        assertEquals(Optional.empty(), journal.records().person("7"));
    }

    @Test
    void aStampIsKeptPerTerminalAndTable() throws Exception {
        journal.append(List.of(Samples.punch(T1, "7", 0)), new Stamp(T1, "ATTLOG", "9998"));
        journal.append(List.of(), new Stamp(T1, "ATTLOG", "9999"));
        journal.append(List.of(), new Stamp(T1, "OPERLOG", "12"));
        journal.append(List.of(), new Stamp(T2, "ATTLOG", "1"));

        assertEquals(Map.of("ATTLOG", "9999", "OPERLOG", "12"), journal.records().stamps(T1));
        assertEquals(Map.of(), journal.records().stamps("TSTATT000009"));
    }

    @Test
    void aFactThatNoTableCanHoldIsRefusedAloneAndTheJournalGoesOn() throws Exception {
        Punch good = Samples.punch(T1, "7", 0);
        Punch bad = new Punch(good.source(), good.terminal(), null, good.localTime(), good.offset(), good.zone(),
                good.zoneFrom(), good.fit(), good.receivedAt(), 0, 1, "", good.raw());

        assertThrows(NullPointerException.class, () -> journal.append(List.of(good, bad)));

        assertEquals(0, journal.head());
        assertEquals(1, journal.append(List.of(good)).stored());
        assertTrue(journal.health().ok());
    }

    @Test
    void everythingIsThereAfterAReopenAndTheNumbersGoOn() throws Exception {
        Path file = directory.resolve("again");
        List<Fact> facts = Samples.oneOfEach();
        try (Journal first = Samples.open(file)) {
            first.append(facts, new Stamp(T1, "ATTLOG", "42"));
        }
        try (Journal second = Samples.open(file)) {
            assertEquals(facts.size(), second.head());
            assertEquals(facts, Samples.facts(second.read(0, 100)));
            assertEquals("42", second.records().stamps(T1).get("ATTLOG"));
            assertEquals(0, second.append(facts.subList(0, 2)).stored());
            assertEquals(facts.size() + 1L, second.append(List.of(Samples.punch(T1, "9", 9))).head());
        }
    }

    @Test
    void theLogIsGoneAfterAClose() throws Exception {
        Path file = directory.resolve("closed").resolve("muster.db");
        try (Journal first = Samples.open(file.getParent())) {
            first.append(Samples.oneOfEach());
            assertTrue(first.records().walBytes() > 0);
        }
        assertTrue(Files.exists(file));
        assertEquals(0, Sqlite.bytes(Sqlite.wal(file)));
    }

    @Test
    void whoAppendsAfterTheCloseIsToldAndWhoWaitsWakes() throws Exception {
        Thread follower = Thread.ofVirtual().start(() -> {
            try {
                journal.awaitBeyond(0, Duration.ofDays(365));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        journal.close();

        assertTrue(follower.join(Duration.ofSeconds(30)));
        assertThrows(JournalException.class, () -> journal.append(Samples.oneOfEach()));
        assertThrows(JournalException.class, () -> journal.records().head());
        assertEquals(false, journal.probe().ok());
        journal.close();
    }
}
