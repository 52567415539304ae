// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import muster.app.day.CloseOutKey;
import muster.journal.Chain;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.model.Fact;
import muster.model.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// When entries are sealed, and when a day gets its anchor.
class SealingTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    @TempDir
    Path directory;

    /// Eight in the morning there.
    private Instant now = Instant.parse("2026-11-20T02:30:00Z");
    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(JournalSettings.at(directory), () -> now);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Sealing sealing() throws Exception {
        return new Sealing(journal, AnchorBook.in(directory), CloseOutKey.open(directory.resolve("closeout.key")),
                ZONE, () -> now);
    }

    private void append(int count) throws Exception {
        journal.append(IntStream.range(0, count).mapToObj(i -> (Fact) new Notice(
                Notice.Level.INFO, "test", null, "entry " + i, Map.of(), now)).toList());
    }

    private List<Anchor> anchors() throws Exception {
        AnchorBook.Pages pages = AnchorBook.in(directory).read();
        assertEquals(List.of(), pages.strange());
        return pages.anchors();
    }

    @Test
    void anEmptyJournalHasNothingToSealAndNoAnchor() throws Exception {
        assertEquals(0, sealing().round().last());
        assertEquals(List.of(), anchors());
    }

    @Test
    void aFullBlockIsSealedAtOnceAndTheRestOnceAnHour() throws Exception {
        append(1);
        Sealing sealing = sealing();
        assertEquals(1, sealing.round().last(), "the day's first, for its anchor");
        append(Chain.BLOCK + 5);
        assertEquals(1 + Chain.BLOCK, sealing.round().last());
        now = now.plus(Duration.ofHours(1)).minusMillis(1);
        assertEquals(1 + Chain.BLOCK, sealing.round().last());
        now = now.plusMillis(1);
        assertEquals(6 + Chain.BLOCK, sealing.round().last());
    }

    @Test
    void aClockThatWasSetBackDelaysNoSeal() throws Exception {
        append(1);
        Sealing sealing = sealing();
        sealing.round();
        append(1);
        now = now.minus(Duration.ofMinutes(1));
        assertEquals(2, sealing.round().last());
    }

    @Test
    void everyDayOfTheZoneHasOneSignedAnchorOverAllThereIs() throws Exception {
        Sealing sealing = sealing();
        assertEquals(0, sealing.round().last());
        append(3);
        assertEquals(3, sealing.round().last());
        append(3);
        sealing.round();
        assertEquals(List.of(LocalDate.of(2026, 11, 20)), anchors().stream().map(Anchor::date).toList());

        now = Instant.parse("2026-11-20T18:30:00Z");
        assertEquals(6, sealing.round().last(), "midnight there");
        assertEquals(List.of(3L, 6L), anchors().stream().map(Anchor::seq).toList());
        assertEquals(LocalDate.of(2026, 11, 21), anchors().getLast().date());
        assertEquals(journal.chain().last().hash(), anchors().getLast().hash());
        assertTrue(anchors().stream().allMatch(Anchor::isSigned));
    }

    @Test
    void aDaemonThatIsStartedAgainGivesTheDayNoSecondAnchor() throws Exception {
        append(3);
        sealing().round();
        append(3);
        assertEquals(3, sealing().round().last(), "neither is the rest due");
        assertEquals(1, anchors().size());
        String line = Files.readString(directory.resolve("anchors.txt")).strip();
        assertEquals(anchors().getFirst().line(), line);
    }

    @Test
    @Timeout(60)
    void whatABurstBroughtIsSealedWhenItIsOver() throws Exception {
        Thread thread = Thread.ofVirtual().start(sealing());
        try {
            for (int i = 0; i < 5; i++) {
                append(Chain.BLOCK);
            }
            while (journal.chain().last().last() < 5 * Chain.BLOCK) {
                assertTrue(thread.isAlive());
                Thread.onSpinWait();
            }
        } finally {
            thread.interrupt();
            thread.join();
        }
    }
}
