// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import muster.app.command.Shell.Run;
import muster.model.Person;
import muster.model.PersonChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Personal data at the command line, and what hostile names do there.
final class PeopleCommandTest {

    private static final String PIN = "900417";
    private static final String NAME = "Test Person Nine";

    @TempDir
    private Path directory;

    private Path data;
    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        data = Files.createDirectory(directory.resolve("data"));
        muster = new Muster(data);
        shell = new Shell().with("MUSTER_URL", muster.url());
    }

    @AfterEach
    void close() {
        muster.close();
    }

    private void known(String pin, String name) throws Exception {
        muster.house.journal.append(List.of(new PersonChange(
                new Person(pin, name, "", 0), false, Muster.SERIAL, "terminal", muster.house.clock.instant())));
    }

    @Test
    void anErasedPersonIsNowhereAndTheAnswerTellsWhatWasNotTouched() throws Exception {
        muster.house.approve(Muster.SERIAL);
        known(PIN, NAME);
        muster.punches(Muster.SERIAL, PIN, 0, 3);
        Path photos = Files.createDirectories(data.resolve("photos").resolve(Muster.SERIAL));
        Files.write(photos.resolve("20261120080005-" + PIN + ".jpg"), new byte[3]);
        Files.write(photos.resolve("20261120080005-1" + PIN + ".jpg"), new byte[3]);
        Files.createDirectories(data.resolve("backups"));
        Files.write(data.resolve("backups").resolve("old.db"), new byte[3]);

        Run run = shell.run("people", "erase", PIN, "--reason", "asked for it", "--by", "tester");

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("punch: 3"), run.out());
        assertTrue(run.out().contains("photos deleted: 1"), run.out());
        assertTrue(run.out().contains("old.db"), run.out());
        assertTrue(run.out().contains("muster terminals command TSTATT000001 delete-person --pin " + PIN), run.out());
        assertTrue(run.out().contains("cannot be taken back"), run.out());
        assertFalse(shell.run("punches").out().contains(PIN));
        assertFalse(shell.run("people", "list").out().contains(NAME));
        muster.punches(Muster.SERIAL, PIN, 0, 3);
        assertFalse(shell.run("export", "--format", "jsonl").out().contains(PIN), "a re-read brings it back");
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(PIN) || bytes.contains(NAME), file + " holds the person");
            }
        }
    }

    @Test
    void thePrintedCommandIsOneThatThereIs() throws Exception {
        muster.house.approve(Muster.SERIAL);
        Run run = shell.run("terminals", "command", Muster.SERIAL, "delete-person", "--pin", PIN);
        assertEquals(0, run.code(), run.err());
    }

    @Test
    void aPinThatNobodyHasIsNoErasure() {
        Run run = shell.run("people", "erase", "0042", "--reason", "asked for it");
        assertNotEquals(0, run.code());
        assertTrue(run.err().contains("exactly this PIN"), run.err());
        assertNotEquals(0, shell.run("people", "readmit", "0042").code());
    }

    @Test
    void theReasonMustNotNameThePerson() throws Exception {
        muster.punches(Muster.SERIAL, PIN, 0, 1);
        assertNotEquals(0, shell.run("people", "erase", PIN, "--reason", "letter of " + PIN).code());
        assertTrue(shell.run("punches").out().contains(PIN), "nothing was erased");
    }

    @Test
    void aReadmittedPinIsTakenAgain() throws Exception {
        muster.punches(Muster.SERIAL, PIN, 0, 1);
        assertEquals(0, shell.run("people", "erase", PIN, "--reason", "asked for it", "--no-compact").code());
        assertEquals(0, shell.run("people", "readmit", PIN).code());
        muster.punches(Muster.SERIAL, PIN, 86_400, 1);
        assertTrue(shell.run("export", "--format", "jsonl").out().contains(PIN));
    }

    @Test
    void pseudonymsAreStablePerKeyFileAndNameNobody() throws Exception {
        known(PIN, NAME);
        muster.punches(Muster.SERIAL, PIN, 0, 2);
        muster.punches(Muster.SERIAL, "900418", 0, 1);
        String key = directory.resolve("study.key").toString();
        String first = shell.run("export", "--format", "csv", "--pseudonyms", key).out();
        assertEquals(first, shell.run("export", "--format", "csv", "--pseudonyms", key).out());
        assertFalse(first.contains(PIN) || first.contains(NAME), first);
        List<String> pins = first.lines().skip(1).map(line -> line.split(",")[4]).toList();
        assertEquals(3, pins.size());
        assertEquals(pins.get(0), pins.get(1));
        assertNotEquals(pins.get(0), pins.get(2));
        String other = directory.resolve("other.key").toString();
        assertFalse(shell.run("export", "--format", "csv", "--pseudonyms", other).out().contains(pins.get(0)));
        assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(Path.of(key))));
    }

    @Test
    void noNameDrivesTheWindow() throws Exception {
        known("1", "\u001b]0;owned\u0007\u001b[2J\u009b31mred\r\noverwritten\u202egnp");
        for (String[] line : new String[][] {{"people", "list"}, {"punches"}, {"status"}}) {
            muster.punches("TSTATT000001", "1", 0, 1);
            Run run = shell.run(line);
            assertTrue((run.out() + run.err()).codePoints().noneMatch(c -> c != '\n'
                    && (Character.getType(c) == Character.CONTROL || c == 0x202E)), run.out());
        }
    }

    @Test
    void noNameIsAFormulaUnlessCellsAreWantedExact() throws Exception {
        int pin = 0;
        for (String name : List.of("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "'=1")) {
            known(Integer.toString(++pin), name);
            muster.punches("TSTATT000001", Integer.toString(pin), 0, 1);
        }
        for (List<String> cells : cells(shell.run("export", "--format", "csv").out())) {
            String name = cells.get(5);
            assertTrue(name.startsWith("'"), name);
        }
        String exact = shell.run("export", "--format", "csv", "--no-safe").out();
        assertTrue(exact.contains(",=cmd|' /C calc'!A0,"), exact);
        assertTrue(exact.contains(",+1+1,"), exact);
        assertTrue(exact.contains(",\"\t=1\","), exact);
    }

    /// The cells of every line but the first, by RFC 4180.
    private static List<List<String>> cells(String csv) {
        List<List<String>> lines = new java.util.ArrayList<>();
        List<String> line = new java.util.ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"' && quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append(csv.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(cell.toString().replaceAll("\r$", ""));
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new java.util.ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        return lines.subList(1, lines.size());
    }
}
