// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.sql.Column.Type;
import muster.sql.Placed.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How a target meets trouble, of either database; and what its tests share.
@ExtendWith(Databases.class)
abstract class SqlTroubleSpec {

    private static final List<Column> COLUMNS = List.of(
            Column.text("punch_id", 32), Column.text("pin", 8), Column.of("at", Type.MOMENT),
            Column.of("local", Type.LOCAL), Column.of("state", Type.INTEGER));
    static final LocalDateTime LOCAL = LocalDateTime.of(2026, 3, 1, 8, 30);

    final Database database;
    private final List<SqlTarget> targets = new ArrayList<>();

    SqlTroubleSpec(Database database) {
        this.database = database;
    }

    @AfterEach
    void dropAll() throws Exception {
        targets.forEach(SqlTarget::close);
        database.run("DROP TABLE IF EXISTS punches", "DROP TABLE IF EXISTS att_raw_data");
    }

    static Table punches(boolean update, boolean create) {
        return new Table("punches", COLUMNS, List.of("punch_id"), update, create);
    }

    SqlTarget target(Table table) {
        return target(table, Database.USER, database.passwordFile());
    }

    private SqlTarget target(Table table, String user, Path passwordFile) {
        SqlTarget target = new SqlTarget(database.url(), user, passwordFile, table);
        targets.add(target);
        return target;
    }

    static Row row(Object... values) {
        return new Row(Arrays.asList(values));
    }

    static Row punch(String id, String pin) {
        return row(id, pin, OffsetDateTime.parse("2026-03-01T08:30:00+07:00"), LOCAL, 0);
    }

    static List<Kind> kinds(List<Placed> placed) {
        return placed.stream().map(Placed::kind).toList();
    }

    @Test
    void aRowTheDatabaseRefusesIsNamedAndTheOthersAreWritten() throws Exception {
        SqlTarget target = target(punches(false, true));
        target.create();
        database.run("ALTER TABLE punches ADD CONSTRAINT ours CHECK (pin <> '666')");
        List<Placed> placed = target.put(List.of(
                punch("a", "1"),
                punch("b", "123456789"),
                punch("c", "666"),
                row("d", "4", null, LOCAL, "no number"),
                punch(null, "5"),
                punch("f", "6")));
        assertEquals(List.of(Kind.NEW, Kind.REFUSED, Kind.REFUSED, Kind.REFUSED, Kind.REFUSED, Kind.NEW),
                kinds(placed));
        assertAll(placed.stream()
                .filter(one -> one.kind() == Kind.REFUSED)
                .map(one -> () -> assertNotNull(one.text())));
        assertEquals(List.of("a|1", "f|6"), database.rows("SELECT punch_id, pin FROM punches ORDER BY 1"));
        assertEquals(List.of(Kind.KNOWN), kinds(target.put(List.of(punch("a", "1")))));
    }

    @Test
    void aMissingTableStopsAndSaysWhatToDo() {
        SqlTarget target = target(punches(false, false));
        SqlTrouble trouble = assertThrows(SqlTrouble.class, () -> target.put(List.of(punch("a", "1"))));
        assertEquals(SqlTrouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.cure().contains("create = true"), trouble.cure());
        assertThrows(SqlTrouble.class, target::check);
    }

    @Test
    void aMissingColumnStopsAndIsNamed() throws Exception {
        database.run("CREATE TABLE punches (punch_id varchar(32) PRIMARY KEY, pin varchar(8), state int)");
        database.run(owned("punches"));
        SqlTrouble trouble = assertThrows(SqlTrouble.class, () -> target(punches(false, false)).check());
        assertEquals(SqlTrouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.getMessage().contains("at, local"), trouble.getMessage());
    }

    @Test
    void aColumnThatWantsAValueNobodyGivesStopsAndIsNamed() throws Exception {
        database.run("CREATE TABLE punches (punch_id varchar(32) PRIMARY KEY, other varchar(8) NOT NULL,"
                + " fine varchar(8) NOT NULL DEFAULT '')", owned("punches"));
        SqlTarget target = target(
                new Table("punches", List.of(Column.text("punch_id", 32)), List.of("punch_id"), false, false));
        SqlTrouble trouble = assertThrows(SqlTrouble.class, () -> target.put(List.of(row("a"))));
        assertEquals(SqlTrouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.getMessage().contains("value for other,"), trouble.getMessage());
    }

    @Test
    void aWrongPasswordStopsAndIsNotRepeated() throws Exception {
        Path wrong = Files.writeString(Files.createTempFile("muster", ".wrong"), "wrong-secret\n");
        SqlTarget target = target(punches(false, true), Database.USER, wrong);
        SqlTrouble trouble = assertThrows(SqlTrouble.class, target::ping);
        assertEquals(SqlTrouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.cure().contains("password_file"), trouble.cure());
        assertFalse((trouble.getMessage() + trouble.cure()).contains("wrong-secret"));
        Files.delete(wrong);
        assertEquals(SqlTrouble.Kind.STOP, assertThrows(SqlTrouble.class, target::ping).kind());
    }

    @Test
    void aLoginWithoutTheRightStopsAndTheGrantIsNamed() throws Exception {
        target(punches(false, true)).create();
        database.run("GRANT SELECT ON punches TO guest");
        SqlTarget guest = target(punches(false, false), "guest", database.passwordFile());
        SqlTrouble trouble = assertThrows(SqlTrouble.class, () -> guest.put(List.of(punch("a", "1"))));
        assertEquals(SqlTrouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.cure().contains("GRANT SELECT, INSERT") && trouble.cure().contains("TO guest"),
                trouble.cure());
    }

    @Test
    void aConnectionThatWasCutIsOpenedAgain() throws Exception {
        SqlTarget target = target(punches(false, true));
        target.put(List.of(punch("a", "1")));
        database.cut();
        assertEquals(List.of(Kind.KNOWN, Kind.NEW), kinds(target.put(List.of(punch("a", "1"), punch("b", "2")))));
    }

    @Test
    void aSessionEndedWhileItWaitsForALockLeavesNothingBehind() throws Exception {
        SqlTarget target = target(punches(false, true));
        target.put(List.of(punch("a", "1")));
        try (var other = database.admin(); var holding = other.createStatement()) {
            other.setAutoCommit(false);
            holding.execute("INSERT INTO punches (punch_id) VALUES ('b')");
            Thread delivery = Thread.startVirtualThread(() -> {
                try {
                    target.put(List.of(punch("c", "3"), punch("b", "2")));
                } catch (SqlTrouble expected) {
                    // cut twice or not, the rows come again below
                }
            });
            awaitBlocked();
            database.cut();
            other.rollback();
            delivery.join();
        }
        target.put(List.of(punch("c", "3"), punch("b", "2")));
        assertEquals(List.of("a|1", "b|2", "c|3"), database.rows("SELECT punch_id, pin FROM punches ORDER BY 1"));
    }

    @Test
    void anInterruptedDeliveryEndsAsALostConnectionAndLeavesNothingBehind() throws Exception {
        SqlTarget target = target(punches(false, true));
        target.create();
        List<SqlTrouble> troubles = new ArrayList<>();
        try (var other = database.admin(); var holding = other.createStatement()) {
            other.setAutoCommit(false);
            holding.execute("INSERT INTO punches (punch_id) VALUES ('b')");
            Thread delivery = Thread.startVirtualThread(() -> {
                try {
                    target.put(List.of(punch("c", "3"), punch("b", "2")));
                } catch (SqlTrouble e) {
                    troubles.add(e);
                }
            });
            awaitBlocked();
            delivery.interrupt();
            assertTrue(delivery.join(Duration.ofSeconds(20)), "it still waits for the lock that nobody gave back");
            other.rollback();
        }
        assertEquals(List.of(SqlTrouble.Kind.RETRY), troubles.stream().map(SqlTrouble::kind).toList());
        assertEquals(List.of(Kind.NEW), kinds(target.put(List.of(punch("b", "2")))));
    }

    @Test
    void aServerThatIsAwayIsTriedAgainAndWorksWhenItIsBack() throws Exception {
        SqlTarget target = target(punches(false, true));
        target.put(List.of(punch("a", "1")));
        database.stop();
        try {
            SqlTrouble trouble = assertThrows(SqlTrouble.class, () -> target.put(List.of(punch("b", "2"))));
            assertEquals(SqlTrouble.Kind.RETRY, trouble.kind());
            assertFalse(trouble.getMessage().contains(Database.PASSWORD));
        } finally {
            database.start();
        }
        assertEquals(List.of(Kind.NEW), kinds(target.put(List.of(punch("b", "2")))));
    }

    private void awaitBlocked() throws Exception {
        while (database.rows(blocked()).equals(List.of("0"))) {
            // InnoDB answers from what it remembers while it is asked more often than every 100 ms
            Thread.sleep(250);
        }
    }

    /// Gives a table that an administrator made to [Database#USER].
    abstract String owned(String table);

    /// Counts sessions that wait for a lock.
    abstract String blocked();
}
