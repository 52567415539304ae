// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import muster.model.Entry;

/// The entries of every kind, put together from the three tables they are in.
final class Entries {

    private static final String HEAD = """
            SELECT max(coalesce((SELECT max(seq) FROM punch), 0),
                       coalesce((SELECT max(seq) FROM fact), 0),
                       coalesce((SELECT max(seq) FROM quarantine), 0))""";

    private static final String PUNCHES = "SELECT " + PunchTable.COLUMNS + " FROM punch p WHERE ";
    private static final String QUARANTINE = "SELECT " + QuarantineTable.COLUMNS + " FROM quarantine WHERE ";
    private static final String FACTS = "SELECT " + FactTable.COLUMNS + " FROM fact WHERE ";
    private static final String RANGE = "seq > ? AND seq <= ?";
    private static final String NEWEST = "seq < ? ORDER BY seq DESC LIMIT ?";

    private Entries() {}

    /// The last sequence number; 0 when there is none.
    static long head(Connection connection) throws SQLException {
        return Sqlite.number(connection, HEAD);
    }

    /// The entries behind a number, in order. The numbers are dense, so a range of them is a page.
    static List<Entry> behind(Reader reader, long after, int limit) throws SQLException {
        long last = after > Long.MAX_VALUE - limit ? Long.MAX_VALUE : after + limit;
        List<Entry> entries = reader.list(PUNCHES + RANGE, row -> PunchTable.read(row, reader.names()), after, last);
        entries.addAll(reader.list(FACTS + RANGE, FactTable::read, after, last));
        entries.addAll(reader.list(QUARANTINE + RANGE, QuarantineTable::read, after, last));
        entries.sort(Comparator.comparingLong(Entry::seq));
        return entries;
    }

    /// The facts of one kind behind a number and up to another, in order.
    static List<Entry> of(Reader reader, String kind, long after, long last, int limit) throws SQLException {
        return reader.list(FACTS + "kind = ? AND " + RANGE + " ORDER BY seq LIMIT ?",
                FactTable::read, kind, after, last, limit);
    }

    /// The newest entries below a number, of some kinds, newest first.
    static List<Entry> newest(Reader reader, Set<String> kinds, long before, int limit) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        for (String kind : kinds) {
            entries.addAll(switch (kind) {
                case "punch" ->
                    reader.list(PUNCHES + NEWEST, row -> PunchTable.read(row, reader.names()), before, limit);
                case "quarantine" -> reader.list(QUARANTINE + NEWEST, QuarantineTable::read, before, limit);
                default -> reader.list(FACTS + "kind = ? AND " + NEWEST, FactTable::read, kind, before, limit);
            });
        }
        entries.sort(Comparator.comparingLong(Entry::seq).reversed());
        return entries.size() > limit ? List.copyOf(entries.subList(0, limit)) : entries;
    }
}
