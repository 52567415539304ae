// SPDX-License-Identifier: Apache-2.0

/// Rows into a table of PostgreSQL, MariaDB or MySQL, each once in effect.
///
/// Read in this order: [muster.sql.SqlTarget] (put rows, ask what is there), [muster.sql.Table] and
/// [muster.sql.Column] (what the table is), [muster.sql.Placed] and [muster.sql.Present] (what came of a row),
/// [muster.sql.SqlTrouble] (why nothing was written). Behind them: `Dialect` is where the two databases differ, `Form`
/// how a value is written, `Statements` the SQL.
///
/// A module of its own because nobody else needs the drivers, which are named here and not looked for at run time.
module muster.sql {
    requires java.sql;
    requires org.mariadb.jdbc;
    requires org.postgresql.jdbc;

    exports muster.sql;
}
