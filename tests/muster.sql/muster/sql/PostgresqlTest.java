// SPDX-License-Identifier: Apache-2.0
package muster.sql;

/// The same for PostgreSQL.
final class PostgresqlTest extends SqlTargetSpec {

    PostgresqlTest(PostgresServer server) {
        super(server);
    }

    @Override
    String legacy() {
        return """
                CREATE TABLE att_raw_data (id serial PRIMARY KEY, log_date date, badge varchar(32), log_time time,
                access_device varchar(64), source varchar(16))""";
    }

    @Override
    String owned(String table) {
        return "ALTER TABLE " + table + " OWNER TO muster";
    }

    @Override
    String blocked() {
        return "SELECT count(*) FROM pg_stat_activity WHERE usename = 'muster' AND wait_event_type = 'Lock'";
    }
}
