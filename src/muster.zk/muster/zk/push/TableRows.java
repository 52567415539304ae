// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Reads `tabledata` uploads and `querydata` answers of access terminals (zk-push.md section 14.3).
///
/// Not for `querydata` with `type=count` or `type=options`, which hold no rows.
public final class TableRows {

    private TableRows() {}

    /// One element per line that is not empty, in order. Never throws; linear in the size. Templates
    /// and passwords do not survive it.
    ///
    /// @param tableName the parameter `tablename`, in any case; null when it is missing
    /// @param decoding how the terminal writes names
    public static List<TableRow> read(String tableName, byte[] body, TextDecoding decoding) {
        String table = tableName == null ? "" : tableName.strip().toLowerCase(Locale.ROOT);
        List<TableRow> rows = new ArrayList<>();
        if (table.equals("attlog")) {
            AttLog.read(body, Dialect.ACC).forEach(line -> rows.add(row(line)));
        } else {
            Lines.each(body, (from, to) -> rows.add(row(table, Arrays.copyOfRange(body, from, to), decoding)));
        }
        return Collections.unmodifiableList(rows);
    }

    private static TableRow row(AttLine line) {
        return switch (line) {
            case AttPunch punch -> punch;
            case Unreadable unreadable -> unreadable;
        };
    }

    private static TableRow row(AccessLine line) {
        return switch (line) {
            case AccessPunch punch -> punch;
            case AccessRecord other -> other;
            case Unreadable unreadable -> unreadable;
        };
    }

    private static TableRow row(String table, byte[] raw, TextDecoding decoding) {
        int tagEnd = OperLog.tagEnd(raw);
        Fields fields = OperLog.fields(raw, Math.min(tagEnd == 0 ? 0 : tagEnd + 1, raw.length), decoding);
        return switch (table) {
            case "transaction" -> row(AccessLog.line(fields, raw));
            case "user", "userinfo" -> user(fields, raw);
            case "userpic", "biophoto", "attphoto" -> OperLog.photo(table.toUpperCase(Locale.ROOT), fields);
            case "errorlog" -> OperLog.error(fields);
            default -> isTemplate(table)
                    ? OperLog.template(table.toUpperCase(Locale.ROOT), fields)
                    : new UnknownLine(Redaction.of(raw));
        };
    }

    private static TableRow user(Fields fields, byte[] raw) {
        return Pins.valid(fields.text("pin")) ? OperLog.user(fields, raw) : new UnknownLine(Redaction.of(raw));
    }

    /// `templatev10`, `biodata`, `ssrface7`, `fvein`, `identitycard` …
    private static boolean isTemplate(String table) {
        return table.contains("template")
                || table.contains("biodata")
                || table.contains("face")
                || table.contains("vein")
                || table.contains("palm")
                || table.contains("fingertmp")
                || table.contains("idcard")
                || table.contains("identitycard");
    }
}
