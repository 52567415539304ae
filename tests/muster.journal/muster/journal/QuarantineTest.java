// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static muster.journal.Samples.T2;
import static muster.journal.Samples.punch;
import static muster.journal.Samples.unparsable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Punch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {

    @TempDir
    Path directory;

    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        journal = Samples.open(directory);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aRecordThatIsSentAgainIsHeldOnce() throws Exception {
        journal.append(List.of(unparsable(T1, "junk")));

        Receipt again = journal.append(List.of(
                unparsable(T1, "junk"), unparsable(T2, "junk"), unparsable(T1, "other junk")));

        assertEquals(List.of(new Outcome(1, Kind.DUPLICATE), new Outcome(2, Kind.STORED), new Outcome(3, Kind.STORED)),
                again.outcomes());
        assertEquals(new Tally(T1, 0, 1, 0, 2, null, 0), journal.records().tallies().get(T1));
    }

    @Test
    void itNeverWinsTheLatestTime() throws Exception {
        journal.append(List.of(punch(T1, "7", 0), unparsable(T1, "7\t2099-01-01 00:00:00")));

        assertEquals(Samples.EIGHT, journal.records().tallies().get(T1).latest());
        assertEquals(1, journal.records().tallies().get(T1).latestSeq());
    }

    @Test
    void aReleasedRecordBecomesAPunchAndNamesIt() throws Exception {
        journal.append(List.of(unparsable(T1, "7 2026-11-20T08:00:05")));

        Receipt receipt = journal.release(1, punch(T1, "7", 5));

        assertEquals(List.of(new Outcome(2, Kind.STORED)), receipt.outcomes());
        assertEquals(OptionalLong.of(2), journal.records().releasedAs(1));
        assertEquals(List.of(), journal.records().quarantine(null, null, true, 10));
        assertEquals(List.of(1L), Samples.seqs(journal.records().quarantine(null, null, false, 10)));
        assertEquals(0, journal.records().tallies().get(T1).quarantined());
        assertEquals(punch(T1, "7", 5), journal.read(1, 1).getFirst().fact());
    }

    @Test
    void releasingAgainChangesNothing() throws Exception {
        journal.append(List.of(unparsable(T1, "junk")));
        journal.release(1, punch(T1, "7", 5));

        Receipt again = journal.release(1, punch(T1, "8", 6));

        assertEquals(List.of(new Outcome(2, Kind.DUPLICATE)), again.outcomes());
        assertEquals(2, journal.head());
        assertEquals(0, journal.records().tallies().get(T1).quarantined());
    }

    @Test
    void releasingAPunchThatIsKnownNamesTheKnownOne() throws Exception {
        Punch punch = punch(T1, "7", 5);
        journal.append(List.of(punch, unparsable(T1, "junk")));

        assertEquals(List.of(new Outcome(1, Kind.DUPLICATE)), journal.release(2, punch).outcomes());
        assertEquals(OptionalLong.of(1), journal.records().releasedAs(2));
        assertEquals(2, journal.head());
    }

    @Test
    void aRecordThatIsSentAgainAfterItsReleaseStaysReleased() throws Exception {
        journal.append(List.of(unparsable(T1, "junk")));
        journal.release(1, punch(T1, "7", 5));

        assertEquals(0, journal.append(List.of(unparsable(T1, "junk"))).stored());
        assertEquals(List.of(), journal.records().quarantine(T1, null, true, 10));
    }

    @Test
    void aNumberThatIsNoQuarantinedRecordIsRefusedAndNothingIsWritten() throws Exception {
        journal.append(List.of(punch(T1, "7", 0)));

        assertThrows(IllegalArgumentException.class, () -> journal.release(1, punch(T1, "8", 1)));
        assertThrows(IllegalArgumentException.class, () -> journal.release(99, punch(T1, "8", 1)));
        assertEquals(1, journal.head());
        assertTrue(journal.health().ok());
    }

    @Test
    void theHeldOnesAreCountedRightAfterAReopen() throws Exception {
        journal.append(List.of(unparsable(T1, "a"), unparsable(T1, "b"), unparsable(T2, "c")));
        journal.release(1, punch(T1, "7", 5));
        journal.append(List.of(unparsable(T1, "d")));
        journal.close();
        journal = Samples.open(directory);

        assertEquals(2, journal.records().tallies().get(T1).quarantined());
        assertEquals(1, journal.records().tallies().get(T2).quarantined());
    }

    @Test
    void theyAreListedNewestFirstByTerminalAndPage() throws Exception {
        for (int i = 0; i < 10; i++) {
            journal.append(List.of(unparsable(i % 2 == 0 ? T1 : T2, "junk " + i)));
        }
        Records records = journal.records();

        assertEquals(List.of(10L, 9L, 8L), Samples.seqs(records.quarantine(null, null, true, 3)));
        assertEquals(List.of(7L, 6L, 5L), Samples.seqs(records.quarantine(null, 8L, true, 3)));
        assertEquals(List.of(9L, 7L, 5L, 3L, 1L), Samples.seqs(records.quarantine(T1, null, true, 10)));
        assertEquals(List.of(3L, 1L), Samples.seqs(records.quarantine(T1, 5L, false, 10)));
    }
}
