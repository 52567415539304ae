// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Reads attendance uploads: table `ATTLOG`, in all shapes seen (zk-push.md section 7.1).
///
/// ```
/// PIN          text, left of the time; a slot number may stand left of it
/// time         YYYY-MM-DD hh:mm:ss, the first column that is one
/// state        number, may be empty
/// verify mode  number, may be empty
/// work code    may be empty
/// 2 reserved   -
/// mask, two temperatures, offset in seconds, extension    newer firmware
/// ```
public final class AttLog {

    private static final String NUL = "it holds a NUL byte";
    private static final String NO_TIME = "it holds no valid date and time";
    private static final String NO_PIN = "it holds no PIN left of the time";
    private static final String BAD_PIN = "its PIN is empty, longer than 64 bytes, or no plain text";

    private static final int LONGEST_CODE = 64;

    /// The last column that newer attendance firmware knows, counted from the PIN.
    private static final int KNOWN_COLUMNS = 13;

    /// Where the offset stands, counted from the time.
    private static final int OFFSET = 9;

    private static final int LARGEST_OFFSET = 18 * 3600;
    private static final int QUARTER = 900;

    private AttLog() {}

    /// One element per line that is not empty, in order. Never throws; linear in the size.
    ///
    /// @param dialect decides what the columns behind the seventh mean
    public static List<AttLine> read(byte[] body, Dialect dialect) {
        List<AttLine> lines = new ArrayList<>();
        Lines.each(body, (from, to) -> lines.add(line(body, from, to, dialect)));
        return Collections.unmodifiableList(lines);
    }

    /// How many lines are acknowledged: the size of what [#read] gives.
    public static int lines(byte[] body) {
        return Lines.count(body);
    }

    private static AttLine line(byte[] body, int from, int to, Dialect dialect) {
        byte[] raw = redacted(Arrays.copyOfRange(body, from, to));
        if (Ascii.indexOf(raw, 0, raw.length, 0) >= 0) {
            return unreadable(raw, NUL);
        }
        Columns columns = Columns.of(raw, 0, raw.length);
        columns.dropWord("ATTLOG");
        if (columns.count() > 0 && columns.holds(0, '=')) {
            return named(Fields.of(columns), raw);
        }
        for (int i = 0; i < columns.count(); i++) {
            LocalDateTime time = columns.time(i);
            if (time != null) {
                return i == 0 ? unreadable(raw, NO_PIN) : punch(columns, i, time, dialect, raw);
            }
        }
        return unreadable(raw, NO_TIME);
    }

    /// What a terminal may send by mistake is not kept either; a line without `=` has no place for it.
    private static byte[] redacted(byte[] raw) {
        return Ascii.indexOf(raw, 0, raw.length, '=') < 0 ? raw : Redaction.of(raw);
    }

    private static AttLine punch(Columns columns, int at, LocalDateTime time, Dialect dialect, byte[] raw) {
        String pin = Pins.read(raw, columns.from(at - 1), columns.to(at - 1));
        if (pin == null) {
            return unreadable(raw, BAD_PIN);
        }
        // An impossible time with a possible one behind it: the first is the punch's, not a PIN.
        if (columns.timeShaped(at - 1)) {
            return unreadable(raw, NO_TIME);
        }
        return new AttPunch(
                pin,
                time,
                columns.number(at + 1),
                columns.number(at + 2),
                code(columns.text(at + 3)),
                offset(columns, at, dialect),
                raw);
    }

    private static AttLine named(Fields fields, byte[] raw) {
        LocalDateTime time = TimeText.read(fields.text("time"));
        if (time == null) {
            return unreadable(raw, NO_TIME);
        }
        String pin = fields.text("pin");
        if (!Pins.valid(pin)) {
            return unreadable(raw, BAD_PIN);
        }
        return new AttPunch(
                pin,
                time,
                fields.number("status", "state"),
                fields.number("verify", "verifytype", "verifymode"),
                code(fields.text("workcode")),
                null,
                raw);
    }

    /// The offset a record names itself. Other dialects have job codes or an identity number there, and
    /// some firmware a stray number (sample 044), so only what can be an offset is taken for one.
    private static Integer offset(Columns columns, int at, Dialect dialect) {
        boolean placed = columns.tabbed() && columns.count() - at < KNOWN_COLUMNS && columns.count() > at + OFFSET;
        if (!placed || dialect == Dialect.OEM || dialect == Dialect.PID) {
            return null;
        }
        Integer seconds = Ascii.signed(columns.text(at + OFFSET));
        return seconds == null || Math.abs(seconds) > LARGEST_OFFSET || seconds % QUARTER != 0 ? null : seconds;
    }

    private static String code(String text) {
        return text.length() > LONGEST_CODE ? "" : Fields.cleaned(text);
    }

    private static Unreadable unreadable(byte[] raw, String why) {
        return new Unreadable(Redaction.of(raw), why);
    }
}
