// SPDX-License-Identifier: Apache-2.0
package muster.sql;

/// The same for MariaDB.
final class MariadbTest extends SqlTargetSpec {

    MariadbTest(MariaServer server) {
        super(server);
    }

    @Override
    String legacy() {
        return """
                CREATE TABLE att_raw_data (id int AUTO_INCREMENT PRIMARY KEY, log_date date, badge varchar(32),
                log_time time, access_device varchar(64), source varchar(16))""";
    }

    @Override
    String owned(String table) {
        // whoever may do all in the database may do it with every table
        return "SELECT 1";
    }

    @Override
    String blocked() {
        return "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
    }
}
