// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Waits for a server that was started.
final class Started {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A connection to it.
    interface Knock {
        Connection open() throws SQLException;
    }

    private Started() {}

    static void await(ServerProcess server, Knock knock) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                knock.open().close();
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || Instant.now().isAfter(end)) {
                    throw new IOException("the database server does not start: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }
}
