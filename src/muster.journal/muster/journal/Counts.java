// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import muster.model.LocalTimes;

/// What every terminal has brought. Kept in memory; the table `tally` is a snapshot of it, valid for one
/// sequence number, so that a start only counts what came behind it. Used by one thread.
final class Counts {

    private final Map<String, Count> counts = new HashMap<>();
    private final Set<String> touched = new HashSet<>();
    private final Set<String> unsaved = new HashSet<>();
    private long savedSeq;

    private Counts() {}

    /// Reads the snapshot and counts what came behind it.
    static Counts load(Connection connection) throws SQLException {
        Counts loaded = new Counts();
        loaded.savedSeq = Sqlite.number(connection, "SELECT value FROM meta WHERE name = 'tally_seq'");
        loaded.readSnapshot(connection);
        loaded.addPunches(connection);
        loaded.addQuarantined(connection);
        loaded.addVariants(connection);
        loaded.leave();
        return loaded;
    }

    private void readSnapshot(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT terminal, punches, duplicates, variants, quarantined, latest, latest_seq, sources
                        FROM tally""");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String latest = row.getString(6);
                Tally saved = new Tally(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5),
                        latest == null ? null : LocalTimes.parse(latest), row.getLong(7));
                counts.put(saved.terminal(), new Count(saved, row.getInt(8)));
            }
        }
    }

    private void addPunches(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT t.serial, p.source, p.local_time, p.seq
                FROM punch p CROSS JOIN terminal t ON t.id = p.terminal
                WHERE p.seq > ? ORDER BY p.seq""")) {
            select.setLong(1, savedSeq);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    LocalDateTime time = LocalTimes.parse(row.getString(3));
                    of(row.getString(1)).addPunch(Sources.of(row.getInt(2)), time, row.getLong(4));
                }
            }
        }
    }

    private void addQuarantined(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT terminal FROM quarantine WHERE seq > ? AND released_as IS NULL")) {
            select.setLong(1, savedSeq);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    of(row.getString(1)).addQuarantined();
                }
            }
        }
    }

    private void addVariants(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT t.serial, count(*)
                FROM variant v CROSS JOIN punch p ON p.seq = v.seq CROSS JOIN terminal t ON t.id = p.terminal
                WHERE v.id > (SELECT value FROM meta WHERE name = 'tally_variant') GROUP BY t.serial""");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                of(row.getString(1)).addVariants(row.getLong(2));
            }
        }
    }

    /// The count of one terminal, to be changed.
    Count of(String terminal) {
        Count count = counts.get(terminal);
        if (count == null) {
            count = new Count();
            counts.put(terminal, count);
        }
        if (count.touch()) {
            touched.add(terminal);
        }
        return count;
    }

    /// Takes over the duplicates another connection had counted and not saved.
    void raiseDuplicates(Map<String, Tally> published) {
        published.forEach((terminal, tally) -> of(terminal).raiseDuplicates(tally.duplicates()));
    }

    /// Shows what changed since the last time to whoever reads that map.
    void publish(Map<String, Tally> tallies) {
        touched.forEach(terminal -> tallies.put(terminal, counts.get(terminal).tally(terminal)));
        leave();
    }

    private void leave() {
        touched.forEach(terminal -> counts.get(terminal).leave());
        unsaved.addAll(touched);
        touched.clear();
    }

    /// All of them as they are now.
    Map<String, Tally> tallies() {
        Map<String, Tally> tallies = new TreeMap<>();
        counts.forEach((terminal, count) -> tallies.put(terminal, count.tally(terminal)));
        return tallies;
    }

    /// The sequence number of the last snapshot.
    long savedSeq() {
        return savedSeq;
    }

    /// Whether anything is not in the snapshot.
    boolean isUnsaved() {
        return !unsaved.isEmpty() || !touched.isEmpty();
    }

    /// Writes the snapshot, within the transaction that is open.
    void save(Connection connection, long seq) throws SQLException {
        unsaved.addAll(touched);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (String terminal : unsaved) {
                bind(insert, terminal, counts.get(terminal));
                insert.executeUpdate();
            }
        }
        try (PreparedStatement update = connection.prepareStatement("""
                INSERT OR REPLACE INTO meta
                VALUES ('tally_seq', ?), ('tally_variant', (SELECT coalesce(max(id), 0) FROM variant))""")) {
            update.setLong(1, seq);
            update.executeUpdate();
        }
    }

    /// The snapshot is on disk.
    void saved(long seq) {
        savedSeq = seq;
        unsaved.clear();
    }

    private static void bind(PreparedStatement insert, String terminal, Count count) throws SQLException {
        Tally tally = count.tally(terminal);
        insert.setString(1, terminal);
        insert.setLong(2, tally.punches());
        insert.setLong(3, tally.duplicates());
        insert.setLong(4, tally.variants());
        insert.setLong(5, tally.quarantined());
        insert.setString(6, tally.latest() == null ? null : LocalTimes.TEXT.format(tally.latest()));
        insert.setLong(7, tally.latestSeq());
        insert.setInt(8, count.sources());
    }
}
