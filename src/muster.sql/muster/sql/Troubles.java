// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import muster.sql.SqlTrouble.Kind;

/// From what a driver throws to what is to be done.
final class Troubles {

    private static final int LONGEST = 500;

    private Troubles() {}

    /// The error itself: of a batch, the drivers throw one around it.
    static SQLException cause(SQLException e) {
        if (e instanceof BatchUpdateException) {
            if (e.getNextException() != null) {
                return e.getNextException();
            }
            if (e.getCause() instanceof SQLException cause) {
                return cause;
            }
        }
        return e;
    }

    /// What the database said: its first line, without the driver's number of the connection. What it says further may
    /// quote a whole row.
    static String text(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String first = message.lines().findFirst().orElse("").replaceFirst("^\\(conn=\\d+\\) ", "").strip();
        return first.length() <= LONGEST ? first : first.substring(0, LONGEST - 1) + "…";
    }

    /// Sorts an error.
    ///
    /// @param shown the database's address, for people
    /// @param password what must not be in the text, or null
    static SqlTrouble of(SQLException e, Dialect dialect, Table table, String shown, String user, String password) {
        SQLException cause = cause(e);
        Kind kind = cause instanceof SQLTimeoutException ? Kind.RETRY : dialect.kind(cause);
        String said = text(cause);
        String safe = password == null || password.isEmpty() ? said : said.replace(password, "***");
        String cure = kind == Kind.STOP ? dialect.cure(cause, table, user == null ? "the user" : user) : null;
        return new SqlTrouble(kind, dialect.name() + " at " + shown + ": " + safe, cure, null);
    }
}
