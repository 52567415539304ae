// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads operation logs and the tables made of the same lines: `OPERLOG`, `USERINFO`, `FINGERTMP`,
/// `FACE`, `FVEIN`, `USERPIC`, `BIOPHOTO`, `BIODATA`, `IDCARD`, `ERRORLOG` (zk-push.md sections 7.4, 7.5).
///
/// ```
/// tag      OPLOG, USER, FP, …; then a blank or a TAB
/// fields   OPLOG: code, operator, time, values   all others: key=value; a TAB between them
/// ```
public final class OperLog {

    /// What a line without a tag is, by the table it came in.
    private static final Map<String, String> IMPLIED = Map.of(
            "USERINFO", "USER",
            "FINGERTMP", "FP",
            "FACE", "FACE",
            "FVEIN", "FVEIN",
            "USERPIC", "USERPIC",
            "BIOPHOTO", "BIOPHOTO",
            "BIODATA", "BIODATA",
            "IDCARD", "IDCARD",
            "ERRORLOG", "ERRORLOG");

    private OperLog() {}

    /// Reads an upload of the table `OPERLOG`.
    public static List<OperLine> read(byte[] body, TextDecoding decoding) {
        return read("OPERLOG", body, decoding);
    }

    /// One element per line that is not empty, in order. Never throws; linear in the size. Names of
    /// fields and tags are taken in any case. Templates and passwords do not survive it.
    ///
    /// @param table the canonical table: it says what a line without a tag is
    /// @param decoding how the terminal writes names
    public static List<OperLine> read(String table, byte[] body, TextDecoding decoding) {
        List<OperLine> lines = new ArrayList<>();
        Lines.each(body, (from, to) -> lines.add(line(table, Arrays.copyOfRange(body, from, to), decoding)));
        return Collections.unmodifiableList(lines);
    }

    private static OperLine line(String table, byte[] raw, TextDecoding decoding) {
        int tagEnd = tagEnd(raw);
        String tag = tagEnd == 0
                ? IMPLIED.getOrDefault(table, "")
                : new String(raw, 0, tagEnd, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        int rest = Math.min(tagEnd == 0 ? 0 : tagEnd + 1, raw.length);
        return switch (tag) {
            case "OPLOG" -> entry(Redaction.of(raw), rest, decoding);
            case "USER", "USERINFO" -> userOrUnknown(fields(raw, rest, decoding), raw);
            case "FP", "FINGERTMP" -> template("FP", fields(raw, rest, decoding));
            case "FACE", "FVEIN", "PALM", "PLAM", "BIODATA", "IDCARD" -> template(tag, fields(raw, rest, decoding));
            case "USERPIC", "BIOPHOTO" -> photo(tag, fields(raw, rest, decoding));
            case "ERRORLOG" -> error(fields(raw, rest, decoding));
            default -> new UnknownLine(Redaction.of(raw));
        };
    }

    /// The length of the leading word; 0 when it is a field already.
    static int tagEnd(byte[] raw) {
        int end = 0;
        while (end < raw.length && raw[end] != ' ' && raw[end] != Ascii.TAB) {
            if (raw[end] == '=') {
                return 0;
            }
            end++;
        }
        return end;
    }

    static Fields fields(byte[] raw, int from, TextDecoding decoding) {
        return Fields.of(decoding.decode(Arrays.copyOfRange(raw, from, raw.length)));
    }

    private static OperLine entry(byte[] raw, int from, TextDecoding decoding) {
        Columns columns = Columns.of(raw, from, raw.length);
        int code = columns.number(0);
        if (code < 0) {
            return new UnknownLine(raw);
        }
        List<String> values = new ArrayList<>();
        for (int i = 3; i < columns.count(); i++) {
            values.add(Fields.cleaned(columns.text(i, decoding)));
        }
        String operator = Fields.cleaned(columns.text(1, decoding));
        return new OpEntry(code, operator, time(columns.text(2)), values, raw);
    }

    /// The first generation packs the time into a number (sample 083).
    private static String time(String text) {
        return PackedTime.decode(text).map(TimeText::write).orElse(Fields.cleaned(text));
    }

    /// A person, from an attendance or an access terminal.
    static UserLine user(Fields fields, byte[] raw) {
        return new UserLine(
                fields.text("PIN"),
                fields.text("Name"),
                fields.number("Pri", "privilege"),
                fields.text("Card", "cardno"),
                fields.text("Grp", "group"),
                Redaction.of(raw));
    }

    private static OperLine userOrUnknown(Fields fields, byte[] raw) {
        return Pins.valid(fields.text("PIN")) ? user(fields, raw) : new UnknownLine(Redaction.of(raw));
    }

    static TemplateLine template(String kind, Fields fields) {
        return new TemplateLine(kind, pin(fields));
    }

    static PhotoLine photo(String kind, Fields fields) {
        return new PhotoLine(
                kind,
                pin(fields),
                AttPhoto.cleanName(fields.text("FileName")),
                AttPhoto.decoded(fields.text("Content", "photo")));
    }

    static ErrorLine error(Fields fields) {
        return new ErrorLine(
                fields.text("ErrCode"), fields.text("ErrMsg"), fields.text("DataOrigin"), fields.text("CmdId"));
    }

    private static String pin(Fields fields) {
        String pin = fields.text("PIN");
        return Pins.valid(pin) ? pin : "";
    }
}
