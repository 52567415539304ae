// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static muster.journal.Samples.T2;
import static muster.journal.Samples.punch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Person;
import muster.model.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

    @TempDir
    Path directory;

    @Test
    void terminalsAreInOrderOfSerialsAndOneOnlyNamedByPunchesIsNotListed() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(punch("TSTATT000003", "7", 0), Samples.added(Samples.terminal(T2, "Door")),
                    Samples.added(Samples.terminal(T1, "Gate"))));
            Records records = journal.records();

            assertEquals(List.of(T1, T2), records.terminals().stream().map(Terminal::serial).toList());
            assertEquals(Optional.of(Samples.terminal(T2, "Door")), records.terminal(T2));
            assertEquals(Optional.empty(), records.terminal("TSTATT000003"));
            assertEquals(Optional.empty(), records.terminal("TSTATT000009"));
        }
    }

    @Test
    void aTerminalThatPunchedBeforeItWasAddedIsOneTerminal() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(punch(T1, "7", 0)));
            journal.append(List.of(Samples.added(Samples.terminal(T1, "Gate"))));
            journal.append(List.of(punch(T1, "7", 1)));

            assertEquals(2, journal.records().tallies().get(T1).punches());
            assertEquals(1, journal.records().terminals().size());
        }
    }

    @Test
    void peopleArePagedByPinAsText() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            for (String pin : List.of("10", "9", "A1", "1", "2")) {
                journal.append(List.of(Samples.known(pin, "Person " + pin)));
            }
            journal.append(List.of(Samples.removed("2")));
            Records records = journal.records();

            assertEquals(List.of("1", "10"), records.people(null, 2).stream().map(Person::pin).toList());
            assertEquals(List.of("9", "A1"), records.people("10", 5).stream().map(Person::pin).toList());
            assertEquals(List.of(), records.people("A1", 5));
        }
    }

    @Test
    void factsOfChosenKindsAreNewestFirstAndPaged() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            for (int i = 0; i < 5; i++) {
                journal.append(List.of(punch(T1, "7", i), Samples.notice("notice " + i),
                        Samples.unparsable(T1, "junk " + i), Samples.contact(T1, i % 2 == 0)));
            }
            Records records = journal.records();

            assertEquals(List.of(20L, 19L, 18L), Samples.seqs(records.facts(Set.of(), null, 3)));
            assertEquals(List.of(18L, 14L), Samples.seqs(records.facts(Set.of("notice"), null, 2)));
            assertEquals(List.of(10L, 6L, 2L), Samples.seqs(records.facts(Set.of("notice"), 14L, 9)));
            assertEquals(List.of(20L, 17L, 16L, 13L), Samples.seqs(records.facts(Set.of("punch", "contact"), null, 4)));
            assertEquals(List.of(7L, 5L, 3L), Samples.seqs(records.facts(Set.of("punch", "quarantine"), 9L, 3)));
            assertThrows(IllegalArgumentException.class, () -> records.facts(Set.of("event"), null, 3));
        }
    }

    @Test
    void punchesSinceALocalTimeAreCounted() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(punch(T1, "7", -1), punch(T1, "7", 0), punch(T2, "7", 1)));

            assertEquals(2, journal.records().punchesSince(Samples.EIGHT));
            assertEquals(3, journal.records().punchesSince(Samples.EIGHT.minusDays(1)));
            assertEquals(0, journal.records().punchesSince(Samples.EIGHT.plusSeconds(2)));
        }
    }

    @Test
    void aSecondProcessCanReadWhileTheDaemonWrites() throws Exception {
        try (Journal journal = Samples.open(directory);
                Records beside = Records.open(directory.resolve("muster.db"))) {
            assertEquals(0, beside.head());
            List<Fact> facts = Samples.oneOfEach();

            journal.append(facts, new Stamp(T1, "ATTLOG", "7"));

            assertEquals(facts.size(), beside.head());
            assertEquals(facts, Samples.facts(beside.entries(0, 100)));
            assertEquals(journal.records().tallies(), beside.tallies());
            assertEquals(Map.of("ATTLOG", "7"), beside.stamps(T1));
            assertTrue(beside.fileBytes() > 0);
            assertTrue(beside.walBytes() > 0);
        }
    }

    @Test
    void aJournalOnAReadOnlyFileSystemCanBeRead() throws Exception {
        try (Mount mount = Mount.tmpfs(directory, "4m")) {
            try (Journal journal = Samples.open(directory)) {
                journal.append(Samples.oneOfEach());
            }
            mount.again("ro");

            try (Records records = Records.open(directory.resolve("muster.db"))) {
                assertEquals(Samples.oneOfEach(), Samples.facts(records.entries(0, 100)));
            }
        }
    }

    @Test
    void whereThereIsNoJournalTheErrorSaysSoAndMakesNone() {
        Path file = directory.resolve("none.db");

        JournalException e = assertThrows(JournalException.class, () -> Records.open(file));

        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertTrue(Files.notExists(file));
    }

    @Test
    void peopleWithTheShellSeeWordsAndTimes() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(punch(T1, "7", 5)));
        }
        assertEquals(
                "1|TSTATT000001|7|2026-11-20 08:00:05|2026-11-20T02:30:05Z|Asia/Kolkata|exact|0|1||push|"
                        + "2026-11-20T02:30:06.123Z|7\t2026-11-20 08:00:05\t0\t1",
                Samples.ask(directory.resolve("muster.db"), """
                        SELECT concat_ws('|', seq, terminal, pin, local_time, utc, zone, fit, state, verify_mode,
                                         coalesce(work_code, ''), source, received, raw) FROM punches"""));
    }

    @Test
    void aPageIsNeverLargerThanTheLimitAndNeverEmptyForAWrongOne() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(Samples.oneOfEach());
            List<Entry> one = journal.records().entries(0, 0);

            assertEquals(1, one.size());
            assertEquals(one, journal.read(0, -5));
            assertEquals(Samples.oneOfEach().size(), journal.records().entries(0, Integer.MAX_VALUE).size());
            assertEquals(List.of(), journal.records().entries(Long.MAX_VALUE, 10));
        }
    }
}
