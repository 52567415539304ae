// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import muster.model.Bytes;

/// Keeps the leaves of sealed entries that the open transaction changed, so that the chain of hashes holds although a
/// person was erased or a record outlived its time.
final class ChangedLeaves {

    private static final String CHANGED = """
            SELECT seq FROM erased_entry
            WHERE seq <= (SELECT coalesce(max(last), 0) FROM chain) AND seq NOT IN (SELECT seq FROM erased_leaf)
            ORDER BY seq""";

    private ChangedLeaves() {}

    /// Looks what was changed and keeps it as it was before the transaction: who reads beside it still sees that.
    static void keep(Connection connection) throws SQLException {
        List<Long> changed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CHANGED);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                changed.add(rows.getLong(1));
            }
        }
        if (!changed.isEmpty()) {
            keep(connection, changed);
        }
    }

    private static void keep(Connection connection, List<Long> changed) throws SQLException {
        Path file = Path.of(Sqlite.text(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'"));
        Reader before = new Reader(file);
        try {
            for (int from = 0; from < changed.size(); from++) {
                long first = changed.get(from);
                int to = from;
                while (to + 1 < changed.size() && changed.get(to + 1) < first + Chain.BLOCK) {
                    to++;
                }
                long last = changed.get(to);
                SortedMap<Long, Leaves.Leaf> leaves =
                        before.ask(reader -> Leaves.between(reader, first, last));
                for (long seq : changed.subList(from, to + 1)) {
                    Chain.keep(connection, seq, Bytes.of(leaves.get(seq).hash()));
                }
                from = to;
            }
        } finally {
            before.close();
        }
    }
}
