// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Whether every sequence number from 1 to the head is there, once.
final class Density {

    private static final int STEP = 50_000;
    private static final int MOST = 10;

    private static final String NUMBERS = """
            SELECT seq FROM (
                SELECT seq FROM punch UNION ALL SELECT seq FROM fact UNION ALL SELECT seq FROM quarantine)
            WHERE seq <= %d ORDER BY seq""";

    private Density() {}

    /// Adds what is wrong, the first few.
    ///
    /// @param head what comes behind it is not looked at: it may be written meanwhile
    static void check(Connection connection, long head, Verification.Steps steps, List<String> faults)
            throws SQLException {
        long next = 1;
        int found = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NUMBERS.formatted(head))) {
            while (found < MOST && rows.next()) {
                long seq = rows.getLong(1);
                if (seq < next) {
                    found++;
                    faults.add("entry " + seq + (seq < 1 ? " has a number below 1" : " is there twice"));
                } else if (seq > next) {
                    found++;
                    faults.add(missing(next, seq - 1));
                }
                next = Math.max(next, seq + 1);
                if (seq % STEP == 0) {
                    steps.at("sequence", seq, head);
                }
            }
        }
        if (found < MOST && next <= head) {
            faults.add(missing(next, head));
        }
    }

    private static String missing(long first, long last) {
        return first == last
                ? "entry " + first + " is missing"
                : "the entries " + first + " to " + last + " are missing";
    }
}
