// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.model.Bytes;
import muster.model.Json;

/// The rows that name a person, table by table, and how each reads afterwards. Within the transaction that is open;
/// used by one thread.
final class ErasedRows {

    private final Connection connection;
    private final Naming naming;
    private final String pin;
    private final String pseudonym;
    private final Map<String, Long> counts = new TreeMap<>();

    ErasedRows(Connection connection, Naming naming, String pin, String pseudonym) {
        this.connection = connection;
        this.naming = naming;
        this.pin = pin;
        this.pseudonym = pseudonym;
    }

    /// How many rows were changed, by table.
    Map<String, Long> counts() {
        return counts;
    }

    /// A range of the sequence, all but what the names are known from.
    void records(long first, long last) throws SQLException {
        punches(first, last);
        facts(first, last, false);
        quarantine(first, last);
    }

    private void punches(long first, long last) throws SQLException {
        if (run(null, "INSERT OR IGNORE INTO erased_entry SELECT seq FROM punch "
                + "WHERE seq BETWEEN ? AND ? AND pin = ?", first, last, pin) == 0
                && count("SELECT count(*) FROM punch WHERE seq BETWEEN ? AND ? AND pin = ?", first, last, pin) == 0) {
            return;
        }
        add("waiting", count("SELECT count(*) FROM punch p CROSS JOIN cursor c ON p.seq > c.position "
                + "WHERE p.seq BETWEEN ? AND ? AND p.pin = ?", first, last, pin));
        run("variant", "UPDATE variant SET raw = x'' WHERE seq IN "
                + "(SELECT seq FROM punch WHERE seq BETWEEN ? AND ? AND pin = ?)", first, last, pin);
        for (Row row : rows("SELECT seq, body FROM check_in WHERE seq BETWEEN ? AND ? AND pin = ?",
                first, last, pin)) {
            run("check_in", "UPDATE check_in SET pin = ?, given_key = NULL, body = ? WHERE seq = ?",
                    pseudonym, checkIn(row.body()), row.seq());
        }
        run(null, "UPDATE block_pin SET pin = ? WHERE block BETWEEN ? AND ? AND pin = ?",
                pseudonym, first / Blocks.SIZE, last / Blocks.SIZE, pin);
        run("punch", "UPDATE punch SET pin = ?, raw = x'' WHERE seq BETWEEN ? AND ? AND pin = ?",
                pseudonym, first, last, pin);
    }

    /// A check-in says nothing of who it is beside its columns, but which phone it was does.
    private String checkIn(String body) {
        return naming.json("check_in", "{\"pin\":" + Json.text(pin) + "," + body.substring(1))
                .replaceFirst("\"pin\":\"[^\"]*\",?", "");
    }

    private record Row(long seq, String kind, String body) {}

    private List<Row> rows(String question, Object... values) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = prepared(question, values);
                ResultSet row = select.executeQuery()) {
            boolean kind = row.getMetaData().getColumnCount() == 3;
            while (row.next()) {
                rows.add(new Row(row.getLong(1), kind ? row.getString(3) : "", row.getString(2)));
            }
        }
        return rows;
    }

    /// @param people whether it is those the names are known from, or all others
    private void facts(long first, long last, boolean people) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(first, last));
        values.addAll(naming.needles());
        for (Row row : rows("SELECT seq, body, kind FROM fact WHERE seq BETWEEN ? AND ? AND kind <> 'erasure' AND "
                + (people ? "kind = 'person'" : "kind <> 'person'") + " AND " + holding("body"), values.toArray())) {
            String changed = naming.json(row.kind(), row.body());
            if (!changed.equals(row.body())) {
                // without its natural key a repeated line would be a new entry, but the PIN in it is known again
                run("fact", "UPDATE fact SET body = ?, key = CASE WHEN instr(body, ?) > 0 THEN NULL ELSE key END "
                        + "WHERE seq = ?", changed, "\"operator\":" + Json.text(pin), row.seq());
                mark(row.seq());
            }
        }
    }

    /// That a column holds one of the needles.
    private String holding(String column) {
        return IntStream.range(0, naming.needles().size())
                .mapToObj(_ -> "instr(lower(" + column + "), ?) > 0")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private void quarantine(long first, long last) throws SQLException {
        try (PreparedStatement select = prepared(
                        "SELECT seq, raw, detail FROM quarantine WHERE seq BETWEEN ? AND ?", first, last);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Bytes raw = Bytes.of(row.getBytes(2));
                Bytes kept = Mentions.without(raw, pin::equals);
                String detail = naming.text(row.getString(3));
                if (kept != raw || !detail.equals(row.getString(3))) {
                    run("quarantine", "UPDATE quarantine SET raw = ?, detail = ?, "
                                    + "digest = CASE WHEN ? THEN randomblob(32) ELSE digest END WHERE seq = ?",
                            kept.toArray(), detail, kept != raw, row.getLong(1));
                    mark(row.getLong(1));
                }
            }
        }
    }

    private void mark(long seq) throws SQLException {
        run(null, "INSERT OR IGNORE INTO erased_entry VALUES (?)", seq);
    }

    /// The small tables that hold how things stand now.
    void tables() throws SQLException {
        run("registration", "UPDATE OR REPLACE registration SET pin = ? WHERE pin = ?", pseudonym, pin);
        run("presence", "UPDATE OR REPLACE presence SET pin = ? WHERE pin = ?", pseudonym, pin);
        run("waiting", "UPDATE dead_letter SET state = 'discarded', by = 'erasure' "
                + "WHERE state = 'open' AND (pin = ?1 OR edit = ?1)", pin);
        run("dead_letter", "UPDATE dead_letter SET pin = ?2, detail = '' WHERE pin = ?1", pin, pseudonym);
        run("dead_letter", "UPDATE dead_letter SET edit = ?2, detail = '' WHERE edit = ?1", pin, pseudonym);
        texts("delivery", "answer", "id");
        texts("dead_letter", "detail", "id");
        texts("cursor", "reason", "sink");
        bodies("command", "command", " AND open = 0");
        bodies("alert", "alert", "");
        bodies("silence", "silence", "");
        bodies("component", "component", "");
        bodies("gathering", "gathering", "");
    }

    private void texts(String table, String column, String id) throws SQLException {
        List<Object[]> changes = new ArrayList<>();
        try (PreparedStatement select = prepared("SELECT " + id + ", " + column + " FROM " + table + " WHERE "
                        + holding(column), naming.needles().toArray());
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String changed = naming.text(row.getString(2));
                if (!changed.equals(row.getString(2))) {
                    changes.add(new Object[] {changed, row.getObject(1)});
                }
            }
        }
        for (Object[] change : changes) {
            run(table, "UPDATE " + table + " SET " + column + " = ? WHERE " + id + " = ?", change);
        }
    }

    private void bodies(String table, String kind, String more) throws SQLException {
        List<String> bodies = new ArrayList<>();
        try (PreparedStatement select = prepared("SELECT body FROM " + table + " WHERE " + holding("body") + more,
                        naming.needles().toArray());
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                bodies.add(row.getString(1));
            }
        }
        for (String body : bodies) {
            String changed = naming.json(kind, body);
            if (!changed.equals(body)) {
                run(table, "UPDATE " + table + " SET body = ? WHERE body = ?", changed, body);
            }
        }
    }

    /// A range of the facts the names are known from.
    void namings(long first, long last) throws SQLException {
        facts(first, last, true);
    }

    /// The person as known now.
    void person() throws SQLException {
        run("person", "DELETE FROM person WHERE pin = ?", pin);
    }

    private void add(String table, long more) {
        if (more > 0) {
            counts.merge(table, more, Long::sum);
        }
    }

    private long run(String table, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            long changed = statement.executeUpdate();
            if (table != null) {
                add(table, changed);
            }
            return changed;
        }
    }

    private long count(String question, Object... values) throws SQLException {
        try (PreparedStatement select = prepared(question, values);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
