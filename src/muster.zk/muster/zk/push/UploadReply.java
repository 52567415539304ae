// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Set;

/// What an upload to `cdata` is answered with once it is on disk (zk-push.md section 8).
public final class UploadReply {

    private static final Set<String> COUNTED = Set.of(
            "ATTLOG", "OPERLOG", "BIODATA", "IDCARD", "ERRORLOG", "USERINFO", "FINGERTMP", "FACE", "USERPIC");

    private UploadReply() {}

    /// `OK: <lines>` for the tables made of lines, `OK` for all others. `tabledata` is not answered
    /// here but by [AccessReplies#count].
    ///
    /// @param table the canonical table
    /// @param lines lines received, duplicates and unreadable ones included
    public static String of(String table, int lines) {
        return COUNTED.contains(table) ? "OK: " + lines : "OK";
    }
}
