// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.app.command.Shell.Run;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.model.Bytes;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Source;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `muster backup`, `muster restore` and `muster verify`, with real files.
class KeepCommandsTest {

    private static final InstantSource CLOCK = Shell.CLOCK;

    @TempDir
    Path directory;

    private Path data;
    private Path stick;
    private Path key;

    @BeforeEach
    void settle() throws Exception {
        data = directory.resolve("data");
        stick = Files.createDirectories(directory.resolve("stick"));
        key = Files.writeString(directory.resolve("backup.key"), "0123456789abcdef0123456789abcdef\n");
        punch(0, 1_500);
    }

    private void punch(int from, int to) throws Exception {
        try (Journal journal = open()) {
            journal.append(IntStream.range(from, to).mapToObj(KeepCommandsTest::punch).toList());
            journal.chain().seal(true);
        }
    }

    private Journal open() throws Exception {
        return Journal.open(JournalSettings.at(data), CLOCK);
    }

    private static Punch punch(int second) {
        LocalDateTime time = LocalDateTime.of(2026, 11, 20, 8, 0).plusSeconds(second);
        return new Punch(Source.PUSH, "TSTATT000001", "" + second % 9, time, ZoneOffset.UTC, "UTC", ZoneFrom.CONFIG,
                LocalTimeFit.EXACT, CLOCK.instant(), 0, 1, "", Bytes.of("line " + second));
    }

    private Run run(String... words) {
        return new Shell().with("MUSTER_TIME_ZONE", "Asia/Kolkata").run(words);
    }

    private Run ofData(String... words) {
        return run(Stream.concat(Stream.of(words), Stream.of("--data", data.toString())).toArray(String[]::new));
    }

    private List<String> there() throws Exception {
        try (Stream<Path> files = Files.list(stick)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private long head() throws Exception {
        try (Journal journal = open()) {
            return journal.head();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBackupIsVerifiedAndPutBack(boolean secret) throws Exception {
        String[] keyed = secret ? new String[] {"--key-file", key.toString()} : new String[0];
        Path file = stick.resolve("copy");
        Run backup = ofData(words(List.of("backup", file.toString()), keyed));
        assertEquals(0, backup.code(), backup::err);
        assertTrue(backup.out().contains("1500 entries") || backup.out().contains("1,500 entries"), backup.out());
        assertEquals(secret, !Files.readString(file, StandardCharsets.ISO_8859_1).contains("line 7"));
        assertEquals(0, run(words(List.of("verify", file.toString()), keyed)).code());
        punch(1_500, 1_600);

        Run there = ofData(words(List.of("restore", file.toString()), keyed));
        assertEquals(73, there.code());
        Run restored = ofData(words(List.of("restore", file.toString(), "--force"), keyed));
        assertEquals(0, restored.code(), restored::err);
        assertEquals(1_500, head());
        try (Stream<Path> aside = Files.list(data)) {
            Path old = aside.filter(each -> each.getFileName().toString().startsWith("replaced-")).findFirst()
                    .orElseThrow();
            assertTrue(Files.exists(old.resolve("muster.db")));
        }
        assertEquals(0, ofData("verify").code());
    }

    private static String[] words(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBackupWithAChangedByteOrACutEndIsRefusedAndNothingChanges(boolean secret) throws Exception {
        String[] keyed = secret ? new String[] {"--key-file", key.toString()} : new String[0];
        Path file = stick.resolve("copy");
        assertEquals(0, ofData(words(List.of("backup", file.toString()), keyed)).code());
        byte[] sound = Files.readAllBytes(file);
        for (int at = 100; at < sound.length; at += sound.length / 7) {
            byte[] changed = sound.clone();
            changed[at] ^= 4;
            Files.write(file, changed);
            Run verified = run(words(List.of("verify", file.toString()), keyed));
            assertEquals(65, verified.code(), verified.out());
            assertTrue(verified.err().contains("cut or changed"), verified.err());
        }
        Files.write(file, java.util.Arrays.copyOf(sound, sound.length / 2));
        Run restored = ofData(words(List.of("restore", file.toString(), "--force"), keyed));
        assertFalse(restored.code() == 0);
        assertTrue(restored.err().contains("Nothing was changed"), restored.err());
        assertEquals(1_500, head());
    }

    @Test
    void anEncryptedBackupWithoutItsKeyIsRefusedWithASentence() throws Exception {
        Path file = stick.resolve("copy");
        assertEquals(0, ofData("backup", file.toString(), "--key-file", key.toString()).code());
        Run restored = ofData("restore", file.toString(), "--force");
        assertTrue(restored.err().contains("is encrypted: name the file with its key"), restored.err());
        Path other = Files.writeString(directory.resolve("other.key"), "fedcba9876543210fedcba9876543210\n");
        Run wrong = ofData("restore", file.toString(), "--force", "--key-file", other.toString());
        assertTrue(wrong.err().contains("another key"), wrong.err());
        assertEquals(1_500, head());
    }

    @Test
    void aDaemonThatRunsIsCopiedButNeverReplaced() throws Exception {
        Path file = stick.resolve("copy");
        try (Journal journal = open()) {
            journal.append(List.of(punch(9_000)));
            assertEquals(0, ofData("backup", file.toString()).code());
            Run restored = ofData("restore", file.toString(), "--force");
            assertEquals(75, restored.code(), restored.err());
            assertEquals(1_501, journal.head());
        }
    }

    @Test
    void theNewestStayInTheFolderAndHalfOnesGo() throws Exception {
        Files.writeString(stick.resolve(".muster-20261101T000000Z.db.part"), "half");
        Files.writeString(stick.resolve("mine.db"), "not ours");
        for (int day = 0; day < 4; day++) {
            InstantSource later = InstantSource.offset(CLOCK, Duration.ofDays(day));
            Run run = new Shell(later).with("MUSTER_TIME_ZONE", "UTC")
                    .run("backup", "--to", stick.toString(), "--keep", "2", "--data", data.toString());
            assertEquals(0, run.code(), run::err);
        }
        List<String> there = there();
        assertEquals(5, there.size(), there::toString);
        assertEquals(2, there.stream().filter(name -> name.matches("muster-\\d{8}T\\d{6}Z\\.db")).count());
        assertEquals(2, there.stream().filter(name -> name.endsWith(".db.sha256")).count());
        assertTrue(there.contains("mine.db"));
    }

    @Test
    void aStickThatIsNotThereIsAnErrorThatTellsWhatIsKept() {
        Run run = ofData("backup", "--to", directory.resolve("pulled").toString());
        assertEquals(74, run.code());
        assertTrue(run.err().contains("is the stick or share there?"), run.err());
        assertTrue(run.err().contains("the journal is as it was"), run.err());
        assertFalse(Files.exists(directory.resolve("pulled")));
    }

    @Test
    void aFileThatIsNotThereIsNamedByAllWhoAskForIt() throws Exception {
        Path gone = directory.resolve("gone.db");
        for (String command : List.of("verify", "restore")) {
            Run run = ofData(command, gone.toString());
            assertEquals(66, run.code(), run.err());
            assertTrue(run.err().contains("there is no file " + gone), run.err());
        }
        Path nowhere = directory.resolve("nowhere");
        for (List<String> words : List.of(List.of("verify"), List.of("backup", stick + "/one.db"))) {
            Run run = run(Stream.concat(words.stream(), Stream.of("--data", nowhere.toString())).toArray(String[]::new));
            assertEquals(66, run.code(), run.err());
            assertTrue(run.err().contains("there is no file " + nowhere.resolve("muster.db")), run.err());
        }
        assertFalse(Files.exists(nowhere));
        assertEquals(List.of(), there());
    }

    @Test
    void anEditedRowIsNamed() throws Exception {
        Path database = JournalSettings.at(data).file();
        byte[] file = Files.readAllBytes(database);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("line 777");
        file[at] = 'L';
        Files.write(database, file);
        Run run = ofData("verify");
        assertEquals(65, run.code());
        assertTrue(run.out().contains("FAULT  entry 778 was changed after it was sealed"), run.out());
    }

    @Test
    void anAnchorThatDoesNotFitIsNamed() throws Exception {
        muster.app.day.CloseOutKey signing = muster.app.day.CloseOutKey.open(data.resolve("closeout.key"));
        try (Journal journal = open()) {
            String text = "muster-anchor 2026-11-19 " + journal.chain().last().last() + " "
                    + journal.chain().last().hash();
            Files.writeString(data.resolve("anchors.txt"),
                    text + " " + signing.signature(text) + " " + signing.publicKey() + "\n");
        }
        Run fits = ofData("verify");
        assertTrue(fits.out().contains("1 anchors fit the chain"), fits.out());
        Files.writeString(data.resolve("anchors.txt"),
                Files.readString(data.resolve("anchors.txt")).replace("2026-11-19", "2026-11-18"));
        Run forged = ofData("verify");
        assertEquals(65, forged.code());
        assertTrue(forged.out().contains("the anchor of 2026-11-18 is not what was signed"), forged.out());
    }
}
