// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.model.Json;

/// A file of punches, opened: what kind it is, and its rows. For one thread.
public final class ImportFile {

    private static final int SAMPLE = 131_072;
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
        BufferedInputStream in = new BufferedInputStream(file, SAMPLE);
        in.mark(SAMPLE + 1);
        byte[] sample = in.readNBytes(SAMPLE);
        in.reset();
        refuseBinary(sample);
        List<String> lines = lines(sample);
        Format format = wishes.format() == null ? guess(lines, name) : wishes.format();
        if (wishes.columns() != null && format != Format.ATTLOG) {
            throw new UnreadableFile("an order of columns is for attlog.dat files, and this is " + Json.word(format),
                    "leave out --columns, or say --format attlog");
        }
        PunchFields fields = wishes.fields();
        return new ImportFile(format, switch (format) {
            case JSONL -> new JsonLines(in, fields);
            case ATTLOG -> attlog(in, lines, name, wishes);
            case CSV -> new CsvRows(reader(in, sample), separator(lines), fields);
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

    private static Format guess(List<String> lines, String name) throws UnreadableFile {
        String first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
        if (first.startsWith("{")) {
            return Format.JSONL;
        }
        if (first.startsWith("[")) {
            throw new UnreadableFile("it is one JSON list", "put each object on a line of its own: jq -c '.[]' FILE");
        }
        boolean stick = name.toLowerCase(java.util.Locale.ROOT).endsWith("attlog.dat");
        AttlogColumns columns = AttlogColumns.of(lines.subList(0, Math.min(1, lines.size())));
        return stick || columns != null && separator(lines) == '\t' ? Format.ATTLOG : Format.CSV;
    }

    private static void refuseBinary(byte[] sample) throws UnreadableFile {
        if (sample.length == 0) {
            throw new UnreadableFile("it is empty", "was it copied whole?");
        }
        boolean utf16 = sample.length > 1 && (sample[0] == -1 && sample[1] == -2 || sample[0] == -2 && sample[1] == -1);
        if (utf16) {
            throw new UnreadableFile("it is text in UTF-16", "save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE");
        }
        if (sample[0] == 'P' && sample.length > 1 && sample[1] == 'K') {
            throw new UnreadableFile("it is a spreadsheet or an archive", "save the sheet as CSV, or unpack it");
        }
        for (byte b : sample) {
            if (b == 0) {
                throw new UnreadableFile("it is binary; some terminals write their log so, each in its own way",
                        "let the terminal send its punches itself: muster terminals command SERIAL query-punches"
                                + " --from DAY --to DAY");
            }
        }
    }

    private static List<String> lines(byte[] sample) {
        String text = LineReader.text(sample).replace("\uFEFF", "");
        int whole = sample.length < SAMPLE ? text.length() : text.lastIndexOf('\n') + 1;
        return text.substring(0, Math.max(whole, 0)).lines().limit(1000).toList();
    }

    private static char separator(List<String> lines) {
        String head = lines.isEmpty() ? "" : lines.getFirst();
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(head, candidate) > count(head, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static Reader reader(InputStream in, byte[] sample) {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        // the end of the sample may cut a character, which is no reason to doubt
        boolean utf8 = !strict.decode(ByteBuffer.wrap(sample), CharBuffer.allocate(sample.length), false).isError();
        return new InputStreamReader(in, utf8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
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
