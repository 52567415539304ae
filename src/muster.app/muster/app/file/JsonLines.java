// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import muster.app.file.PunchFields.Marks;
import muster.app.file.PunchFields.WrongField;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.ImportedPunch;
import muster.model.Json;

/// Punches as JSON, an object on each line. Each line is taken for what it is: a row of our own export,
/// a scanner's check-in (product.md STO-02: `bleUuid`, `checkInTime`, `scannerId`) or a scanner's
/// attendance record (STO-03: `bleUuid`, `timestamp`, `scannerSource`, …). For one thread.
final class JsonLines implements Rows {

    /// Below this, a number can only be seconds: in milliseconds it would lie before 1973.
    private static final long FIRST_MILLIS = 100_000_000_000L;

    /// The end of the year 9999.
    private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(253_402_300_799_999L);

    private final LineReader lines;
    private final PunchFields fields;

    JsonLines(InputStream in, PunchFields fields) {
        this.lines = new LineReader(in);
        this.fields = fields;
    }

    @Override
    public String reading() {
        return "JSON, an object on each line";
    }

    @Override
    public Row next() throws IOException {
        byte[] line = lines.next();
        while (line != null && LineReader.plain(line).isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        long number = lines.number();
        if (lines.tooLong()) {
            return new Row.Bad(number, "the line is longer than " + LineReader.LONGEST + " bytes");
        }
        try {
            return new Row.Good(number, punch(line));
        } catch (WrongField e) {
            return new Row.Bad(number, e.getMessage());
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            return new Row.Bad(number, "the line is no JSON object");
        }
    }

    private ImportedPunch punch(byte[] line) throws WrongField {
        JsonObject object = Json.parse(LineReader.plain(line), JsonObject.class);
        if (object.has("bleUuid")) {
            return sighting(object, Bytes.of(line));
        }
        if (object.has("pin")) {
            return row(object, Bytes.of(line));
        }
        throw new WrongField("neither \"pin\" nor \"bleUuid\" is in it, so it is no punch");
    }

    private ImportedPunch sighting(JsonObject object, Bytes raw) throws WrongField {
        String scanner = text(object, object.has("scannerId") ? "scannerId" : "scannerSource");
        String time = object.has("checkInTime") ? "checkInTime" : "timestamp";
        JsonElement value = object.get(time);
        boolean number = value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
        ImportedPunch punch = number
                ? fields.punch(scanner, text(object, "bleUuid"), moment(value.getAsBigDecimal()), Marks.NONE, raw)
                : fields.punch(scanner, text(object, "bleUuid"), text(object, time), Marks.NONE, raw);
        return punch.with(atEvent(object));
    }

    /// What makes a sighting count for its event.
    ///
    /// @return null when the line names none: then it is a punch of the scanner and no more
    private static CheckIn atEvent(JsonObject object) throws WrongField {
        String event = text(object, "eventId");
        if (event == null || event.isBlank()) {
            return null;
        }
        String rssi = text(object, "rssi");
        boolean signal = rssi != null && rssi.matches("-?[0-9]{1,3}");
        return new CheckIn(event.strip(), "ble", null, signal ? Integer.valueOf(rssi) : null,
                text(object, "deviceName"), CheckIn.Proof.CLAIMED, CheckIn.Timing.SENDER, null, null);
    }

    private ImportedPunch row(JsonObject object, Bytes line) throws WrongField {
        Marks marks = Marks.of(text(object, "state"), text(object, "verify_mode"), text(object, "work_code"));
        Bytes raw = object.has("raw") ? bytes(text(object, "raw")) : line;
        return fields.punch(text(object, "terminal"), text(object, "pin"), text(object, "local_time"),
                text(object, "time"), marks, raw).with(checkIn(object.get("check_in")));
    }

    private static CheckIn checkIn(JsonElement given) throws WrongField {
        try {
            return given == null || given.isJsonNull() ? null : Json.parse(given.toString(), CheckIn.class);
        } catch (JsonParseException e) {
            throw new WrongField("check_in is not what an export writes: " + e.getMessage());
        }
    }

    private static Instant moment(BigDecimal number) throws WrongField {
        if (number.signum() < 0 || number.compareTo(LAST_MILLIS) > 0) {
            throw new WrongField(number + " is no time in milliseconds since 1970");
        }
        long whole = number.longValue();
        return whole >= FIRST_MILLIS ? Instant.ofEpochMilli(whole) : Instant.ofEpochSecond(whole);
    }

    private static Bytes bytes(String text) throws WrongField {
        try {
            return Bytes.parse(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new WrongField("raw begins with base64: and is not");
        }
    }

    private static String text(JsonObject object, String name) throws WrongField {
        JsonElement value = object.get(name);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (value instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
            return primitive.getAsString();
        }
        throw new WrongField(name + " is no plain text or number");
    }
}
