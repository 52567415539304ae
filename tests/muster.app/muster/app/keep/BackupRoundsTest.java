// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import muster.app.watch.BackupsGauge;
import muster.app.watch.Measures;
import muster.app.watch.Snapshot;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.journal.Records;
import muster.journal.Verification;
import muster.model.Entry;
import muster.model.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The daemon's own backups, on a stick that comes and goes.
class BackupRoundsTest {

    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration RETRY = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(30));
    private Journal journal;
    private Path stick;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(JournalSettings.at(directory), () -> now);
        stick = Files.createDirectory(directory.resolve("stick"));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Path file() {
        return JournalSettings.at(directory).file();
    }

    private BackupKey key(String text) throws IOException {
        return BackupKey.read(Files.writeString(directory.resolve("key"), text + "\n"));
    }

    private BackupRounds rounds(int keep, BackupKey key) {
        return new BackupRounds(
                new Backups(file(), Optional.ofNullable(key), () -> now), stick, EVERY, keep, journal, () -> now);
    }

    /// A round, and then the files look as if they had been written at the time that the clock says.
    private void round(BackupRounds rounds) throws Exception {
        List<Path> before = Files.isDirectory(stick) ? BackupNames.in(stick) : List.of();
        rounds.round();
        for (Path made : Files.isDirectory(stick) ? BackupNames.in(stick) : List.<Path>of()) {
            if (!before.contains(made)) {
                Files.setLastModifiedTime(made, FileTime.from(now));
            }
        }
    }

    private void tell(String sentence) throws Exception {
        journal.append(List.of(new Notice(Notice.Level.INFO, "test", null, sentence, Map.of(), now)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(stick)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> notices() throws Exception {
        return journal.read(0, 1000).stream().map(Entry::fact).map(Notice.class::cast)
                .map(each -> each.level() + " " + each.message()).toList();
    }

    private double age() {
        Snapshot.Builder values = new Snapshot.Builder(now);
        new BackupsGauge(stick, now).read(values);
        return values.done().value(Measures.BACKUP_AGE, "").orElseThrow();
    }

    @Test
    void oneIsMadeAtOnceAndTheNextWhenItIsOldEnough() throws Exception {
        BackupRounds rounds = rounds(5, null);
        round(rounds);
        assertEquals(1, BackupNames.in(stick).size());
        now = now.plus(EVERY).minusSeconds(1);
        round(rounds);
        assertEquals(1, BackupNames.in(stick).size());
        now = now.plusSeconds(1);
        round(rounds);
        assertEquals(2, BackupNames.in(stick).size());
        round(rounds(5, null));
        assertEquals(2, BackupNames.in(stick).size(), "a daemon that was started anew goes by what is there");
    }

    @Test
    void theNewestStayEachWithItsSum() throws Exception {
        BackupRounds rounds = rounds(3, null);
        Files.writeString(stick.resolve("muster-of-somebody.db"), "mine");
        for (int i = 0; i < 5; i++) {
            tell("entry " + i);
            round(rounds);
            now = now.plus(EVERY);
        }
        List<Path> there = BackupNames.in(stick);
        assertEquals(3, there.size());
        assertEquals(BackupNames.of(now.minus(EVERY), false), there.getLast().getFileName().toString());
        assertEquals(3 * 2 + 1, names().size(), names()::toString);
        for (int i = 0; i < 3; i++) {
            Path whole = directory.resolve("whole-" + i + ".db");
            new BackupSource(there.get(i), Optional.empty()).unpack(whole);
            assertEquals(List.of(), Verification.of(whole, (_, _, _) -> {}).faults());
            try (Records records = Records.open(whole)) {
                assertEquals(3 + i, records.head(), "the oldest two are gone");
            }
        }
    }

    @Test
    void aStickThatIsAwayIsToldOnceTriedAgainAndToldWhenItIsBack() throws Exception {
        BackupRounds rounds = rounds(3, null);
        round(rounds);
        Path away = directory.resolve("away");
        Files.move(stick, away);
        now = now.plus(EVERY);
        for (int i = 0; i < 3; i++) {
            round(rounds);
            now = now.plus(RETRY);
        }
        assertFalse(Files.exists(stick), "nothing is written to where the stick is not");
        assertEquals(1, notices().size(), notices()::toString);
        assertTrue(notices().getFirst().startsWith("WARNING the backup failed: there is no folder " + stick),
                notices()::toString);

        Files.move(away, stick);
        now = now.minusSeconds(1);
        round(rounds);
        assertEquals(1, BackupNames.in(stick).size(), "it waits a while before it tries again");
        now = now.plusSeconds(1);
        round(rounds);
        assertEquals(2, BackupNames.in(stick).size());
        assertEquals("INFO backups are made again", notices().getLast());
    }

    @Test
    void theAgeGrowsWhileTheStickIsAwayOrFailsAndFallsWithTheNext() throws Exception {
        BackupRounds rounds = rounds(3, null);
        round(rounds);
        assertEquals(0, age());
        now = now.plus(EVERY);
        // a file in the place of the copy that is made beside the journal
        Path staging = Files.createDirectories(directory.resolve(".muster.db.copy/full"));
        round(rounds);
        assertEquals(EVERY.toSeconds(), age());
        assertTrue(notices().getFirst().contains("1 older backups there are kept"), notices()::toString);
        Files.delete(staging);
        now = now.plus(RETRY);
        round(rounds);
        assertEquals(0, age());
    }

    @Test
    void aClockThatWasSetBackMakesNoBackupWaitForYears() throws Exception {
        BackupRounds rounds = rounds(3, null);
        round(rounds);
        now = now.minus(Duration.ofDays(365));
        round(rounds);
        assertEquals(2, BackupNames.in(stick).size());
        now = now.plus(EVERY).minusSeconds(1);
        round(rounds);
        assertEquals(2, BackupNames.in(stick).size(), "nor one at every look");
        now = now.plusSeconds(1);
        round(rounds);
        assertEquals(3, BackupNames.in(stick).size());
    }

    @Test
    void theOneThatWasJustMadeStaysAlsoWhenOthersSeemToBeOfALaterTime() throws Exception {
        BackupRounds rounds = rounds(1, null);
        round(rounds);
        now = now.minus(Duration.ofDays(365));
        round(rounds);
        assertEquals(List.of(BackupNames.of(now, false)),
                BackupNames.in(stick).stream().map(each -> each.getFileName().toString()).toList());
    }

    @Test
    void whatAKillLeftBehindIsTakenAway() throws Exception {
        Files.writeString(stick.resolve(".muster-20261101T000000Z.db.part"), "half");
        round(rounds(3, null));
        assertEquals(2, names().size(), names()::toString);
    }

    @Test
    void anEncryptedOneIsTheJournalAgainByItsKeyAndNothingByAnother() throws Exception {
        tell("kept");
        BackupKey right = key("k".repeat(32));
        round(rounds(3, right));
        Path made = BackupNames.in(stick).getFirst();
        assertEquals(List.of(BackupNames.of(now, true)), names(), "no sum beside it, nothing plain");
        Path whole = directory.resolve("whole.db");
        assertRefused(made, whole, Optional.empty());
        assertRefused(made, whole, Optional.of(key("l".repeat(32))));
        new BackupSource(made, Optional.of(right)).unpack(whole);
        try (Records records = Records.open(whole)) {
            assertEquals(journal.read(0, 10), records.entries(0, 10));
        }
    }

    @Test
    void oneThatWasCutOrChangedIsRefusedWhetherOrNotItIsEncrypted() throws Exception {
        BackupKey right = key("k".repeat(32));
        for (BackupKey key : new BackupKey[] {null, right}) {
            round(rounds(3, key));
            Path made = BackupNames.in(stick).getLast();
            byte[] bytes = Files.readAllBytes(made);
            for (int at = 0; at < bytes.length; at += bytes.length / 7) {
                bytes[at] ^= 1;
                Files.write(made, bytes);
                assertRefused(made, directory.resolve("whole.db"), Optional.of(right));
                bytes[at] ^= 1;
            }
            Files.write(made, Arrays.copyOf(bytes, bytes.length - 1));
            assertRefused(made, directory.resolve("whole.db"), Optional.of(right));
            now = now.plus(EVERY);
        }
    }

    private static void assertRefused(Path made, Path whole, Optional<BackupKey> key) throws IOException {
        IOException refused = assertThrows(IOException.class, () -> new BackupSource(made, key).unpack(whole));
        assertTrue(refused.getMessage().contains(made.toString()), refused.getMessage());
        assertFalse(Files.exists(whole), "nothing that could be taken for a journal");
    }
}
