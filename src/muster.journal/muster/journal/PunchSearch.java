// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import muster.model.Entry;
import muster.model.LocalTimes;
import muster.model.PunchQuery;

/// Finds punches in order of sequence numbers, reading as little as it can.
///
/// | asked for | read |
/// |---|---|
/// | an event | its check-ins, by the index of events |
/// | a short time, any person | the punches of that time, by the key's index |
/// | a person, a terminal, a long time | of the full blocks those that can hold it ([Blocks]), and all behind |
/// | none of these | from the cursor on |
final class PunchSearch {

    /// So many punches are sooner read by time than block by block.
    private static final int FEW = 20_000;

    private static final String TERMINAL = "(SELECT id FROM terminal WHERE serial = ?)";

    private final Reader reader;
    private final PunchQuery query;
    private final int limit;
    private final String direction;
    private final long first;
    private final long last;

    private PunchSearch(Reader reader, PunchQuery query, int limit) {
        this.reader = reader;
        this.query = query;
        this.limit = limit;
        this.direction = query.newestFirst() ? " DESC" : "";
        boolean begun = query.cursor() != null;
        this.first = begun && !query.newestFirst() ? query.cursor() + 1 : 1;
        this.last = begun && query.newestFirst() ? query.cursor() - 1 : Long.MAX_VALUE;
    }

    /// The punches a query asks for.
    static List<Entry> find(Reader reader, PunchQuery query, int limit) throws SQLException {
        return new PunchSearch(reader, query, limit).find();
    }

    private List<Entry> find() throws SQLException {
        if (query.event() != null) {
            return ofEvent();
        }
        boolean timed = query.from() != null || query.to() != null;
        if (timed && query.pin() == null && isFew()) {
            return byTime();
        }
        long full = timed || query.pin() != null || query.terminal() != null ? full() : 0;
        List<Entry> found = new ArrayList<>();
        if (query.newestFirst()) {
            behindBlocks(found, full);
            inBlocks(found, full);
        } else {
            inBlocks(found, full);
            behindBlocks(found, full);
        }
        return found;
    }

    private boolean isFew() throws SQLException {
        Sql count = time(new Sql().add("SELECT count(*) FROM (SELECT 1 FROM punch p WHERE true"))
                .add(" LIMIT " + (FEW + 1) + ")");
        return count.list(row -> row.getInt(1)).getFirst() <= FEW;
    }

    private List<Entry> ofEvent() throws SQLException {
        return sorted(new Sql().add("SELECT p.seq FROM check_in c INDEXED BY check_in_event"
                        + " CROSS JOIN punch p ON p.seq = c.seq WHERE c.event = ?", query.event())
                .addGiven(" AND c.pin = ?", query.pin())
                .add(" AND c.seq BETWEEN ? AND ?", first, last));
    }

    private List<Entry> byTime() throws SQLException {
        return sorted(new Sql().add(
                "SELECT p.seq FROM punch p INDEXED BY punch_key WHERE p.seq BETWEEN ? AND ?", first, last));
    }

    /// Sorts the numbers alone and reads the rows of the page, because the rows are long.
    private List<Entry> sorted(Sql numbers) throws SQLException {
        Sql inner = filters(numbers).add(" ORDER BY p.seq" + direction + " LIMIT ?", limit);
        Sql sql = inner.around("SELECT " + PunchTable.COLUMNS + " FROM (",
                ") x CROSS JOIN punch p ON p.seq = x.seq ORDER BY x.seq" + direction);
        return sql.entries();
    }

    /// The first number that is in no full block.
    private long full() throws SQLException {
        return Blocks.SIZE
                * reader.list("SELECT value FROM meta WHERE name = 'blocks'", row -> row.getLong(1)).getFirst();
    }

    private void behindBlocks(List<Entry> found, long full) throws SQLException {
        if (found.size() < limit && last >= full) {
            Sql sql = new Sql().add("SELECT " + PunchTable.COLUMNS + " FROM punch p WHERE p.seq BETWEEN ? AND ?",
                    Math.max(first, full), last);
            filters(sql).add(" ORDER BY p.seq" + direction + " LIMIT ?", limit - found.size());
            found.addAll(sql.entries());
        }
    }

    private void inBlocks(List<Entry> found, long full) throws SQLException {
        if (found.size() >= limit || first >= full) {
            return;
        }
        boolean ofPin = query.pin() != null;
        // Sorted by the columns that drive the loops, or SQLite would read all of it before the first row.
        String block = !ofPin && query.terminal() != null ? "b.block" : "k.id";
        String seq = ofPin ? "x.seq" : "p.seq";
        Sql sql = (ofPin ? ofPin() : ofRows(block))
                .add(" AND " + block + " BETWEEN ? AND ?", first / Blocks.SIZE, Math.min(last, full - 1) / Blocks.SIZE)
                .addGiven(" AND k.latest >= ?", text(query.from()))
                .addGiven(" AND k.earliest < ?", text(query.to()));
        filters(sql).add(" ORDER BY " + block + direction + ", " + seq + direction + " LIMIT ?", limit - found.size());
        found.addAll(sql.entries());
    }

    private Sql ofPin() {
        return new Sql().add("SELECT " + PunchTable.COLUMNS
                + " FROM block k CROSS JOIN block_pin x ON x.block = k.id CROSS JOIN punch p ON p.seq = x.seq"
                + " WHERE x.pin = ? AND x.seq BETWEEN ? AND ?", query.pin(), first, last);
    }

    private Sql ofRows(String block) {
        boolean ofTerminal = query.terminal() != null;
        String begin = block + " * " + Blocks.SIZE;
        String end = begin + " + " + (Blocks.SIZE - 1);
        return new Sql().add("SELECT " + PunchTable.COLUMNS + " FROM "
                        + (ofTerminal ? "block_terminal b CROSS JOIN block k ON k.id = b.block" : "block k")
                        + " CROSS JOIN punch p"
                        + " WHERE p.seq BETWEEN max(" + begin + ", ?) AND min(" + end + ", ?)", first, last)
                .addGiven(" AND b.terminal = " + TERMINAL, query.terminal());
    }

    private Sql filters(Sql sql) {
        return time(sql)
                .addGiven(" AND p.terminal = " + TERMINAL, query.terminal())
                .addGiven(" AND p.pin = ?", query.pin())
                .addGiven(" AND p.source = ?", query.source() == null ? null : Sources.code(query.source()));
    }

    private Sql time(Sql sql) {
        return sql.addGiven(" AND p.local_time >= ?", text(query.from()))
                .addGiven(" AND p.local_time < ?", text(query.to()));
    }

    private static String text(LocalDateTime time) {
        return time == null ? null : LocalTimes.text(time);
    }

    /// A question that is put together with its values.
    private final class Sql {

        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        Sql add(String part, Object... with) {
            text.append(part);
            values.addAll(List.of(with));
            return this;
        }

        /// Adds a condition, unless its value is null.
        Sql addGiven(String part, Object value) {
            return value == null ? this : add(part, value);
        }

        Sql around(String before, String after) {
            text.insert(0, before).append(after);
            return this;
        }

        List<Entry> entries() throws SQLException {
            return list(row -> PunchTable.read(row, reader.names()));
        }

        <T> List<T> list(Reader.Row<T> row) throws SQLException {
            return reader.list(text.toString(), row, values.toArray());
        }
    }
}
