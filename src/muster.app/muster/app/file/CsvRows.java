// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import muster.app.file.PunchFields.Marks;
import muster.app.file.PunchFields.WrongField;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Json;

/// Punches from a table with a line of column names. For one thread.
final class CsvRows implements Rows {

    /// Under which names a meaning is known, the surest first: a table of another program may have its own running
    /// `user_id` beside the number that the terminal knows a person by (product.md sections 2.2, 2.3, 5.7 and 5.8).
    private static final Map<String, List<String>> NAMES = Map.of(
            "terminal", List.of("terminal", "serial", "serial_number", "sn", "terminal_sn", "device_sn"),
            "pin", List.of("pin", "device_user_id", "badgenumber", "badge", "emp_code", "user_id"),
            "local_time", List.of("local_time"),
            "time", List.of("time", "timestamp", "checktime", "punch_time"),
            "state", List.of("state", "action", "punch_state"),
            "verify_mode", List.of("verify_mode", "verify", "verify_method", "verify_type", "verifycode"),
            "work_code", List.of("work_code", "workcode"),
            "raw", List.of("raw"));

    /// What an export of ours adds for check-ins at a door. Only all of them together are that: in the file of
    /// another program a single one of these words may mean anything.
    private static final List<String> CHECK_IN = List.of(
            "event", "method", "carrier", "rssi", "device_name", "proof", "timing", "photo", "key");

    private final CsvReader records;
    private final PunchFields fields;
    private final String separator;
    private final List<String> columns;

    /// Reads the line of column names.
    CsvRows(Reader in, char separator, PunchFields fields) throws IOException, UnreadableFile {
        this.records = new CsvReader(in, separator);
        this.separator = separator == '\t' ? "tabs" : "\"" + separator + "\"";
        this.fields = fields;
        CsvReader.Record head = records.next();
        this.columns = columns(head == null ? List.of() : head.cells());
    }

    private static List<String> columns(List<String> head) throws UnreadableFile {
        List<String> keys = head.stream().map(CsvRows::key).toList();
        List<String> columns = new ArrayList<>(Collections.nCopies(keys.size(), "-"));
        NAMES.forEach((meaning, names) -> names.stream().filter(keys::contains).findFirst()
                .ifPresent(name -> columns.set(keys.indexOf(name), meaning)));
        if (head.containsAll(CHECK_IN)) {
            CHECK_IN.forEach(name -> columns.set(keys.indexOf(name), name));
        }
        if (!columns.contains("pin") || !columns.contains("time") && !columns.contains("local_time")) {
            throw new UnreadableFile(
                    "its first line names no columns for PIN and time: " + shortened(String.join(", ", head)),
                    "name the columns in the first line: terminal, pin, local_time or time, state, verify_mode,"
                            + " work_code");
        }
        return columns;
    }

    private static String key(String cell) {
        return Formulas.original(cell).replace("\uFEFF", "").strip()
                .toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    private static String shortened(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    @Override
    public String reading() {
        return "CSV with " + separator + ", columns read as " + String.join(", ", columns);
    }

    @Override
    public Row next() throws IOException {
        CsvReader.Record record = records.next();
        if (record == null) {
            return null;
        }
        if (record.broken()) {
            return new Row.Bad(record.line(), "the row does not end within " + CsvReader.LONGEST
                    + " characters; is a quote not closed? What follows up to there was not read");
        }
        List<String> cells = record.cells();
        if (cells.size() > columns.size()
                && cells.subList(columns.size(), cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
            return new Row.Bad(record.line(),
                    "it has " + cells.size() + " values for " + columns.size() + " columns");
        }
        try {
            Marks marks = Marks.of(cell(cells, "state"), cell(cells, "verify_mode"), cell(cells, "work_code"));
            return new Row.Good(record.line(), fields.punch(cell(cells, "terminal"), cell(cells, "pin"),
                    cell(cells, "local_time"), cell(cells, "time"), marks, raw(cells, record))
                    .with(checkIn(cells)));
        } catch (WrongField e) {
            return new Row.Bad(record.line(), e.getMessage());
        }
    }

    /// @return null for a punch of a terminal, whose cells are empty
    private CheckIn checkIn(List<String> cells) throws WrongField {
        if (cell(cells, "method") == null) {
            return null;
        }
        String event = cell(cells, "event");
        return new CheckIn(event == null ? "" : event, cell(cells, "method"), cell(cells, "carrier"), rssi(cells),
                cell(cells, "device_name"), word("proof", CheckIn.Proof.class, cells),
                word("timing", CheckIn.Timing.class, cells), cell(cells, "photo"), cell(cells, "key"));
    }

    private Integer rssi(List<String> cells) throws WrongField {
        String text = cell(cells, "rssi");
        if (text != null && !text.matches("-?[0-9]{1,3}")) {
            throw new WrongField("rssi is \"" + text + "\" and must be a number");
        }
        return text == null ? null : Integer.valueOf(text);
    }

    private <E extends Enum<E>> E word(String name, Class<E> type, List<String> cells) throws WrongField {
        String text = cell(cells, name);
        return Stream.of(type.getEnumConstants())
                .filter(one -> Json.word(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new WrongField(name + " is \"" + text + "\", which is unknown"));
    }

    private Bytes raw(List<String> cells, CsvReader.Record record) throws WrongField {
        int index = columns.indexOf("raw");
        if (index < 0 || index >= cells.size() || cells.get(index).isEmpty()) {
            return Bytes.of(record.text());
        }
        try {
            return Bytes.parse(Formulas.original(cells.get(index)));
        } catch (IllegalArgumentException e) {
            throw new WrongField("raw begins with base64: and is not");
        }
    }

    private String cell(List<String> cells, String name) {
        int index = columns.indexOf(name);
        if (index < 0 || index >= cells.size() || cells.get(index).isBlank()) {
            return null;
        }
        return Formulas.original(cells.get(index).strip());
    }
}
