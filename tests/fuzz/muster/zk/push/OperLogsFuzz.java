// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.List;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// Operation logs, tables and access logs: the first byte chooses table and language, the others are the body. One
/// element for each line, no punch of an access terminal without a PIN, and what was blotted out stays so.
public final class OperLogsFuzz {

    private static final String[] TABLES = {"OPERLOG", "USERINFO", "FINGERTMP", "IDCARD", "ERRORLOG", "BIOPHOTO",
        "user", "transaction", "templatev10", "attlog", "biophoto", "errorlog", "other"};
    private static final String[] LANGUAGES = {"83", "84", "66", "82", "69", ""};

    private OperLogsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int choice = input.next();
        String table = TABLES[choice % TABLES.length];
        TextDecoding decoding = TextDecoding.of(LANGUAGES[choice / TABLES.length % LANGUAGES.length]);
        byte[] body = input.rest();
        int lines = Lines.count(body);
        Claim.same(lines, OperLog.read(table, body, decoding).size(), "lines of an operation log");
        List<TableRow> rows = TableRows.read(table, body, decoding);
        Claim.same(lines, rows.size(), "rows of a table");
        List<AccessLine> access = AccessLog.read(body);
        Claim.same(lines, access.size(), "lines of an access log");
        access.forEach(OperLogsFuzz::access);
        rows.forEach(row -> Claim.that(!row.toString().isEmpty(), "nothing to show"));
        byte[] blotted = Redaction.of(body);
        Claim.that(java.util.Arrays.equals(blotted, Redaction.of(blotted)), "blotted out twice is more than once");
        Claim.that(Redaction.text(body, 200).length() <= 200, "a line for a log");
    }

    private static void access(AccessLine line) {
        if (line instanceof AccessPunch punch) {
            Claim.that(Pins.valid(punch.punch().pin()) && punch.punch().time() != null, "a punch of nobody");
            AccessLine again = AccessLog.read(punch.punch().raw()).getFirst();
            Claim.same(punch.punch().pin(), ((AccessPunch) again).punch().pin(), "a kept record read again");
        }
    }
}
