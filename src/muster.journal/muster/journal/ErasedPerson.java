// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import muster.model.Bytes;
import muster.model.ErasureCounts;
import muster.model.Json;
import muster.model.Person;
import muster.model.PersonChange;

/// What an erasure has to know of a person before it begins, and the row that keeps how far it is. Immutable.
///
/// @param terminals serials of the terminals that told of the person or sent punches of theirs
/// @param openCommands commands for the person that are not answered yet
record ErasedPerson(String pseudonym, Naming naming, List<String> terminals, int openCommands) {

    /// Begins, or goes on with what was cut off, within the transaction that is open.
    ///
    /// @param fresh the pseudonym if there is none yet
    static ErasedPerson begin(Connection connection, byte[] hash, String pin, String fresh) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO erased (pin_hash, pseudonym, counts) VALUES (?1, ?2, ?3)
                ON CONFLICT (pin_hash) DO UPDATE SET pseudonym = coalesce(pseudonym, excluded.pseudonym),
                    readmitted = NULL""")) {
            insert.setBytes(1, hash);
            insert.setString(2, fresh);
            insert.setString(3, Json.text(new ErasureCounts(Map.of())));
            insert.executeUpdate();
        }
        String pseudonym = texts(connection, "SELECT pseudonym FROM erased WHERE pin_hash = ?", hash).getFirst();
        Set<String> terminals = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (String body : texts(connection, "SELECT body FROM fact WHERE kind = 'person' AND instr(body, ?) > 0",
                Json.text(pin))) {
            PersonChange change = Json.parse(body, PersonChange.class);
            if (change.after().pin().equals(pin)) {
                learn(names, change.after());
                if (change.terminal() != null) {
                    terminals.add(change.terminal());
                }
            }
        }
        names.addAll(texts(connection, "SELECT name FROM person WHERE pin = ?", pin));
        names.addAll(texts(connection, "SELECT card FROM person WHERE pin = ?", pin));
        terminals.addAll(texts(connection, """
                SELECT t.serial FROM terminal t WHERE t.body IS NOT NULL AND EXISTS (
                    SELECT 1 FROM punch p WHERE p.terminal = t.id AND p.pin IN (?, ?))""", pin, pseudonym));
        Naming naming = new Naming(pin, pseudonym, names);
        return new ErasedPerson(pseudonym, naming, List.copyOf(terminals), open(connection, naming));
    }

    /// Whether any row is of that PIN.
    static boolean knows(Connection connection, String pin) throws SQLException {
        for (String table : List.of("person", "registration", "presence", "dead_letter", "punch")) {
            if (!texts(connection, "SELECT 1 FROM " + table + " WHERE pin = ? LIMIT 1", pin).isEmpty()) {
                return true;
            }
        }
        String member = "\"pin\":" + Json.text(pin);
        return !texts(connection, "SELECT 1 FROM fact WHERE instr(body, ?) > 0 LIMIT 1", member).isEmpty()
                || isHeld(connection, pin);
    }

    private static boolean isHeld(Connection connection, String pin) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT raw FROM quarantine WHERE instr(raw, CAST(? AS BLOB)) > 0")) {
            select.setString(1, pin);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Bytes raw = Bytes.of(row.getBytes(1));
                    if (Mentions.without(raw, pin::equals) != raw) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void learn(Set<String> names, Person person) {
        names.add(person.name());
        names.add(person.card());
    }

    private static int open(Connection connection, Naming naming) throws SQLException {
        int open = 0;
        for (String body : texts(connection, "SELECT body FROM command WHERE open = 1")) {
            open += naming.json("command", body).equals(body) ? 0 : 1;
        }
        return open;
    }

    private static List<String> texts(Connection connection, String question, Object... values) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        }
        return texts;
    }

    /// Adds to what was changed so far, within the transaction that is open.
    static void add(Connection connection, byte[] hash, Map<String, Long> more) throws SQLException {
        if (more.isEmpty()) {
            return;
        }
        Map<String, Long> all = counts(connection, hash);
        more.forEach((table, count) -> all.merge(table, count, Long::sum));
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE erased SET counts = ? WHERE pin_hash = ?")) {
            update.setString(1, Json.text(new ErasureCounts(all)));
            update.setBytes(2, hash);
            update.executeUpdate();
        }
    }

    private static Map<String, Long> counts(Connection connection, byte[] hash) throws SQLException {
        String kept = texts(connection, "SELECT counts FROM erased WHERE pin_hash = ?", hash).getFirst();
        return new TreeMap<>(Json.parse(kept, ErasureCounts.class).tables());
    }

    /// Forgets here which pseudonym it was, within the transaction that is open.
    ///
    /// @return how many rows were changed, by table
    static Map<String, Long> end(Connection connection, byte[] hash) throws SQLException {
        Map<String, Long> all = counts(connection, hash);
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE erased SET pseudonym = NULL, counts = ? WHERE pin_hash = ?")) {
            update.setString(1, Json.text(new ErasureCounts(Map.of())));
            update.setBytes(2, hash);
            update.executeUpdate();
        }
        return all;
    }
}
