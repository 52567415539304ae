// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.model.Json;

/// A file of punches, opened: what kind it is, and its rows. For one thread.
public final class ImportFile {

    private static final Pattern STICK = Pattern.compile("([A-Za-z0-9-]+)_attlog\\.dat", Pattern.CASE_INSENSITIVE);
    /// A terminal whose serial is not in the file's name puts its device number there.
    private static final int LONGEST_DEVICE_NUMBER = 3;

    private final Format format;
    private final Rows rows;

    private ImportFile(Format format, Rows rows) {
        this.format = format;
        this.rows = rows;
    }

    /// What a file is read as.
    ///
    /// @param format null = found out from its first lines
    /// @param columns the order of the columns of an `attlog.dat`; null = found out
    /// @param fields what holds for rows that do not say it
    public record Wishes(Format format, String columns, PunchFields fields) {}

    /// Opens a file from its first bytes on.
    ///
    /// @param name its name without directories
    /// @throws UnreadableFile if it is of no kind that can be imported
    public static ImportFile open(InputStream file, String name, Wishes wishes) throws IOException, UnreadableFile {
        BufferedInputStream in = new BufferedInputStream(file, Sample.SIZE);
        Sample sample = Sample.of(in);
        refuseOthers(sample);
        List<String> lines = sample.lines();
        Format format = wishes.format() == null ? guess(sample, name) : wishes.format();
        if (wishes.columns() != null && format != Format.ATTLOG) {
            throw new UnreadableFile("an order of columns is for attlog.dat files, and this is " + Json.word(format),
                    "leave out --columns, or say --format attlog");
        }
        PunchFields fields = wishes.fields();
        return new ImportFile(format, switch (format) {
            case JSONL -> new JsonLines(in, fields);
            case ATTLOG -> attlog(in, lines, name, wishes);
            case CSV -> new CsvRows(sample.reader(in), sample.separator(), fields);
        });
    }

    private static Rows attlog(InputStream in, List<String> lines, String name, Wishes wishes)
            throws UnreadableFile {
        String serial = wishes.fields().terminal() == null
                ? serial(name).orElseThrow(() -> new UnreadableFile("its name does not tell the terminal's serial",
                        "give it: --terminal SERIAL"))
                : wishes.fields().terminal();
        AttlogColumns columns = wishes.columns() == null
                ? AttlogColumns.of(lines)
                : AttlogColumns.parse(wishes.columns());
        if (columns == null) {
            throw new UnreadableFile("no line has a PIN and a time such as 2026-11-20 08:00:05",
                    "is it the attendance log of a terminal? The files of people and settings look alike by name");
        }
        return new AttlogLines(in, columns, new PunchFields(serial, wishes.fields().zone()));
    }

    /// The serial in the name `<SERIAL>_attlog.dat`.
    static Optional<String> serial(String name) {
        Matcher stick = STICK.matcher(name);
        return stick.matches() && !stick.group(1).matches("[0-9]{1," + LONGEST_DEVICE_NUMBER + "}")
                ? Optional.of(stick.group(1))
                : Optional.empty();
    }

    private static Format guess(Sample sample, String name) throws UnreadableFile {
        List<String> lines = sample.lines();
        String first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
        if (first.startsWith("{")) {
            return Format.JSONL;
        }
        if (first.startsWith("[")) {
            throw new UnreadableFile("it is one JSON list", "put each object on a line of its own: jq -c '.[]' FILE");
        }
        boolean stick = name.toLowerCase(java.util.Locale.ROOT).endsWith("attlog.dat");
        AttlogColumns columns = AttlogColumns.of(lines.subList(0, Math.min(1, lines.size())));
        return stick || columns != null && sample.separator() == '\t' ? Format.ATTLOG : Format.CSV;
    }

    private static void refuseOthers(Sample sample) throws UnreadableFile {
        sample.refuseNoText();
        if (sample.archive()) {
            throw new UnreadableFile("it is a spreadsheet or an archive", "save the sheet as CSV, or unpack it");
        }
        if (sample.binary()) {
            throw new UnreadableFile("it is binary; some terminals write their log so, each in its own way",
                    "let the terminal send its punches itself: muster terminals command SERIAL query-punches"
                            + " --from DAY --to DAY");
        }
    }

    /// What it is read as.
    public Format format() {
        return format;
    }

    /// Its rows, from the first on.
    public Rows rows() {
        return rows;
    }
}
