// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Where to look for a person, a terminal or a day: what each full block of sequence numbers holds. A block
/// is written in one go and in order, which costs about 40 bytes a punch; an index by person would cost a
/// page of the disk for almost every one. Used by one thread.
final class Blocks {

    /// Sequence numbers in a block; part of the file's format.
    static final int SIZE = 8192;

    private final PreparedStatement[] inserts;
    private final PreparedStatement update;
    private long full;

    Blocks(Connection connection) throws SQLException {
        inserts = new PreparedStatement[] {
            connection.prepareStatement("""
                INSERT INTO block SELECT ?1, min(local_time), max(local_time) FROM punch
                WHERE seq BETWEEN ?2 AND ?3 HAVING count(*) > 0"""),
            connection.prepareStatement("""
                INSERT INTO block_terminal SELECT DISTINCT terminal, ?1 FROM punch WHERE seq BETWEEN ?2 AND ?3"""),
            connection.prepareStatement("""
                INSERT INTO block_pin SELECT ?1, pin, seq FROM punch WHERE seq BETWEEN ?2 AND ?3 ORDER BY pin, seq""")
        };
        update = connection.prepareStatement("UPDATE meta SET value = ? WHERE name = 'blocks'");
        full = Sqlite.number(connection, "SELECT value FROM meta WHERE name = 'blocks'");
    }

    /// Writes down the blocks that are full now, within the transaction that is open.
    void fill(long head) throws SQLException {
        if (!isFull(full, head)) {
            return;
        }
        for (; isFull(full, head); full++) {
            for (PreparedStatement insert : inserts) {
                insert.setLong(1, full);
                insert.setLong(2, full * SIZE);
                insert.setLong(3, full * SIZE + SIZE - 1);
                insert.executeUpdate();
            }
        }
        update.setLong(1, full);
        update.executeUpdate();
    }

    private static boolean isFull(long block, long head) {
        return block * SIZE + SIZE - 1 <= head;
    }
}
