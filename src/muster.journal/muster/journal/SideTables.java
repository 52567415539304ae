// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Whether the tables beside the entries agree with the entries.
final class SideTables {

    /// A question that names rows that should not be so; its rows are filled into the sentence.
    private record Rule(String sentence, String question) {}

    private static final int MOST = 3;

    private static final List<Rule> RULES = List.of(
            new Rule("punch %s: its local time does not fit its instant", """
                    SELECT p.seq FROM punch p LEFT JOIN reading r ON r.id = p.reading
                    WHERE r.id IS NULL OR p.local_time
                        IS NOT strftime('%Y-%m-%d %H:%M:%S', p.instant + r.utc_offset, 'unixepoch')"""),
            new Rule("punch %s names a terminal that is not there",
                    "SELECT seq FROM punch WHERE terminal NOT IN (SELECT id FROM terminal)"),
            new Rule("check-in %s does not fit its punch", """
                    SELECT c.seq FROM check_in c LEFT JOIN punch p ON p.seq = c.seq
                    WHERE p.seq IS NULL OR p.pin <> c.pin OR p.instant <> c.instant"""),
            new Rule("a variant belongs to punch %s, which is not there",
                    "SELECT seq FROM variant WHERE seq NOT IN (SELECT seq FROM punch)"),
            new Rule("quarantined record %s was released as a punch that is not there", """
                    SELECT seq FROM quarantine
                    WHERE released_as IS NOT NULL AND released_as NOT IN (SELECT seq FROM punch)"""),
            new Rule("presence of an event names entry %s, which is none", """
                    SELECT seq FROM presence
                    WHERE seq NOT IN (SELECT seq FROM fact WHERE kind = 'presence')"""),
            new Rule("terminal %s was changed and is not there", absent("terminal", "$.after.serial",
                    "SELECT serial FROM terminal WHERE body IS NOT NULL")),
            new Rule("branch %s was changed and is not there",
                    absent("branch", "$.after.id", "SELECT id FROM branch")),
            new Rule("event %s was changed and is not there",
                    absent("gathering", "$.after.id", "SELECT id FROM gathering")),
            new Rule("silence %s was changed and is not there",
                    absent("silence", "$.after.id", "SELECT id FROM silence")),
            new Rule("sink %s is beyond the last entry",
                    "SELECT sink FROM cursor WHERE position > (" + head() + ")"),
            new Rule("channel %s is beyond the last entry",
                    "SELECT name FROM channel WHERE position > (" + head() + ")"));

    private SideTables() {}

    private static String absent(String kind, String member, String there) {
        return "SELECT DISTINCT body ->> '" + member + "' AS id FROM fact WHERE kind = '" + kind
                + "' AND seq NOT IN (SELECT seq FROM erased_leaf) AND id NOT IN (" + there + ")";
    }

    private static String head() {
        return "SELECT max(coalesce((SELECT max(seq) FROM punch), 0), coalesce((SELECT max(seq) FROM fact), 0),"
                + " coalesce((SELECT max(seq) FROM quarantine), 0))";
    }

    /// What is wrong, the first few of each kind.
    static List<String> faults(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (Rule rule : RULES) {
            try (PreparedStatement select = connection.prepareStatement(rule.question() + " LIMIT " + MOST);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    faults.add(rule.sentence().formatted(rows.getString(1)));
                }
            }
        }
        connection.setAutoCommit(false);
        try {
            long counted = Counts.load(connection).tallies().values().stream().mapToLong(Tally::punches).sum();
            long there = Sqlite.number(connection, "SELECT count(*) FROM punch");
            if (counted != there) {
                faults.add("the counters tell of " + counted + " punches, there are " + there);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return faults;
    }
}
