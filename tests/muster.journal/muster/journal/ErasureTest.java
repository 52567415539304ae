// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.FAIR;
import static muster.journal.Samples.NOW;
import static muster.journal.Samples.T1;
import static muster.journal.Samples.T2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import muster.model.Bytes;
import muster.model.DeadLetter;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.PersonErased;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `muster people erase`, as far as the journal goes.
final class ErasureTest {

    private static final String PIN = "900417";
    private static final String NAME = "Test Person Nine";

    @TempDir
    private Path directory;

    @Test
    void noByteOfThePersonIsLeftInTheFileOrItsLog() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(everywhere());
            journal.advance(new Progress("office", 1, List.of(), List.of(letter(PIN))));
            assertTrue(holds(PIN) && holds(NAME), "else this test finds nothing");

            Erasure done = journal.erasures().erase(PIN, "asked for it", "tester");
            assertTrue(journal.erasures().compact());

            assertFalse(holds(PIN), "the PIN is in the file");
            assertFalse(holds(NAME), "the name is in the file");
            assertEquals(List.of(T1), done.terminals());
        }
        assertFalse(holds(PIN) || holds(NAME), "and not after the end either");
    }

    @Test
    void countsTimesAndTerminalsStayAsTheyWere() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(everywhere());
            List<Entry> before = Samples.everything(journal.records());
            Map<String, Tally> tallies = Map.copyOf(journal.records().tallies());

            Erasure done = journal.erasures().erase(PIN, "asked for it", "tester");

            List<Entry> after = Samples.everything(journal.records());
            assertEquals(before.size() + 1, after.size());
            assertEquals(LongStream.rangeClosed(1, after.size()).boxed().toList(), Samples.seqs(after));
            for (int i = 0; i < before.size(); i++) {
                assertEquals(before.get(i).fact().kind(), after.get(i).fact().kind());
                assertEquals(before.get(i).fact().terminal(), after.get(i).fact().terminal());
                assertEquals(before.get(i).fact().receivedAt(), after.get(i).fact().receivedAt());
                if (before.get(i).fact() instanceof Punch punch && punch.pin().equals(PIN)) {
                    Punch erased = (Punch) after.get(i).fact();
                    assertEquals(done.pseudonym(), erased.pin());
                    assertEquals(punch.localTime(), erased.localTime());
                    assertEquals(0, erased.raw().length());
                }
            }
            assertEquals(tallies, journal.records().tallies());
            assertEquals(after.getLast(), new Entry(done.seq(), new PersonErased(
                    done.pseudonym(), done.counts(), "asked for it", "tester", NOW)));
        }
    }

    @Test
    void othersStayAsTheyAre() throws Exception {
        Fact other = Samples.punch(T1, "900418", 9);
        Fact notice = Samples.notice("900 punches of 417 people, 9004170 bytes");
        try (Journal journal = Samples.open(directory)) {
            journal.append(everywhere());
            journal.append(List.of(other, notice));
            journal.erasures().erase(PIN, "asked for it", "tester");
            assertTrue(Samples.facts(Samples.everything(journal.records())).containsAll(List.of(other, notice)));
        }
    }

    @Test
    void aShortPinIsNoNumberInASentence() throws Exception {
        Fact notice = Samples.notice("7 punches were held at 7:07, and the person 7 was not on the list");
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.punch(T1, "7", 1), notice));
            String pseudonym = journal.erasures().erase("7", "asked for it", "tester").pseudonym();
            Notice read = (Notice) Samples.everything(journal.records()).get(1).fact();
            assertEquals("7 punches were held at 7:07, and the person " + pseudonym + " was not on the list",
                    read.message());
        }
    }

    @Test
    void whatTheTerminalSendsAgainIsDroppedAndCounted() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(everywhere());
            journal.erasures().erase(PIN, "asked for it", "tester");
            long head = journal.head();
            Receipt again = journal.append(List.of(
                    Samples.punch(T1, PIN, 1), Samples.known(PIN, NAME), Samples.registered(FAIR, PIN),
                    Samples.unparsable(T1, PIN + "\tno time"), Samples.punch(T1, "900418", 99)));
            assertEquals(4, again.erased());
            assertEquals(1, again.stored());
            assertEquals(head + 1, journal.head());
            assertEquals(4, journal.erasures().dropped());
        }
        try (Journal journal = Samples.open(directory)) {
            assertEquals(1, journal.append(List.of(Samples.punch(T2, PIN, 1))).erased(), "after a restart too");
            assertEquals(5, journal.erasures().dropped());
        }
    }

    @Test
    void ofALineUploadOnlyThePersonsLinesGo() throws Exception {
        Quarantined many = Samples.unparsable(T1, "900418\tx\n" + PIN + "\ty\n900419\tz\n");
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.punch(T1, PIN, 1), many));
            journal.erasures().erase(PIN, "asked for it", "tester");
            Quarantined read = (Quarantined) Samples.everything(journal.records()).get(1).fact();
            assertEquals(Bytes.of("900418\tx\n900419\tz\n"), read.raw());
        }
    }

    @Test
    void aKillInTheMiddleIsEndedByASecondRun() throws Exception {
        for (int commits = 1; commits < 6; commits++) {
            Path here = directory.resolve("kill-" + commits);
            int left = commits;
            try (Journal journal = Samples.open(here)) {
                journal.append(everywhere());
                int[] done = {0};
                assertThrows(Killed.class, () -> journal.erasures().erase(PIN, "first", "tester", () -> {
                    if (++done[0] == left) {
                        throw new Killed();
                    }
                }));
            }
            try (Journal journal = Samples.open(here)) {
                Erasure ended = journal.erasures().erase(PIN, "second", "tester");
                journal.erasures().compact();
                assertEquals(3, ended.counts().get("punch"), "those of the first run count, cut after " + commits);
                assertFalse(contains(here, PIN) || contains(here, NAME), "cut after " + commits);
                long pseudonyms = Samples.facts(Samples.everything(journal.records())).stream()
                        .filter(Punch.class::isInstance).map(fact -> ((Punch) fact).pin())
                        .filter(PersonErased::isPseudonym).distinct().count();
                assertEquals(1, pseudonyms, "one person, one pseudonym");
            }
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void manyThousandPunchesGoInManyCommitsAndOthersAreNotHeldUp() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            List<Punch> punches = LongStream.range(0, 30_000)
                    .mapToObj(second -> Samples.punch(T1, second % 2 == 0 ? PIN : "900418", second)).toList();
            for (int from = 0; from < punches.size(); from += 5_000) {
                journal.append(punches.subList(from, from + 5_000));
            }
            int[] commits = {0};
            Erasure done = journal.erasures().erase(PIN, "asked for it", "tester", () -> {
                commits[0]++;
                try {
                    journal.append(List.of(Samples.punch(T2, "900418", commits[0])));
                } catch (JournalException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(15_000, done.counts().get("punch"));
            assertTrue(commits[0] > 8, "only " + commits[0] + " commits");
            assertEquals(15_000, journal.records().punches(new muster.model.PunchQuery(
                    T1, done.pseudonym(), null, null, null, null, false, 10_000)).size() + 5_000);
            journal.erasures().compact();
            assertFalse(holds(PIN));
        }
    }

    @Test
    void waitingRecordsAreDroppedWithACount() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.punch(T1, PIN, 1), Samples.punch(T1, PIN, 2), Samples.punch(T1, PIN, 3)));
            journal.advance(new Progress("office", 1, List.of(), List.of(letter(PIN))));
            Erasure done = journal.erasures().erase(PIN, "asked for it", "tester");
            assertEquals(3, done.counts().get("waiting"), "two behind the cursor and the letter");
            assertEquals(DeadLetter.State.DISCARDED,
                    journal.records().deliveries().letter(1).orElseThrow().state());
            journal.advance(new Progress("office", 2, List.of(), List.of(letter(PIN))));
            assertFalse(holdsAfterCompacting(journal, PIN), "a sink that had it in hand brings it back");
        }
    }

    @Test
    void aPinThatIsSomebodyElsesNowIsTakenFromThenOn() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.punch(T1, PIN, 100)));
            journal.erasures().erase(PIN, "asked for it", "tester");
            assertTrue(journal.erasures().readmit(PIN, Samples.punch(T1, PIN, 500).instant()));
            assertFalse(journal.erasures().readmit("900999", NOW));
            Receipt receipt = journal.append(List.of(Samples.punch(T1, PIN, 100), Samples.punch(T1, PIN, 501)));
            assertEquals(1, receipt.erased());
            assertEquals(1, receipt.stored());
        }
    }

    @Test
    void itStartsWithoutTheKeyAndWithADamagedOne() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.punch(T1, PIN, 100)));
            journal.erasures().erase(PIN, "asked for it", "tester");
        }
        Files.write(directory.resolve("erased.key"), new byte[3]);
        try (Journal journal = Samples.open(directory)) {
            assertEquals(1, journal.append(List.of(Samples.punch(T1, "900418", 5))).stored());
            JournalException refused = assertThrows(
                    JournalException.class, () -> journal.erasures().erase("900418", "asked for it", "tester"));
            assertTrue(refused.getMessage().contains("erased.key"), refused.getMessage());
        }
    }

    private boolean holdsAfterCompacting(Journal journal, String text) throws Exception {
        journal.erasures().compact();
        return holds(text);
    }

    private boolean holds(String text) throws Exception {
        return contains(directory, text);
    }

    private static boolean contains(Path folder, String text) throws Exception {
        for (String name : List.of("muster.db", "muster.db-wal")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                return true;
            }
        }
        return false;
    }

    private static DeadLetter letter(String pin) {
        return new DeadLetter(0, "office", 1, pin, "unknown_person", "no employee " + pin,
                DeadLetter.State.OPEN, 1, NOW, NOW, null, null);
    }

    /// The person in every kind of entry that can name one.
    private static List<Fact> everywhere() {
        List<Fact> facts = new ArrayList<>(List.of(
                Samples.added(Samples.terminal(T1, "Gate")),
                Samples.punch(T1, PIN, 1),
                Samples.punch(T1, PIN, 2),
                Samples.punch(Source.PULL, T1, PIN, 2, 1, 4),
                Samples.known(PIN, NAME),
                Samples.known(PIN, "Test P. Nine"),
                Samples.checkIn(Source.MANUAL, FAIR, PIN, 3, "door:" + PIN),
                Samples.held(Quarantined.Reason.NOT_ON_LIST, Samples.checkIn(FAIR, PIN, 4)),
                Samples.registered(FAIR, PIN),
                Samples.presence(FAIR, PIN, Presence.Act.ENTERED, 5),
                Samples.unparsable(T1, PIN + "\tnever"),
                new Operation(T1, "OPERLOG", 4, PIN, "2026-11-20 08:00:05", Map.of("value1", "0"), NOW,
                        Bytes.of("OPLOG 4\t" + PIN + "\t2026-11-20 08:00:05\t0")),
                new Notice(Notice.Level.INFO, "person", null, NAME + " (" + PIN + ") is unknown",
                        Map.of("pin", PIN), NOW),
                Samples.notice("PIN " + PIN + " is unknown at the office")));
        facts.add(Samples.punch(T2, "900418", 1));
        return facts;
    }
}
