// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What needs no server.
final class SqlTargetTest {

    private static final Table TABLE =
            new Table("punches", List.of(Column.text("id", 8)), List.of("id"), false, false);

    @Test
    void aUrlWithAPasswordIsNotTaken() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> new SqlTarget("jdbc:postgresql://h/d?user=a&PassWord=hidden", null, null, TABLE));
        assertFalse(e.getMessage().contains("hidden"));
        assertThrows(IllegalArgumentException.class, () -> new SqlTarget("jdbc:h2:mem", null, null, TABLE));
    }

    @Test
    void whereItIsIsShownWithoutOptions() {
        SqlTarget target = new SqlTarget("jdbc:mariadb://db.example:3306/hr?useSsl=true", "hr", null, TABLE);
        assertEquals("mariadb://db.example:3306/hr, table punches", target.shown());
    }

    @Test
    void aPasswordFileThatIsNotThereStops() {
        SqlTarget target = new SqlTarget("jdbc:postgresql://127.0.0.1/d", "a", Path.of("/nowhere/key"), TABLE);
        SqlTrouble trouble = assertThrows(SqlTrouble.class, target::ping);
        assertEquals(SqlTrouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.getMessage().contains("/nowhere/key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql"})
    void aPlaceWhereNobodyListensIsTriedAgain(String database) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        SqlTarget target = new SqlTarget("jdbc:" + database + "://127.0.0.1:" + port + "/d", "a", null, TABLE);
        assertEquals(SqlTrouble.Kind.RETRY, assertThrows(SqlTrouble.class, target::ping).kind());
    }

    @Test
    void namesThatCannotBeAreRefused() {
        List<Column> columns = List.of(Column.text("id", 8));
        assertThrows(IllegalArgumentException.class, () -> Column.text("", 8));
        assertThrows(IllegalArgumentException.class, () -> Column.text("a\0b", 8));
        assertThrows(IllegalArgumentException.class, () -> Column.text("x".repeat(64), 8));
        assertThrows(IllegalArgumentException.class, () -> new Table("a..b", columns, List.of("id"), false, false));
        assertThrows(IllegalArgumentException.class, () -> new Table("a", columns, List.of("no"), false, false));
        assertThrows(IllegalArgumentException.class, () -> new Table("a", columns, List.of(), false, false));
    }
}
