// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import muster.sql.Column.Type;
import muster.sql.Placed.Kind;
import org.junit.jupiter.api.Test;

/// How a target puts rows, of either database.
abstract class SqlTargetSpec extends SqlTroubleSpec {

    SqlTargetSpec(Database database) {
        super(database);
    }

    @Test
    void theTableIsMadeWhenAskedFor() throws Exception {
        SqlTarget target = target(punches(false, true));
        assertTrue(target.check().contains("will be made"));
        assertEquals(List.of(Kind.NEW), kinds(target.put(List.of(punch("a", "1")))));
        assertTrue(target.check().contains("unique index"));
        target.create();
        target.ping();
        assertEquals(List.of("a|1|0"), database.rows("SELECT punch_id, pin, state FROM punches"));
    }

    @Test
    void theSameBatchTwiceIsThereOnce() throws Exception {
        SqlTarget target = target(punches(false, true));
        List<Row> batch = List.of(punch("a", "1"), punch("b", "2"), punch("a", "3"));
        assertEquals(List.of(Kind.NEW, Kind.NEW, Kind.KNOWN), kinds(target.put(batch)));
        assertEquals(Collections.nCopies(3, Kind.KNOWN), kinds(target.put(batch)));
        assertEquals(List.of("a|1", "b|2"), database.rows("SELECT punch_id, pin FROM punches ORDER BY 1"));
    }

    @Test
    void aRowThatIsThereIsWrittenOverWhenTheTableSaysSo() throws Exception {
        SqlTarget target = target(punches(true, true));
        target.put(List.of(punch("a", "1")));
        assertEquals(List.of(Kind.KNOWN, Kind.NEW), kinds(target.put(List.of(punch("a", "9"), punch("b", "2")))));
        assertEquals(List.of("a|9", "b|2"), database.rows("SELECT punch_id, pin FROM punches ORDER BY 1"));
    }

    @Test
    void whatLooksLikeSqlIsJustText() throws Exception {
        Table odd = new Table("punches", List.of(Column.text("punch_id", 64), Column.text("a\"`b'; --", 64)),
                List.of("punch_id"), true, true);
        SqlTarget target = target(odd);
        List<String> texts =
                List.of("'; DROP TABLE punches; --", "\\' OR 1=1 #", "Nguyễn \"Thị\" Ánh 🙂", "a`b?{d}$1:x");
        List<Row> rows = texts.stream().map(text -> row(text, text)).toList();
        assertEquals(Collections.nCopies(4, Kind.NEW), kinds(target.put(rows)));
        assertEquals(Collections.nCopies(4, Present.Kind.SAME),
                target.present(rows).stream().map(Present::kind).toList());
        assertEquals(List.of("4"), database.rows("SELECT count(*) FROM punches"));
    }

    @Test
    void whatIsThereInPlaceOfARowIsShown() throws Exception {
        SqlTarget target = target(punches(false, true));
        target.put(List.of(punch("a", "1")));
        List<Present> present = target.present(List.of(punch("a", "1"), punch("a", "2"), punch("b", "1")));
        assertEquals(List.of(Present.Kind.SAME, Present.Kind.DIFFERENT, Present.Kind.NONE),
                present.stream().map(Present::kind).toList());
        assertEquals(List.of("pin"), present.get(1).differing());
        assertEquals("1", present.get(1).values().get("pin"));
        assertEquals(List.of("1"), database.rows("SELECT count(*) FROM punches"));
    }

    @Test
    void aTableWithoutUniqueIndexTakesARowOnce() throws Exception {
        database.run(legacy(), owned("att_raw_data"));
        SqlTarget target = target(raw(false));
        List<Row> batch = List.of(raw("12", 23, 55), raw("12", 23, 56), raw("13", 23, 55), raw("12", 23, 55));
        assertTrue(target.check().contains("no unique index"));
        assertEquals(List.of(Kind.NEW, Kind.NEW, Kind.NEW, Kind.KNOWN), kinds(target.put(batch)));
        assertEquals(Collections.nCopies(4, Kind.KNOWN), kinds(target.put(batch)));
        assertEquals(List.of(Kind.REFUSED, Kind.NEW, Kind.NEW, Kind.KNOWN, Kind.KNOWN),
                kinds(target.put(List.of(raw("x".repeat(40), 1, 1), raw("ü", 2, 2), raw("14", 1, 1), raw("14", 1, 1),
                        raw("12", 23, 55)))));
        assertEquals(List.of("5"), database.rows("SELECT count(*) FROM att_raw_data"));
    }

    @Test
    void aTableWithoutUniqueIndexIsWrittenOverToo() throws Exception {
        database.run(legacy(), owned("att_raw_data"));
        SqlTarget target = target(raw(true));
        target.put(List.of(row(LocalDate.of(2026, 3, 1), "12", LocalTime.of(8, 0), "D1", "push")));
        target.put(List.of(row(LocalDate.of(2026, 3, 1), "12", LocalTime.of(8, 0), "D1", "pull")));
        assertEquals(List.of("12|pull"), database.rows("SELECT badge, source FROM att_raw_data"));
    }

    @Test
    void aColumnOfNumbersTakesAPinThatIsOneAndRefusesOthers() throws Exception {
        database.run("CREATE TABLE punches (punch_id varchar(32) PRIMARY KEY, pin int, seen varchar(40))",
                owned("punches"));
        SqlTarget target = target(new Table("punches",
                List.of(Column.text("punch_id", 32), Column.text("PIN", 8), Column.of("seen", Type.MOMENT)),
                List.of("punch_id"), false, false));
        OffsetDateTime moment = OffsetDateTime.parse("2026-03-01T08:30+07:00");
        assertEquals(List.of(Kind.NEW, Kind.REFUSED),
                kinds(target.put(List.of(row("a", "007", moment), row("b", "x7", moment)))));
        assertEquals(List.of("a|7|2026-03-01T08:30+07:00"), database.rows("SELECT punch_id, pin, seen FROM punches"));
        assertEquals(Present.Kind.SAME, target.present(List.of(row("a", "007", moment))).getFirst().kind());
    }

    @Test
    void momentsAreTheSameWhateverTheOffset() throws Exception {
        SqlTarget target = target(punches(false, true));
        target.put(List.of(punch("a", "1")));
        Row same = row("a", "1", OffsetDateTime.parse("2026-03-01T01:30:00Z"), LOCAL, 0);
        assertEquals(Present.Kind.SAME, target.present(List.of(same)).getFirst().kind());
    }

    @Test
    void tenThousandRowsArePutAndKnownAgain() throws Exception {
        SqlTarget target = target(punches(false, true));
        long start = System.nanoTime();
        for (Kind expected : List.of(Kind.NEW, Kind.KNOWN)) {
            for (int batch = 0; batch < 20; batch++) {
                List<Row> rows = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    rows.add(punch("p" + (batch * 500 + i), Integer.toString(i)));
                }
                assertEquals(Collections.nCopies(500, expected), kinds(target.put(rows)));
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "20,000 rows put in " + took);
        assertEquals(List.of("10000"), database.rows("SELECT count(*) FROM punches"));
    }

    private static Table raw(boolean update) {
        return new Table("att_raw_data",
                List.of(Column.of("log_date", Type.DATE), Column.text("badge", 32), Column.of("log_time", Type.TIME),
                        Column.text("access_device", 64), Column.text("source", 16)),
                List.of("log_date", "badge", "log_time", "access_device"), update, false);
    }

    private static Row raw(String badge, int hour, int minute) {
        return row(LocalDate.of(2026, 2, 28), badge, LocalTime.of(hour, minute), "D1", "push");
    }

    /// A table as HRBOOK has it: an id of its own, no unique key.
    abstract String legacy();
}
