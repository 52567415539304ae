// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import muster.app.House;
import muster.app.config.ProfileConfig;
import muster.app.sink.Loads.Load;
import muster.journal.Journal;
import muster.journal.Progress;
import muster.model.DeadLetter;
import muster.model.Punch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is made ready while the target is busy, and when it is not used.
final class LoadsTest {

    private static final int AT_ONCE = 2;
    private static final int ALL = 6;

    @TempDir
    private Path directory;

    private House house;
    private Journal journal;
    private Loads loads;

    @BeforeEach
    void open() throws Exception {
        house = new House(directory);
        journal = house.journal;
        loads = new Loads("memory", journal,
                new Loading(Set.of("punch"), ProfileConfig.plain(), house.terminals, journal.records()));
        List<Punch> punches = new ArrayList<>();
        for (int i = 0; i < ALL; i++) {
            punches.add(SinkHouse.punch("P" + i, i));
        }
        journal.append(punches);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static List<String> pins(Load load) {
        return load.batch().records().stream().map(Outgoing::pin).toList();
    }

    private Load behind(long place) throws Exception {
        return loads.behind(place, ALL, AT_ONCE);
    }

    /// Sends the first two; the next two are ready then.
    private Load sendFirst() throws Exception {
        Load first = behind(0);
        loads.send(first, records -> Answers.all(List.of(), "taken"), ALL, AT_ONCE);
        return first;
    }

    @Test
    void whatIsSentIsWhatLiesBehindThePlaceAPieceAtATime() throws Exception {
        List<String> sent = new ArrayList<>();
        long place = 0;
        while (place < ALL) {
            Load load = behind(place);
            loads.send(load, records -> {
                records.forEach(record -> sent.add(record.pin()));
                return Answers.all(List.of(), "taken");
            }, ALL, AT_ONCE);
            place = load.batch().end();
        }
        assertEquals(List.of("P0", "P1", "P2", "P3", "P4", "P5"), sent);
        assertTrue(behind(ALL).page().isEmpty());
    }

    @Test
    void theNextIsReadyWhenTheTargetHasAnswered() throws Exception {
        sendFirst();
        journal.close();
        assertEquals(List.of("P2", "P3"), pins(behind(2)), "nothing more is asked of the journal");
    }

    @Test
    void whoIsErasedWhileTheTargetIsBusyIsNotInWhatWasMadeReady() throws Exception {
        sendFirst();
        journal.erasures().erase("P3", "asked", "tester");
        assertEquals(List.of("P2", "P4"), pins(behind(2)));
    }

    @Test
    void whatTheTargetDidNotTakeIsNotLeftOut() throws Exception {
        sendFirst();
        assertEquals(List.of("P1", "P2"), pins(behind(1)));
    }

    @Test
    void aTargetThatIsToTakeLessIsSentLess() throws Exception {
        sendFirst();
        assertEquals(List.of("P2"), pins(loads.behind(2, ALL, 1)));
    }

    @Test
    void whatIsNotWantedYetIsNotSent() throws Exception {
        sendFirst();
        assertEquals(List.of("P2"), pins(loads.behind(2, 3, AT_ONCE)));
    }

    @Test
    void deadLettersAreLookedAtWhenTheyAreSent() throws Exception {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        DeadLetter letter = new DeadLetter(0, "memory", 3, "P2", "refused", null, DeadLetter.State.OPEN, 1, now, now,
                null, null);
        journal.advance(new Progress("memory", 0, List.of(), List.of(letter)));
        sendFirst();
        Load again = behind(2);
        assertEquals(Set.of(3L), again.letters().keySet());
        assertNotSame(again, behind(2));
    }

    @Test
    void whatIsForgottenIsMadeAnew() throws Exception {
        sendFirst();
        loads.forget();
        journal.close();
        assertThrows(Exception.class, () -> behind(2));
    }

    @Test
    void nothingIsMadeReadyBehindTheLast() throws Exception {
        Load last = behind(4);
        loads.send(last, records -> Answers.all(List.of(), "taken"), ALL, AT_ONCE);
        assertEquals(ALL, last.batch().end());
        assertTrue(behind(ALL).page().isEmpty());
    }

    @Test
    void aFaultOfTheTargetComesOutAndTheNextIsStillMade() throws Exception {
        Load first = behind(0);
        assertThrows(NoClassDefFoundError.class, () -> loads.send(first, records -> {
            throw new NoClassDefFoundError("a library that is not there");
        }, ALL, AT_ONCE));
        assertEquals(List.of("P0", "P1"), pins(behind(0)));
    }

    @Test
    void whoIsInterruptedMeanwhileKeepsTheAnswersAndTheInterrupt() throws Exception {
        Load first = behind(0);
        Answers taken = Answers.all(List.of(), "taken");
        assertSame(taken, loads.send(first, records -> {
            Thread.currentThread().interrupt();
            return taken;
        }, ALL, AT_ONCE));
        assertTrue(Thread.interrupted());
        assertEquals(List.of("P2", "P3"), pins(behind(2)));
    }
}
