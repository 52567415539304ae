// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Sink;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;

/// Delivers into files in a folder, one for each day or event (product.md section 5.9): `LAYOUT-2026-03-09.csv`,
/// `LAYOUT-event-ID.csv`; a matrix has one for each month. A file is always whole: it is written under another name, is
/// on disk, and then takes its place. What files are made of is kept under `.muster` in the folder, by the records'
/// ids, so that a record that comes again changes nothing. A file that somebody took away is made anew, with all of its
/// day, when another record of that day comes.
public final class FileSink implements Sink {

    private static final int BATCH = 1000;
    private static final String NO_PUNCH = "files take punches only";
    private static final String NO_EVENT = "it belongs to no event";

    private final Target.Files target;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Layout layout;
    private final KeptPunches kept;

    /// @param zone the day of now is told in, when it is tried
    public FileSink(Target.Files target, ZoneId zone, InstantSource clock) {
        this.target = target;
        this.zone = zone;
        this.clock = clock;
        this.layout = layout(target);
        this.kept = new KeptPunches(target.folder().resolve(".muster", target.layout() + "-" + target.format()));
    }

    private static Layout layout(Target.Files target) {
        return switch (target.layout()) {
            case "full" -> PunchLayout.full(target.format().equals("jsonl"));
            case "sto02" -> PunchLayout.sto02();
            case "punches" -> PunchLayout.punches();
            case "zktime" -> PunchLayout.zktime();
            case "matrix" -> ShiftLayout.matrix(target.dayEnds());
            case "paymentevolution" -> ShiftLayout.paymentEvolution(target.dayEnds());
            default -> throw new IllegalArgumentException("there is no layout " + target.layout());
        };
    }

    @Override
    public String target() {
        return target.folder() + "/" + target.layout() + "-*." + target.format();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Answers deliver(List<Outgoing> records) {
        Answer[] answers = new Answer[records.size()];
        Map<String, List<Integer>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i++) {
            String leftOut = leftOut(records.get(i));
            if (leftOut != null) {
                answers[i] = Answer.skipped(leftOut);
            } else {
                byKey.computeIfAbsent(key(records.get(i)), _ -> new ArrayList<>()).add(i);
            }
        }
        Trouble trouble = null;
        for (var part : byKey.entrySet()) {
            try {
                place(part.getKey(), part.getValue(), records, answers);
            } catch (IOException e) {
                trouble = trouble(e);
                break;
            }
        }
        return trouble == null
                ? Answers.all(List.of(answers), "written to " + target.folder())
                : new Answers(answered(answers), trouble, trouble.text());
    }

    /// The answers there are before the first that is not.
    private static List<Answer> answered(Answer[] answers) {
        List<Answer> first = new ArrayList<>();
        for (int i = 0; i < answers.length && answers[i] != null; i++) {
            first.add(answers[i]);
        }
        return first;
    }

    private String leftOut(Outgoing record) {
        return record.row() == null ? NO_PUNCH
                : target.by().equals("event") && event(record).isEmpty() ? NO_EVENT
                : null;
    }

    private static String event(Outgoing record) {
        return record.row().checkIn() == null || record.row().checkIn().event() == null
                ? ""
                : record.row().checkIn().event();
    }

    /// The day or event a record belongs to, as a part of a file's name.
    private String key(Outgoing record) {
        return target.by().equals("event") ? "event-" + FileName.of(event(record)) : day(record.local()).toString();
    }

    private LocalDate day(LocalDateTime local) {
        return local.minusHours(target.dayEnds()).toLocalDate();
    }

    /// Writes the file of a day or event, if it changes.
    private void place(String key, List<Integer> places, List<Outgoing> records, Answer[] answers)
            throws IOException {
        Files.createDirectories(kept.folder());
        Set<String> seen = new HashSet<>();
        List<KeptPunch> fresh = new ArrayList<>();
        Set<String> ids = kept.ids(key);
        for (int place : places) {
            Outgoing record = records.get(place);
            if (!ids.contains(record.id()) && seen.add(record.id())) {
                fresh.add(KeptPunch.of(record));
            }
        }
        Path file = file(key);
        if (!fresh.isEmpty() || !Files.exists(file)) {
            write(file, use -> parts(key, fresh, use));
        }
        if (!fresh.isEmpty()) {
            // behind the file: killed between the two, the records come again and make the same file again; and before
            // anything is said to be delivered, or the next file of that day would be made without them
            kept.append(key, fresh);
        }
        String name = file.getFileName().toString();
        for (int place : places) {
            boolean isFresh = seen.remove(records.get(place).id());
            answers[place] = isFresh ? Answer.delivered("in " + name) : Answer.duplicate("was in " + name);
        }
    }

    private void parts(String key, List<KeptPunch> fresh, Layout.PartUse use) throws IOException {
        Set<String> keys = new TreeSet<>(Set.of(key));
        if (isMonthly()) {
            keys.addAll(kept.keys(month(key)));
        }
        for (String each : keys) {
            use.take(punches -> {
                kept.each(each, punches);
                if (each.equals(key)) {
                    for (KeptPunch punch : fresh) {
                        punches.take(punch);
                    }
                }
            });
        }
    }

    private boolean isMonthly() {
        return layout.isMonthly() && target.by().equals("day");
    }

    private static String month(String day) {
        return day.substring(0, day.lastIndexOf('-'));
    }

    private Path file(String key) {
        String name = target.layout() + "-" + (isMonthly() ? month(key) : key) + "." + target.format();
        return target.folder().resolve(name);
    }

    /// Writes a file whole, under a name nobody looks for, and puts it in its place when it is on disk.
    private void write(Path file, Layout.Parts parts) throws IOException {
        Path draft = kept.folder().resolve(file.getFileName() + ".part");
        try {
            try (FileOutputStream out = new FileOutputStream(draft.toFile());
                    BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                TableOut table = switch (target.format()) {
                    case "csv" -> new CsvTable(text, target.decimalComma(), target.mark());
                    case "xlsx" -> new XlsxTable(out);
                    default -> new JsonTable(text);
                };
                layout.write(parts, table);
                table.end();
                out.getFD().sync();
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(target.folder(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Trouble trouble(IOException e) {
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        // an end in the middle of it interrupts a write, which is told without a word
        String why = reason != null ? reason : e.getMessage() != null ? e.getMessage() : e.toString();
        if (e instanceof AccessDeniedException || e instanceof FileAlreadyExistsException
                || e instanceof NotDirectoryException || why.contains("Permission denied")
                || why.contains("Read-only") || why.contains("Not a directory")) {
            return Trouble.stop("muster cannot write into " + target.folder() + ": " + e.getMessage(),
                    "let muster's user write the folder, or name another one, then resume the sink");
        }
        if (why.contains("No space left") || why.contains("quota")) {
            return Trouble.retry("the disk of " + target.folder() + " is full; the files there stayed as they were and"
                    + " nothing is lost: make room and it goes on", null);
        }
        return Trouble.retry("a file in " + target.folder() + " could not be written: " + why
                + "; it stayed as it was", null);
    }

    @Override
    public Trial test() {
        try {
            Files.createDirectories(kept.folder());
            Files.delete(Files.createTempFile(target.folder(), ".muster-", ".part"));
        } catch (IOException e) {
            Trouble trouble = trouble(e);
            return new Trial(false, trouble.text(), trouble.cure());
        }
        Instant now = clock.instant();
        String next = target.by().equals("event")
                ? "each event has its file"
                : "a punch of now goes to " + file(day(LocalDateTime.ofInstant(now, zone)).toString()).getFileName();
        return new Trial(true, target.folder() + " can be written; " + next, null);
    }

    @Override
    public List<Difference> compare(List<Outgoing> records) {
        List<Difference> differences = new ArrayList<>(records.size());
        for (Outgoing record : records) {
            differences.add(difference(record));
        }
        return differences;
    }

    private Difference difference(Outgoing record) {
        String leftOut = leftOut(record);
        if (leftOut != null) {
            return new Difference(record.seq(), "skipped", leftOut, null);
        }
        String key = key(record);
        String sent = file(key).getFileName() + ": " + record.pin() + " " + Cells.text(record.local()) + " "
                + record.direction() + " " + record.row().terminal();
        try {
            boolean known = kept.ids(key).contains(record.id());
            return new Difference(record.seq(), known ? "known" : "new", sent, known ? sent : null);
        } catch (IOException e) {
            return new Difference(record.seq(), "unknown", sent, trouble(e).text());
        }
    }

    @Override
    public void close() {
        // no file is kept open
    }
}
