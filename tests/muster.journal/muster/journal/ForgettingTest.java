// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.FAIR;
import static muster.journal.Samples.NOW;
import static muster.journal.Samples.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import muster.journal.Erasures.Kept;
import muster.model.Contact;
import muster.model.DeadLetter;
import muster.model.Delivery;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Forgotten;
import muster.model.Presence;
import muster.model.Punch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept for a time only.
final class ForgettingTest {

    @TempDir
    private Path directory;

    @Test
    void theSequenceStaysDenseAndTheNewestOfATerminalStays() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            List<Fact> facts = new ArrayList<>();
            for (int day = 0; day < 5_000; day++) {
                facts.add(new Contact(T1, day % 2 == 0, "192.0.2.7", "it came", NOW.plus(Duration.ofMinutes(day))));
            }
            facts.add(Samples.punch(T1, "7", 1));
            journal.append(facts);

            Instant cut = NOW.plus(Duration.ofDays(30));
            assertEquals(4_999, journal.erasures().forget(Kept.CONTACT, cut));
            assertEquals(0, journal.erasures().forget(Kept.CONTACT, cut), "once is enough");

            List<Entry> entries = new ArrayList<>();
            for (List<Entry> page = journal.read(0, 1000); !page.isEmpty(); ) {
                entries.addAll(page);
                page = journal.read(entries.getLast().seq(), 1000);
            }
            assertEquals(LongStream.rangeClosed(1, 5_001).boxed().toList(), Samples.seqs(entries));
            assertEquals(new Forgotten("contact", NOW), entries.getFirst().fact());
            assertEquals(facts.get(4_999), entries.get(4_999).fact());
            assertTrue(entries.getLast().fact() instanceof Punch);
        }
    }

    @Test
    void whatIsNewerStays() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            List<Fact> facts = List.of(Samples.contact(T1, true), Samples.contact(T1, false),
                    Samples.presence(FAIR, "7", Presence.Act.ENTERED, 5), Samples.notice("full"),
                    Samples.operation(T1, 4, "OPLOG 4\t1"));
            journal.append(facts);
            for (Kept kept : Kept.values()) {
                assertEquals(0, journal.erasures().forget(kept, NOW.minusSeconds(3600)));
            }
            assertEquals(facts, Samples.facts(Samples.everything(journal.records())));
        }
    }

    @Test
    void anOperationThatIsSentAgainDoesNotComeBack() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            Fact operation = Samples.operation(T1, 4, "OPLOG 4\t1");
            journal.append(List.of(operation, Samples.operation(T1, 5, "OPLOG 5\t1")));
            assertEquals(1, journal.erasures().forget(Kept.OPERATION, NOW.plusSeconds(1)));
            assertEquals(1, journal.append(List.of(operation)).duplicates());
        }
    }

    @Test
    void heldRecordsThatAreGivenUpAreCountedNoMoreAndDoNotComeBack() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.unparsable(T1, "42\tnever")));
            assertEquals(1, journal.records().tallies().get(T1).quarantined());
            assertEquals(1, journal.erasures().forget(Kept.QUARANTINE, NOW.plusSeconds(1)));
            assertEquals(0, journal.records().tallies().get(T1).quarantined());
            assertTrue(journal.records().quarantine(null, null, true, 10).isEmpty());
            assertEquals(1, journal.append(List.of(Samples.unparsable(T1, "42\tnever"))).duplicates());
        }
        try (Journal journal = Samples.open(directory)) {
            assertEquals(0, journal.records().tallies().get(T1).quarantined(), "after a restart too");
        }
    }

    @Test
    void answersThatExplainAnOpenLetterStay() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(LongStream.range(0, 4).mapToObj(second -> Samples.punch(T1, "7", second)).toList());
            for (long seq = 1; seq <= 4; seq++) {
                List<DeadLetter> letters = seq != 2 ? List.of() : List.of(new DeadLetter(0, "office", 2, "7", "refused",
                        "no", DeadLetter.State.OPEN, 1, NOW, NOW, null, null));
                journal.advance(new Progress("office", seq, List.of(new Delivery(
                        "office", seq, seq, NOW, 1, 0, letters.size(), 0, "ok")), letters));
            }
            assertEquals(2, journal.erasures().forget(Kept.DELIVERY, NOW.plusSeconds(1)));
            assertEquals(2, Stream.of(1L, 2L, 3L, 4L).filter(seq -> {
                try {
                    return !journal.records().deliveries().of("office", seq).isEmpty();
                } catch (JournalException e) {
                    throw new IllegalStateException(e);
                }
            }).count());
        }
    }
}
