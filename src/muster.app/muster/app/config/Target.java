// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a sink delivers to: the settings that only its type has.
public sealed interface Target {

    /// The word for it in the configuration.
    String type();

    /// A Convex backend (product.md section 5.1).
    ///
    /// @param url of the deployment; the one of `[backend]` when the sink names none
    /// @param keyFile its first line is the key
    record Convex(URI url, Path keyFile, BackendDialect dialect) implements Target {
        @Override
        public String type() {
            return "convex";
        }
    }

    /// ERPNext or Frappe HR (product.md section 5.2).
    ///
    /// @param keyFile its first line is `api_key:api_secret`
    /// @param module `hrms` (version 14 and later) or `erpnext` (before)
    /// @param field the employee's field that holds the PIN
    /// @param logType whether the direction is told as `IN` and `OUT`
    /// @param inactive what becomes of punches of employees who left
    /// @param skipAutoAttendance told as it is
    /// @param latitude of the site, or empty
    /// @param longitude of the site, or empty
    /// @param shifts terminals by name of the shift type whose last sync is kept; empty = none is told
    /// @param parallel how many requests at the same time; records of one person stay in order
    record Erpnext(
            URI url,
            Path keyFile,
            String module,
            String field,
            boolean logType,
            Inactive inactive,
            boolean skipAutoAttendance,
            Optional<Double> latitude,
            Optional<Double> longitude,
            Map<String, List<String>> shifts,
            int parallel) implements Target {
        @Override
        public String type() {
            return "erpnext";
        }
    }

    /// What becomes of punches of employees who left.
    enum Inactive {
        /// A dead letter.
        SET_ASIDE,
        /// Left out.
        SKIP
    }

    /// Odoo (product.md section 5.3).
    ///
    /// @param protocol `json-2` (19 and later) or `json-rpc` (before)
    /// @param database its name; empty = the only one
    /// @param user login, for `json-rpc`
    /// @param keyFile its first line is the API key or password
    /// @param match `barcode` or `pin`: the employee's field that holds the PIN
    record Odoo(
            URI url, String protocol, Optional<String> database, Optional<String> user, Path keyFile, String match)
            implements Target {
        @Override
        public String type() {
            return "odoo";
        }
    }

    /// A SQL database (product.md section 5.5).
    ///
    /// @param url `jdbc:postgresql:…`, `jdbc:mariadb:…` or `jdbc:mysql:…`
    /// @param user login, or empty
    /// @param passwordFile its first line is the password
    /// @param layout `neutral`, `hrbook` or `own` (then `columns` says all)
    /// @param table the table's name, schema and dot before it when it has one
    /// @param columns column by column, what goes into it; empty = as the layout says
    /// @param key the columns that tell one record from another; empty = as the layout says
    /// @param conflict what becomes of a record that is there
    /// @param create whether the table is made when it is not there
    /// @param devicePrefix what the layout `hrbook` puts before the serial in `access_device`
    record Sql(
            String url,
            Optional<String> user,
            Optional<Path> passwordFile,
            String layout,
            String table,
            Map<String, String> columns,
            List<String> key,
            Conflict conflict,
            boolean create,
            String devicePrefix) implements Target {
        @Override
        public String type() {
            return "sql";
        }
    }

    /// What becomes of a record that is there.
    enum Conflict {
        /// It stays.
        NOTHING,
        /// It is written over.
        UPDATE
    }

    /// An Access file `att2000.mdb` (product.md section 5.7).
    ///
    /// @param createPeople whether a person the file does not know is made; else a dead letter
    /// @param lockWait how many seconds to wait for another program to let go of the file
    record Access(Path file, boolean createPeople, int lockWait) implements Target {
        @Override
        public String type() {
            return "access";
        }
    }

    /// A signed webhook (product.md section 5.4).
    ///
    /// @param secretFiles each first line is a secret `whsec_…`; two while one takes over from the other
    /// @param form `plain`, or `cloudevents`
    /// @param privateAddresses whether it may lie in a private network
    /// @param site a word for this muster in the source of CloudEvents
    record Webhook(URI url, List<Path> secretFiles, String form, boolean privateAddresses, String site)
            implements Target {
        @Override
        public String type() {
            return "webhook";
        }
    }

    /// Files in a folder (product.md section 5.9).
    ///
    /// @param format `jsonl`, `csv` or `xlsx`
    /// @param layout `full`, `sto02`, `punches`, `zktime`, `matrix`, `paymentevolution` …
    /// @param by a new file each `day` or `event`
    /// @param dayEnds hour at which a day ends, 0 to 23: a punch before it belongs to the day before
    /// @param decimalComma whether numbers are written with one
    /// @param mark whether CSV begins with the mark that tells Excel it is UTF-8
    record Files(Path folder, String format, String layout, String by, int dayEnds, boolean decimalComma, boolean mark)
            implements Target {
        @Override
        public String type() {
            return "file";
        }
    }
}
