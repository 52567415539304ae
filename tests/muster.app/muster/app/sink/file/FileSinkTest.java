// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import muster.app.config.Target;
import muster.app.file.CsvPunches;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Outgoing.Direction;
import muster.app.sink.Trouble;
import muster.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of every layout and format, in a real folder.
final class FileSinkTest {

    private static final Instant NOW = Instant.parse("2026-03-09T20:00:00Z");
    private static final String DAY = "2026-03-09";

    @TempDir
    Path parent;

    private Path folder() {
        return parent.resolve("payroll");
    }

    private FileSink sink(String format, String layout) {
        return sink(format, layout, "day", 0, false, false);
    }

    private FileSink sink(String format, String layout, String by, int dayEnds, boolean comma, boolean mark) {
        Target.Files target = new Target.Files(folder(), format, layout, by, dayEnds, comma, mark);
        return new FileSink(target, ZoneOffset.ofHours(6), InstantSource.fixed(NOW));
    }

    private static Outgoing in(long seq, String pin, String time) {
        return DoorPunch.of(seq, pin, "Ada", DAY + " " + time, Direction.IN);
    }

    private static Outgoing out(long seq, String pin, String time) {
        return DoorPunch.of(seq, pin, "Ada", DAY + " " + time, Direction.OUT);
    }

    private static List<Answer.Kind> kinds(Answers answers) {
        assertNull(answers.trouble());
        return answers.each().stream().map(Answer::kind).toList();
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder().resolve(name));
    }

    @Test
    void theFullRecordIsThePunchAsTheApiShowsIt() throws IOException {
        Outgoing punch = in(1, "7", "08:00:00");
        assertEquals(List.of(Answer.Kind.DELIVERED), kinds(sink("jsonl", "full").deliver(List.of(punch))));
        assertEquals(List.of(Json.text(punch.row())), lines("full-2026-03-09.jsonl"));
    }

    /// An orderly end interrupts the sink. The exception that says so has no message, which once was taken for a fault
    /// of our own.
    @Test
    void anEndInTheMiddleIsNoFaultAndTheRecordComesAgain() throws IOException {
        Outgoing punch = in(1, "7", "08:00:00");
        FileSink sink = sink("jsonl", "full");
        Thread.currentThread().interrupt();
        Answers answers = sink.deliver(List.of(punch));
        assertTrue(Thread.interrupted());
        assertEquals(Trouble.Kind.RETRY, answers.trouble().kind());
        assertEquals(List.of(), answers.each());
        assertEquals(List.of(Answer.Kind.DELIVERED), kinds(sink.deliver(List.of(punch))));
        assertEquals(List.of(Json.text(punch.row())), lines("full-2026-03-09.jsonl"));
    }

    /// The list that files are made of could not be written, and its records were said to be delivered all the same: the
    /// next record made the day's file anew without them.
    @Test
    void whatCouldNotBeListedIsNotDeliveredAndComesAgain() throws IOException {
        FileSink sink = sink("jsonl", "full");
        Outgoing first = in(1, "7", "08:00:00");
        Outgoing second = in(2, "8", "08:01:00");
        Path lists = Files.createDirectories(folder().resolve(".muster/full-jsonl"));
        Files.createSymbolicLink(lists.resolve(DAY + ".lines"), parent.resolve("nowhere/lines"));
        Answers refused = sink.deliver(List.of(first));
        assertEquals(Trouble.Kind.RETRY, refused.trouble().kind());
        assertEquals(List.of(), refused.each());
        assertEquals(List.of(Answer.Kind.DELIVERED), kinds(sink.deliver(List.of(first))));
        sink.deliver(List.of(second));
        assertEquals(List.of(Json.text(first.row()), Json.text(second.row())), lines("full-2026-03-09.jsonl"));
    }

    @Test
    void theMobileCheckersRecordHasItsThreeMembers() throws IOException {
        sink("jsonl", "sto02").deliver(List.of(in(1, "7", "08:00:00")));
        long millis = Instant.parse("2026-03-09T02:00:00Z").toEpochMilli();
        assertEquals(
                List.of("{\"bleUuid\":\"7\",\"checkInTime\":" + millis + ",\"scannerId\":\"TSTATT000001\"}"),
                lines("sto02-2026-03-09.jsonl"));
    }

    @Test
    void theFullCsvHasTheColumnsOfAnExport() throws IOException {
        StringWriter export = new StringWriter();
        Outgoing punch = in(1, "7", "08:00:00");
        CsvPunches writer = new CsvPunches(export, true);
        writer.begin();
        writer.write(punch.row());
        sink("csv", "full", "day", 0, false, true).deliver(List.of(punch));
        assertEquals(export.toString(), Files.readString(folder().resolve("full-2026-03-09.csv")));
    }

    @Test
    void namesThatLookLikeFormulasAndLeadingZerosStayTexts() throws IOException {
        sink("csv", "punches").deliver(List.of(in(1, "007", "08:00:00"), in(2, "=1+1", "08:01:00")));
        assertEquals(List.of("employee,date,time,direction,terminal,branch",
                        "007,2026-03-09,08:00:00,in,TSTATT000001,north",
                        "'=1+1,2026-03-09,08:01:00,in,TSTATT000001,north"),
                lines("punches-2026-03-09.csv"));
    }

    @Test
    void zktimesLayoutNamesTheStateAsZktimeDoes() throws IOException {
        Outgoing named = DoorPunch.of(1, "7", "@Ada, \"A\"", DAY + " 08:00:00", Direction.IN);
        sink("csv", "zktime").deliver(List.of(named, out(2, "7", "17:00:00")));
        assertEquals(List.of("Department,Name,No.,Date/Time,Status,Location ID",
                        "north,\"'@Ada, \"\"A\"\"\",7,2026-03-09 08:00:00,C/In,TSTATT000001",
                        "north,Ada,7,2026-03-09 17:00:00,C/Out,TSTATT000001"),
                lines("zktime-2026-03-09.csv"));
    }

    @Test
    void paymentEvolutionHasARowForEachShift() throws IOException {
        sink("csv", "paymentevolution", "day", 4, true, false).deliver(List.of(
                in(1, "42", "08:00:00"), out(2, "42", "12:30:00"), in(3, "42", "22:00:00"),
                DoorPunch.of(4, "42", "Ada", "2026-03-10 02:15:00", Direction.OUT), in(5, "43", "09:00:00")));
        List<String> lines = lines("paymentevolution-2026-03-09.csv");
        assertEquals(List.of("1,000042,,,\"4,50\",,,09/03/2026,09/03/2026,0800,1230,Y",
                        "2,000042,,,\"4,25\",,,09/03/2026,10/03/2026,2200,0215,Y",
                        "1,000043,,,\"0,00\",,,09/03/2026,09/03/2026,0900,,N"),
                lines.subList(1, lines.size()));
        assertEquals(12, lines.getFirst().split(",").length);
    }

    @Test
    void aMatrixHasARowForEachPersonAndTheDaysOfItsMonth() throws IOException {
        FileSink sink = sink("csv", "matrix");
        sink.deliver(List.of(in(1, "1", "08:00:00"), out(2, "1", "16:30:00"), in(3, "2", "09:00:00")));
        sink.deliver(List.of(DoorPunch.of(4, "2", "Bo", "2026-03-10 07:00:00", Direction.NONE),
                DoorPunch.of(5, "2", "Bo", "2026-03-10 15:00:00", Direction.NONE),
                DoorPunch.of(6, "2", "Bo", "2026-04-01 15:00:00", Direction.IN)));
        assertEquals(List.of(
                        "employee,name,2026-03-09 first in,2026-03-09 last out,2026-03-09 hours,2026-03-09 flag,"
                                + "2026-03-10 first in,2026-03-10 last out,2026-03-10 hours,2026-03-10 flag",
                        "1,Ada,2026-03-09 08:00:00,2026-03-09 16:30:00,8.50,,,,,",
                        "2,Bo,2026-03-09 09:00:00,,0.00,incomplete,2026-03-10 07:00:00,2026-03-10 15:00:00,8.00,"),
                lines("matrix-2026-03.csv"));
        assertEquals(2, lines("matrix-2026-04.csv").size());
    }

    @Test
    void aWorkbookHasRealDatesAndNoFormulas() throws IOException {
        sink("xlsx", "zktime").deliver(List.of(DoorPunch.of(1, "007", "=1+1", DAY + " 12:00:00", Direction.IN)));
        String sheet = part("zktime-2026-03-09.xlsx", "xl/worksheets/sheet1.xml");
        assertTrue(sheet.contains("<v>46090.5</v>"), sheet);
        assertFalse(sheet.contains("<f>"), sheet);
        String texts = part("zktime-2026-03-09.xlsx", "xl/sharedStrings.xml");
        assertTrue(texts.contains(">=1+1<") && texts.contains(">007<"), texts);
    }

    private String part(String file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(folder().resolve(file).toFile())) {
            assertNotNull(zip.getEntry(name), zip.stream().toList().toString());
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyLayoutCanBeHadInEveryFormat() throws IOException {
        for (String layout : List.of("full", "sto02", "punches", "zktime", "matrix", "paymentevolution")) {
            for (String format : List.of("jsonl", "csv", "xlsx")) {
                sink(format, layout).deliver(List.of(in(1, "7", "08:00:00"), out(2, "7", "09:00:00")));
                String name = layout + (layout.equals("matrix") ? "-2026-03." : "-2026-03-09.") + format;
                assertTrue(Files.size(folder().resolve(name)) > 0, name);
            }
        }
    }

    @Test
    void theSameBatchTwiceChangesNoByte() throws IOException {
        List<Outgoing> batch = List.of(in(1, "1", "08:00:00"), out(2, "1", "17:00:00"), in(1, "1", "08:00:00"));
        for (String format : List.of("jsonl", "csv", "xlsx")) {
            List<Answer.Kind> first = kinds(sink(format, "punches").deliver(batch));
            assertEquals(List.of(Answer.Kind.DELIVERED, Answer.Kind.DELIVERED, Answer.Kind.DUPLICATE), first);
            Path file = folder().resolve("punches-2026-03-09." + format);
            byte[] before = Files.readAllBytes(file);
            var touched = Files.getLastModifiedTime(file);
            assertTrue(kinds(sink(format, "punches").deliver(batch)).stream()
                    .allMatch(Answer.Kind.DUPLICATE::equals));
            assertArrayEquals(before, Files.readAllBytes(file));
            assertEquals(touched, Files.getLastModifiedTime(file));
        }
    }

    @Test
    void aKillWhileTheLinesAreWrittenLosesAndDoublesNothing() throws IOException {
        List<Outgoing> batch = List.of(in(1, "1", "08:00:00"), in(2, "2", "08:01:00"), in(3, "3", "08:02:00"));
        sink("csv", "punches").deliver(batch);
        List<String> whole = lines("punches-2026-03-09.csv");
        Path kept = folder().resolve(".muster/punches-csv/2026-03-09.lines");
        byte[] all = Files.readAllBytes(kept);
        for (int cut = 0; cut <= all.length; cut += 7) {
            Files.write(kept, Arrays.copyOf(all, cut));
            sink("csv", "punches").deliver(batch);
            assertEquals(whole, lines("punches-2026-03-09.csv"), "cut at " + cut);
            assertArrayEquals(all, Files.readAllBytes(kept), "cut at " + cut);
        }
    }

    @Test
    void aDamagedLineIsLeftOutAndTheRestGoesOn() throws IOException {
        sink("csv", "punches").deliver(List.of(in(1, "1", "08:00:00")));
        Path kept = folder().resolve(".muster/punches-csv/2026-03-09.lines");
        Files.write(kept, new byte[] {'x', (byte) 0xff, '\t', 'y', '\n', '\n'}, StandardOpenOption.APPEND);
        kinds(sink("csv", "punches").deliver(List.of(in(2, "2", "08:01:00"))));
        assertEquals(3, lines("punches-2026-03-09.csv").size());
    }

    @Test
    void fivePastMidnightMinusTenMinutesIsInTheFileOfTheDayBefore() throws IOException {
        sink("csv", "punches").deliver(List.of(in(1, "1", "23:55:00"),
                DoorPunch.of(2, "1", "Ada", "2026-03-10 00:05:00", Direction.OUT)));
        assertEquals(2, lines("punches-2026-03-09.csv").size());
        assertEquals(2, lines("punches-2026-03-10.csv").size());
        Outgoing night = DoorPunch.of(3, "1", "Ada", "2026-03-12 03:59:59", Direction.OUT);
        sink("csv", "zktime", "day", 4, false, false).deliver(List.of(night));
        assertEquals(2, lines("zktime-2026-03-11.csv").size());
    }

    @Test
    void anEventHasItsOwnFileWhateverItsIdIs() throws IOException {
        FileSink sink = sink("csv", "punches", "event", 0, false, false);
        Outgoing guest = DoorPunch.of(1, "1", "Ada", DAY + " 08:00:00", Direction.IN, "../gala 1");
        assertEquals(List.of(Answer.Kind.DELIVERED, Answer.Kind.SKIPPED),
                kinds(sink.deliver(List.of(guest, in(2, "1", "08:00:00")))));
        assertEquals(2, lines("punches-event-_2e_2e_2fgala_201.csv").size());
    }

    @Test
    void comparingTellsNewFromKnownAndMakesNothing() throws IOException {
        FileSink sink = sink("csv", "punches");
        assertEquals("new", sink.compare(List.of(in(1, "1", "08:00:00"))).getFirst().kind());
        assertFalse(Files.exists(folder()));
        sink.deliver(List.of(in(1, "1", "08:00:00")));
        assertEquals(List.of("known", "new"), sink.compare(List.of(in(1, "1", "08:00:00"), in(2, "1", "09:00:00")))
                .stream().map(Difference::kind).toList());
    }

    @Test
    void aFolderThatCannotBeMadeStopsTheSinkWithACure() throws IOException {
        Files.writeString(folder(), "a file in its place");
        Trouble trouble = sink("csv", "punches").deliver(List.of(in(1, "1", "08:00:00"))).trouble();
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertNotNull(trouble.cure());
        assertFalse(sink("csv", "punches").test().ok());
    }

    @Test
    void aFailureInOneDayLeavesItsFileWholeAndAnswersWhatCameBefore() throws IOException {
        FileSink sink = sink("csv", "punches");
        sink.deliver(List.of(in(1, "1", "08:00:00"), DoorPunch.of(2, "1", "Ada", "2026-03-10 08:00:00", Direction.IN)));
        byte[] before = Files.readAllBytes(folder().resolve("punches-2026-03-10.csv"));
        // a folder where the draft goes: as good as a disk that is full
        Path inTheWay = folder().resolve(".muster/punches-csv/punches-2026-03-10.csv.part");
        Files.createDirectories(inTheWay.resolve("x"));
        Answers answers = sink.deliver(List.of(in(3, "1", "09:00:00"),
                DoorPunch.of(4, "1", "Ada", "2026-03-10 09:00:00", Direction.IN), in(5, "1", "10:00:00")));
        assertEquals(1, answers.each().size());
        assertEquals(Trouble.Kind.RETRY, answers.trouble().kind());
        assertArrayEquals(before, Files.readAllBytes(folder().resolve("punches-2026-03-10.csv")));
        assertEquals(4, lines("punches-2026-03-09.csv").size());
    }

    @Test
    void aFullDiskIsTriedAgainAndTheOldFileStaysWhole() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs /dev/full");
        for (String format : List.of("jsonl", "csv", "xlsx")) {
            FileSink sink = sink(format, "punches");
            sink.deliver(List.of(in(1, "1", "08:00:00")));
            Path file = folder().resolve("punches-2026-03-09." + format);
            byte[] before = Files.readAllBytes(file);
            Path drafts = folder().resolve(".muster/punches-" + format);
            Files.createSymbolicLink(drafts.resolve(file.getFileName() + ".part"), full);
            List<Outgoing> next = List.of(in(2, "1", "09:00:00"));
            Trouble trouble = sink.deliver(next).trouble();
            assertEquals(Trouble.Kind.RETRY, trouble.kind(), format);
            assertTrue(trouble.text().contains("full"), trouble.text());
            assertArrayEquals(before, Files.readAllBytes(file), format);
            assertEquals(List.of(Answer.Kind.DELIVERED), kinds(sink.deliver(next)));
        }
    }

    @Test
    void tryingItMakesTheFolderAndNamesTodaysFile() {
        var trial = sink("csv", "punches").test();
        assertTrue(trial.ok(), trial.text());
        assertTrue(trial.text().contains("punches-2026-03-10.csv"), trial.text());
    }

    @Test
    void manyDaysInManyBatchesAreAllThereInOrder() throws IOException {
        FileSink sink = sink("jsonl", "sto02");
        int days = 20;
        for (int batch = 0; batch < days * 2; batch++) {
            List<Outgoing> records = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int minute = batch % 2 * 500 + i;
                String time = "%02d:%02d:00".formatted(minute / 60, minute % 60);
                records.add(DoorPunch.of(batch * 500L + i, "p" + minute, null,
                        "2026-03-%02d %s".formatted(batch / 2 + 1, time), Direction.IN));
            }
            kinds(sink.deliver(records));
        }
        for (int day = 1; day <= days; day++) {
            List<String> lines = lines("sto02-2026-03-%02d.jsonl".formatted(day));
            assertEquals(1000, lines.size());
            assertTrue(lines.get(999).contains("\"p999\""));
        }
    }
}
