// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Json;
import muster.model.PunchRow;

/// Punches as CSV (RFC 4180: commas, CR LF, quotes where needed), a column for each member of
/// [PunchRow], and of [CheckIn] in the place of the last one, safe to open in a spreadsheet. For one thread.
public final class CsvPunches implements PunchWriter {

    static final List<String> COLUMNS = List.of(
            "seq", "source", "terminal", "terminal_name", "pin", "person_name", "local_time", "time", "zone",
            "zone_from", "fit", "received_at", "state", "state_name", "verify_mode", "verify_mode_name", "work_code",
            "raw", "event", "method", "carrier", "rssi", "device_name", "proof", "timing", "photo", "key");

    private static final CheckIn AT_A_TERMINAL = new CheckIn(null, null, null, null, null, null, null, null, null);

    private final Writer out;
    private final boolean byteOrderMark;
    private final boolean safe;

    /// For people, whose spreadsheets are to take no cell for a formula.
    ///
    /// @param byteOrderMark begin with one: some spreadsheets need it to see UTF-8
    public CsvPunches(Writer out, boolean byteOrderMark) {
        this(out, byteOrderMark, true);
    }

    /// @param safe whether cells that a spreadsheet would run get a `'` in front; else they are exact, for programs
    public CsvPunches(Writer out, boolean byteOrderMark, boolean safe) {
        this.out = out;
        this.byteOrderMark = byteOrderMark;
        this.safe = safe;
    }

    @Override
    public void begin() throws IOException {
        if (byteOrderMark) {
            out.write('\uFEFF');
        }
        line(COLUMNS);
    }

    @Override
    public void write(PunchRow punch) throws IOException {
        List<String> cells = new ArrayList<>(COLUMNS.size());
        cells.add(Long.toString(punch.seq()));
        cells.add(word(punch.source()));
        cells.add(text(punch.terminal()));
        cells.add(text(punch.terminalName()));
        cells.add(text(punch.pin()));
        cells.add(text(punch.personName()));
        cells.add(text(punch.localTime()));
        cells.add(punch.time() == null ? "" : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(punch.time()));
        cells.add(text(punch.zone()));
        cells.add(word(punch.zoneFrom()));
        cells.add(word(punch.fit()));
        cells.add(moment(punch.receivedAt()));
        cells.add(number(punch.state()));
        cells.add(text(punch.stateName()));
        cells.add(number(punch.verifyMode()));
        cells.add(text(punch.verifyModeName()));
        cells.add(text(punch.workCode()));
        cells.add(raw(punch.raw()));
        checkIn(cells, punch.checkIn() == null ? AT_A_TERMINAL : punch.checkIn());
        line(cells);
    }

    private static void checkIn(List<String> cells, CheckIn checkIn) {
        cells.add(text(checkIn.event()));
        cells.add(text(checkIn.method()));
        cells.add(text(checkIn.carrier()));
        cells.add(number(checkIn.rssi()));
        cells.add(text(checkIn.deviceName()));
        cells.add(word(checkIn.proof()));
        cells.add(word(checkIn.timing()));
        cells.add(text(checkIn.photo()));
        cells.add(text(checkIn.key()));
    }

    private void line(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(shown(cells.get(i)));
        }
        out.write("\r\n");
    }

    private String shown(String value) {
        return safe ? cell(value) : quoted(value);
    }

    static String cell(String value) {
        // a signal in dBm is no formula, and as a text nobody could sort by it
        String safe = value.matches("-[0-9]{1,3}") ? value : Formulas.neutral(value);
        return quoted(safe);
    }

    private static String quoted(String safe) {
        boolean plain = safe.chars().allMatch(c -> c >= ' ' && c != ',' && c != ';' && c != '"')
                && safe.strip().length() == safe.length();
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    /// Raw bytes with control characters in them would make the whole file look binary.
    private static String raw(Bytes raw) {
        if (raw == null) {
            return "";
        }
        String text = raw.toString();
        return text.chars().anyMatch(c -> c < ' ' && c != '\t')
                ? "base64:" + Base64.getEncoder().encodeToString(raw.toArray())
                : text;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String word(Enum<?> value) {
        return value == null ? "" : Json.word(value);
    }

    private static String moment(Instant value) {
        return value == null ? "" : value.toString();
    }

    private static String number(Integer value) {
        return value == null ? "" : value.toString();
    }
}
