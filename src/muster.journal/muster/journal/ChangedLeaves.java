// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keeps the leaves of sealed entries that the open transaction changed, so that the chain of hashes holds although a
/// person was erased or a record outlived its time, and destroys their salts, so that a leaf tells nothing any more.
final class ChangedLeaves {

    private static final String CHANGED = """
            SELECT e.seq, (SELECT min(last) FROM chain WHERE last >= e.seq) FROM erased_entry e
            WHERE e.seq <= (SELECT coalesce(max(last), 0) FROM chain) AND e.seq NOT IN (SELECT seq FROM erased_leaf)
            ORDER BY e.seq""";
    private static final String BLOCK = """
            SELECT seed, salts, (SELECT coalesce(max(last), 0) + 1 FROM chain WHERE last < c.last)
            FROM chain c WHERE last = ?""";

    private ChangedLeaves() {}

    /// Looks what was changed and keeps its leaf as it was before the transaction: who reads beside it still sees that.
    static void keep(Connection connection) throws SQLException {
        SortedMap<Long, SortedSet<Long>> changed = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(CHANGED);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                changed.computeIfAbsent(rows.getLong(2), _ -> new TreeSet<>()).add(rows.getLong(1));
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        String file = Sqlite.text(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'");
        Reader before = new Reader(Path.of(file));
        try {
            for (Map.Entry<Long, SortedSet<Long>> block : changed.entrySet()) {
                keep(connection, before, block.getKey(), block.getValue());
            }
        } finally {
            before.close();
        }
    }

    /// The salts are those of the open transaction: it may have sealed the block, or changed another of its entries.
    private static void keep(Connection connection, Reader before, long last, SortedSet<Long> changed)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BLOCK)) {
            select.setLong(1, last);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Salts salts = new Salts(last, row.getBytes(1), row.getBytes(2));
                SortedMap<Long, Leaves.Leaf> leaves = before.ask(
                        reader -> Leaves.between(reader, changed.first(), changed.last(), salts));
                for (long seq : changed) {
                    Chain.keep(connection, seq, leaves.get(seq).hash());
                }
                store(connection, salts.without(changed, row.getLong(3)));
            }
        }
    }

    private static void store(Connection connection, Salts salts) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE chain SET seed = NULL, salts = ? WHERE last = ?")) {
            update.setBytes(1, salts.each());
            update.setLong(2, salts.last());
            update.executeUpdate();
        }
    }
}
