// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Entry;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.PunchRow;
import muster.model.Source;
import muster.model.ZoneFrom;
import muster.sql.Database;
import muster.sql.Databases;
import muster.sql.MariaServer;
import muster.sql.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The three layouts in real databases.
@ExtendWith(Databases.class)
final class SqlSinkTest {

    private static final Instant NOW = Instant.parse("2026-03-02T05:00:00Z");
    private static final LocalDateTime LOCAL = LocalDateTime.parse("2026-03-02T00:05:00");
    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(6);

    private final PostgresServer postgres;
    private final MariaServer maria;
    private final List<SqlSink> sinks = new ArrayList<>();

    SqlSinkTest(PostgresServer postgres, MariaServer maria) {
        this.postgres = postgres;
        this.maria = maria;
    }

    @AfterEach
    void dropAll() throws Exception {
        sinks.forEach(SqlSink::close);
        for (Database database : List.of(postgres, maria)) {
            database.run("DROP TABLE IF EXISTS punches", "DROP TABLE IF EXISTS att_raw_data");
        }
    }

    private SqlSink sink(Database database, String layout, Map<String, String> columns) {
        return sink(new Target.Sql(database.url(), Optional.of(Database.USER), Optional.of(database.passwordFile()),
                layout, layout.equals("hrbook") ? "att_raw_data" : "punches", columns, List.of(),
                Target.Conflict.NOTHING, true, "ZK-"));
    }

    private SqlSink sink(Target.Sql target) {
        SqlSink sink = new SqlSink(target, InstantSource.fixed(NOW));
        sinks.add(sink);
        return sink;
    }

    /// A punch at five past midnight, as a profile with the shift shows it.
    private static Outgoing punch(long seq, String pin, Duration shift, String raw) {
        Punch punch = new Punch(Source.PUSH, "TSTATT000001", pin, LOCAL, OFFSET, "+06:00", ZoneFrom.TERMINAL,
                LocalTimeFit.EXACT, NOW, 0, 15, "", Bytes.of(raw),
                new CheckIn("ev1", "qr", null, null, null, CheckIn.Proof.CLAIMED, CheckIn.Timing.CLOCK, null, null));
        LocalDateTime local = LOCAL.plus(shift);
        return new Outgoing(new Entry(seq, punch), "id" + seq, PunchRow.of(seq, punch, null, "Trần \"Bảo\" O'Neil"),
                pin, local, local.atOffset(OFFSET), Outgoing.Direction.IN, "north");
    }

    private static Outgoing punch(long seq, String pin) {
        return punch(seq, pin, Duration.ZERO, "raw\tline");
    }

    private static List<Answer.Kind> kinds(Answers answers) {
        assertNull(answers.trouble());
        return answers.each().stream().map(Answer::kind).toList();
    }

    @Test
    void theNeutralTableHasExactlyItsColumns() throws Exception {
        for (Database database : List.of(postgres, maria)) {
            SqlSink sink = sink(database, "neutral", Map.of());
            Answers answers = sink.deliver(List.of(punch(1, "7"), punch(2, "'; DROP TABLE punches; --")));
            assertEquals(List.of(Answer.Kind.DELIVERED, Answer.Kind.DELIVERED), kinds(answers));
            assertEquals("2 new, 0 known, 0 refused", answers.text());
            assertEquals(List.of("punch_id", "device_sn", "device_name", "branch", "pin", "employee_code", "punched_at",
                    "punched_local", "state_raw", "direction", "verify_raw", "verify_name", "work_code", "source",
                    "received_at", "clock_offset_ms", "event_id", "raw"),
                    database.rows("SELECT column_name FROM information_schema.columns WHERE table_name = 'punches'"
                            + " ORDER BY ordinal_position"));
            assertEquals(List.of("id1|TSTATT000001|TSTATT000001|north|7|null|0|in|15|face||push|null|ev1|raw\tline"),
                    database.rows("SELECT punch_id, device_sn, device_name, branch, pin, employee_code, state_raw,"
                            + " direction, verify_raw, verify_name, work_code, source, clock_offset_ms, event_id, raw"
                            + " FROM punches WHERE pin = '7'"));
            assertEquals(List.of("1"), database.rows("SELECT count(*) FROM punches WHERE pin = '7'"
                    + " AND punched_local = '2026-03-02 00:05:00'"));
            assertEquals(List.of(Answer.Kind.DUPLICATE), kinds(sink.deliver(List.of(punch(1, "7")))));
        }
        assertEquals(List.of("2026-03-01 18:05:00"), postgres.rows(
                "SELECT to_char(punched_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') FROM punches WHERE pin = '7'"));
        assertEquals(List.of("2026-03-01 18:05:00"),
                maria.rows("SELECT DATE_FORMAT(punched_at, '%Y-%m-%d %H:%i:%s') FROM punches WHERE pin = '7'"));
    }

    @Test
    void hrbookHasFivePastMidnightMinusTenMinutesOnTheDayBefore() throws Exception {
        maria.run("""
                CREATE TABLE att_raw_data (id int AUTO_INCREMENT PRIMARY KEY, log_date date NOT NULL,
                badge varchar(20), badge_dup varchar(20), remark varchar(10) NOT NULL, log_time time NOT NULL, flag int,
                access_door varchar(50), batch varchar(10) NOT NULL, access_device varchar(50), created_at datetime,
                source varchar(10))""");
        SqlSink without = sink(maria, "hrbook", Map.of());
        Outgoing punch = punch(1, "0042", Duration.ofMinutes(-10), "x");
        Trouble trouble = without.deliver(List.of(punch)).trouble();
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.text().contains("remark") && trouble.cure().contains("columns"), trouble.toString());

        SqlSink sink = sink(maria, "hrbook", Map.of("remark", "''"));
        assertEquals(List.of(Answer.Kind.DELIVERED), kinds(sink.deliver(List.of(punch))));
        assertEquals(List.of(Answer.Kind.DUPLICATE), kinds(sink.deliver(List.of(punch))));
        assertEquals(List.of("2026-03-01|0042|0042||23:55:00|0|TSTATT000001||ZK-TSTATT000001|2026-03-02 05:00:00|push"),
                maria.rows("SELECT log_date, badge, badge_dup, remark, log_time, flag, access_door, batch,"
                        + " access_device, DATE_FORMAT(created_at, '%Y-%m-%d %H:%i:%s'), source FROM att_raw_data"));
        SqlSink later = new SqlSink(new Target.Sql(maria.url(), Optional.of(Database.USER),
                Optional.of(maria.passwordFile()), "hrbook", "att_raw_data", Map.of("remark", "''"), List.of(),
                Target.Conflict.NOTHING, false, "ZK-"), InstantSource.fixed(NOW.plusSeconds(9)));
        sinks.add(later);
        assertEquals(List.of("known"), later.compare(List.of(punch)).stream().map(Difference::kind).toList());
    }

    @Test
    void hrbookCanBeMade() throws Exception {
        for (Database database : List.of(postgres, maria)) {
            SqlSink sink = sink(database, "hrbook", Map.of());
            assertEquals(List.of(Answer.Kind.DELIVERED), kinds(sink.deliver(List.of(punch(1, "1")))));
            assertEquals(List.of(Answer.Kind.DUPLICATE), kinds(sink.deliver(List.of(punch(9, "1")))));
        }
    }

    @Test
    void ownColumnsSayWhatGoesIntoThem() throws Exception {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("the id", "punch_id");
        columns.put("who", "name");
        columns.put("day", "date");
        columns.put("clock", "time");
        columns.put("site", "'it''s us'");
        columns.put("place", "seq");
        for (Database database : List.of(postgres, maria)) {
            SqlSink sink = sink(database, "own", columns);
            assertEquals(List.of(Answer.Kind.DELIVERED), kinds(sink.deliver(List.of(punch(5, "1")))));
            assertEquals(List.of("Trần \"Bảo\" O'Neil|2026-03-02|00:05:00|it's us|5"),
                    database.rows("SELECT who, day, clock, site, place FROM punches"));
        }
    }

    @Test
    void comparingTellsNewKnownAndDifferentAndChangesNothing() throws Exception {
        for (Database database : List.of(postgres, maria)) {
            SqlSink sink = sink(database, "neutral", Map.of());
            sink.deliver(List.of(punch(1, "1"), punch(2, "2")));
            List<Difference> differences = sink.compare(List.of(punch(1, "1"), punch(2, "9"), punch(3, "3")));
            assertEquals(List.of("known", "different", "new"), differences.stream().map(Difference::kind).toList());
            assertTrue(differences.get(1).sent().contains("pin=9"));
            assertTrue(differences.get(1).found().contains("pin=2"));
            assertNull(differences.get(2).found());
            assertEquals(List.of("2"), database.rows("SELECT count(*) FROM punches"));
        }
    }

    @Test
    void aRecordThatTheTableRefusesIsSetAsideAndTheRestDelivered() throws Exception {
        for (Database database : List.of(postgres, maria)) {
            SqlSink sink = sink(database, "neutral", Map.of());
            Answers answers = sink.deliver(List.of(punch(1, "1"), punch(2, "2".repeat(300)), punch(3, "3")));
            assertEquals(List.of(Answer.Kind.DELIVERED, Answer.Kind.SET_ASIDE, Answer.Kind.DELIVERED), kinds(answers));
            assertEquals("refused", answers.each().get(1).reason());
            assertFalse(answers.each().get(1).text().isEmpty());
        }
    }

    @Test
    void aLineWithANulIsKept() throws Exception {
        SqlSink sink = sink(postgres, "neutral", Map.of());
        assertEquals(List.of(Answer.Kind.DELIVERED),
                kinds(sink.deliver(List.of(punch(1, "1", Duration.ZERO, "line\0")))));
    }

    @Test
    void factsThatAreNoPunchAreSkipped() throws Exception {
        SqlSink sink = sink(postgres, "neutral", Map.of());
        Outgoing fact = new Outgoing(punch(1, "1").entry(), "f", null, null, null, null, Outgoing.Direction.NONE, null);
        assertEquals(List.of(Answer.Kind.SKIPPED, Answer.Kind.DELIVERED),
                kinds(sink.deliver(List.of(fact, punch(2, "1")))));
        assertEquals(List.of(Answer.Kind.SKIPPED), kinds(sink.deliver(List.of(fact))));
        assertEquals(List.of("skipped", "known"),
                sink.compare(List.of(fact, punch(2, "1"))).stream().map(Difference::kind).toList());
    }

    @Test
    void tryingTellsWhatIsMissing() throws Exception {
        maria.run("CREATE TABLE att_raw_data (id int AUTO_INCREMENT PRIMARY KEY, log_date date, badge varchar(9))");
        Trial trial = sink(maria, "hrbook", Map.of()).test();
        assertFalse(trial.ok());
        assertTrue(trial.text().contains("badge_dup") && trial.text().contains("access_device"), trial.text());
        assertTrue(sink(maria, "neutral", Map.of()).test().ok());
    }

    @Test
    void aDatabaseThatIsAwayLeavesTheComparisonOpen() throws Exception {
        SqlSink sink = sink(new Target.Sql("jdbc:postgresql://127.0.0.1:1/d", Optional.of("a"), Optional.empty(),
                "neutral", "punches", Map.of(), List.of(), Target.Conflict.NOTHING, false, ""));
        assertEquals("unknown", sink.compare(List.of(punch(1, "1"))).getFirst().kind());
        assertEquals(Trouble.Kind.RETRY, sink.deliver(List.of(punch(1, "1"))).trouble().kind());
        assertFalse(sink.test().ok());
    }

    @Test
    void whatCannotBeAColumnIsAMistakeOfTheConfiguration() {
        for (Map<String, String> wrong : List.of(
                Map.of("id", "punch_id", "when", "yesterday"), Map.of("id", "punch_id", "when", "'open"))) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> sink(postgres, "own", wrong));
            assertTrue(e.getMessage().contains("column when"), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> sink(postgres, "own", Map.of("who", "pin")));
    }
}
