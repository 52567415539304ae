// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static muster.journal.Samples.punch;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Punch;
import muster.model.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same punch comes by push and by pull, and firmware tells state or verify mode differently there.
class VariantTest {

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

    private Outcome append(Punch punch) throws Exception {
        return journal.append(List.of(punch)).outcomes().getFirst();
    }

    @Test
    void theSamePunchFromAnotherSourceIsADuplicate() throws Exception {
        append(punch(Source.PUSH, T1, "7", 0, 0, 1));

        assertEquals(new Outcome(1, Kind.DUPLICATE), append(punch(Source.PULL, T1, "7", 0, 0, 1)));
    }

    @Test
    void anotherVerifyModeFromAnotherSourceIsAVariantOfTheRow() throws Exception {
        append(punch(Source.PUSH, T1, "7", 0, 0, 1));
        Punch pulled = punch(Source.PULL, T1, "7", 0, 0, 15);

        assertEquals(new Outcome(1, Kind.VARIANT), append(pulled));
        assertEquals(1, journal.head());
        assertEquals(List.of(new Variant(1, pulled)), journal.records().variants(1));
        assertEquals(1, journal.records().tallies().get(T1).variants());
    }

    @Test
    void aVariantThatComesAgainIsADuplicate() throws Exception {
        append(punch(Source.PUSH, T1, "7", 0, 0, 1));
        append(punch(Source.PULL, T1, "7", 0, 0, 15));

        assertEquals(new Outcome(1, Kind.DUPLICATE), append(punch(Source.PULL, T1, "7", 0, 0, 15)));
        assertEquals(1, journal.records().variants(1).size());
        assertEquals(1, journal.records().tallies().get(T1).duplicates());
    }

    @Test
    void anotherStateFromTheSameSourceIsAPunchOfItsOwn() throws Exception {
        append(punch(Source.PUSH, T1, "7", 0, 0, 1));
        append(punch(Source.PULL, T1, "8", 0, 0, 1));

        assertEquals(new Outcome(3, Kind.STORED), append(punch(Source.PUSH, T1, "7", 0, 1, 1)));
    }

    @Test
    void aVariantBelongsToTheRowItIsMostLike() throws Exception {
        append(punch(Source.PUSH, T1, "7", 0, 0, 1));
        append(punch(Source.PUSH, T1, "7", 0, 1, 2));

        assertEquals(new Outcome(2, Kind.VARIANT), append(punch(Source.PULL, T1, "7", 0, 1, 15)));
        assertEquals(new Outcome(1, Kind.VARIANT), append(punch(Source.PULL, T1, "7", 0, 5, 1)));
        assertEquals(List.of(), journal.records().variants(3));
    }

    @Test
    void aVariantStaysWithItsRowWhenALikerOneComesLater() throws Exception {
        append(punch(Source.PUSH, T1, "7", 0, 0, 1));
        append(punch(Source.PULL, T1, "7", 0, 1, 15));
        append(punch(Source.PUSH, T1, "7", 0, 1, 1));

        assertEquals(new Outcome(1, Kind.DUPLICATE), append(punch(Source.PULL, T1, "7", 0, 1, 15)));
    }

    @Test
    void theNextSecondIsNoVariant() throws Exception {
        append(punch(Source.PUSH, T1, "7", 0, 0, 1));

        assertEquals(Kind.STORED, append(punch(Source.PULL, T1, "7", 1, 0, 15)).kind());
    }

    @Test
    void theSourcesOfATerminalAreKnownAfterAReopen() throws Exception {
        append(punch(Source.PUSH, T1, "7", 0, 0, 1));
        journal.close();
        journal = Samples.open(directory);

        assertEquals(new Outcome(1, Kind.VARIANT), append(punch(Source.PULL, T1, "7", 0, 0, 15)));
        journal.close();
        journal = Samples.open(directory);

        assertEquals(new Outcome(1, Kind.DUPLICATE), append(punch(Source.PULL, T1, "7", 0, 0, 15)));
        assertEquals(new Tally(T1, 1, 1, 1, 0, Samples.EIGHT, 1), journal.records().tallies().get(T1));
    }

    @Test
    void bothVersionsInOneBatchAreOneRow() throws Exception {
        Receipt receipt = journal.append(List.of(
                punch(Source.PULL, T1, "7", 0, 0, 15), punch(Source.PUSH, T1, "7", 0, 0, 1)));

        assertEquals(1, receipt.stored());
        assertEquals(1, receipt.variants());
        assertEquals(Source.PUSH, journal.records().variants(1).getFirst().punch().source());
    }
}
