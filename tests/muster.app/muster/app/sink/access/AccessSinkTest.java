// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.healthmarketscience.jackcess.Column;
import com.healthmarketscience.jackcess.ColumnBuilder;
import com.healthmarketscience.jackcess.DataType;
import com.healthmarketscience.jackcess.Database;
import com.healthmarketscience.jackcess.DatabaseBuilder;
import com.healthmarketscience.jackcess.DateTimeType;
import com.healthmarketscience.jackcess.IndexBuilder;
import com.healthmarketscience.jackcess.TableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Outgoing.Direction;
import muster.app.sink.Trouble;
import muster.model.Bytes;
import muster.model.Entry;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.PunchRow;
import muster.model.Source;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From records to answers, through a real Access file.
final class AccessSinkTest {

    private static final Instant NOW = Instant.parse("2026-03-09T20:00:00Z");
    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(6);
    private static final LocalDateTime EIGHT = LocalDateTime.of(2026, 3, 9, 8, 0);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void newFile() throws IOException {
        file = folder.resolve("att2000.mdb");
        try (Database database = DatabaseBuilder.create(Database.FileFormat.V2000, file.toFile())) {
            new TableBuilder("USERINFO")
                    .addColumn(new ColumnBuilder("USERID", DataType.LONG).setAutoNumber(true))
                    .addColumn(new ColumnBuilder("Badgenumber", DataType.TEXT).setLengthInUnits(24))
                    .addColumn(new ColumnBuilder("Name", DataType.TEXT).setLengthInUnits(40))
                    .toTable(database)
                    .addRow(Column.AUTO_NUMBER, "1", "Ada");
            new TableBuilder("CHECKINOUT")
                    .addColumn(new ColumnBuilder("USERID", DataType.LONG))
                    .addColumn(new ColumnBuilder("CHECKTIME", DataType.SHORT_DATE_TIME))
                    .addColumn(new ColumnBuilder("CHECKTYPE", DataType.TEXT).setLengthInUnits(1))
                    .addColumn(new ColumnBuilder("VERIFYCODE", DataType.LONG))
                    .addColumn(new ColumnBuilder("sn", DataType.TEXT).setLengthInUnits(20))
                    .addIndex(new IndexBuilder(IndexBuilder.PRIMARY_KEY_NAME)
                            .addColumns("USERID", "CHECKTIME").setPrimaryKey())
                    .toTable(database);
        }
    }

    private AccessSink sink(boolean createPeople) {
        return new AccessSink(new Target.Access(file, createPeople, 0), OFFSET, InstantSource.fixed(NOW));
    }

    private static Outgoing punch(long seq, String pin, LocalDateTime local, Direction direction) {
        Punch punch = new Punch(Source.PUSH, "TSTATT000001", pin, EIGHT, OFFSET, "+06:00", ZoneFrom.TERMINAL,
                LocalTimeFit.EXACT, NOW, 0, Punch.NOT_GIVEN, "", Bytes.of("raw"), null);
        return new Outgoing(new Entry(seq, punch), "id" + seq, PunchRow.of(seq, punch, null, null), pin, local,
                local.atOffset(OFFSET), direction, null);
    }

    private static List<Answer.Kind> kinds(Answers answers) {
        assertNull(answers.trouble());
        return answers.each().stream().map(Answer::kind).toList();
    }

    private List<String> rows() throws IOException {
        try (Database database = DatabaseBuilder.open(file.toFile())) {
            database.setDateTimeType(DateTimeType.LOCAL_DATE_TIME);
            List<String> rows = new ArrayList<>();
            database.getTable("CHECKINOUT").forEach(row -> rows.add(row.get("USERID") + " " + row.get("CHECKTIME") + " "
                    + row.get("CHECKTYPE") + " " + row.get("VERIFYCODE") + " " + row.get("sn")));
            return rows;
        }
    }

    @Test
    void recordsBecomeRowsAtTheTimeAndWithTheDirectionOfTheirProfile() throws Exception {
        LocalDateTime fivePast = LocalDateTime.of(2026, 3, 10, 0, 5);
        List<Outgoing> batch = List.of(
                punch(1, "1", fivePast.minusMinutes(10), Direction.OUT), punch(2, "1", fivePast, Direction.NONE));
        assertEquals(List.of(Answer.Kind.DELIVERED, Answer.Kind.DELIVERED), kinds(sink(false).deliver(batch)));
        assertEquals(List.of(Answer.Kind.DUPLICATE, Answer.Kind.DUPLICATE), kinds(sink(false).deliver(batch)));
        assertEquals(
                List.of("1 2026-03-09T23:55 O 0 TSTATT000001", "1 2026-03-10T00:05 I 0 TSTATT000001"), rows());
    }

    @Test
    void aPersonTheFileDoesNotKnowIsSetAsideUnlessPeopleAreMade() throws Exception {
        List<Outgoing> batch = List.of(punch(1, "9", EIGHT, Direction.IN), punch(2, "1", EIGHT, Direction.IN));
        Answers answers = sink(false).deliver(batch);
        assertEquals(List.of(Answer.Kind.SET_ASIDE, Answer.Kind.DELIVERED), kinds(answers));
        assertEquals("unknown_person", answers.each().getFirst().reason());
        assertEquals(List.of(Answer.Kind.DELIVERED, Answer.Kind.DUPLICATE), kinds(sink(true).deliver(batch)));
    }

    @Test
    void aFileInUseIsTriedAgainAndAMissingOneStops() throws Exception {
        Path lock = Files.write(folder.resolve("att2000.ldb"), new byte[64]);
        Trouble busy = sink(false).deliver(List.of(punch(1, "1", EIGHT, Direction.IN))).trouble();
        assertEquals(Trouble.Kind.RETRY, busy.kind());
        assertFalse(sink(false).test().ok());
        Files.delete(lock);
        assertTrue(sink(false).test().ok());
        Files.delete(file);
        Trouble gone = sink(false).deliver(List.of(punch(1, "1", EIGHT, Direction.IN))).trouble();
        assertEquals(Trouble.Kind.STOP, gone.kind());
        assertTrue(gone.cure().contains("resume"), gone.cure());
    }

    @Test
    void comparingTellsWhatWouldBeAndChangesNothing() throws Exception {
        sink(false).deliver(List.of(punch(1, "1", EIGHT, Direction.IN)));
        List<Outgoing> batch = List.of(punch(1, "1", EIGHT, Direction.IN),
                punch(2, "1", EIGHT.plusHours(1), Direction.OUT), punch(3, "9", EIGHT, Direction.IN));
        assertEquals(List.of("known", "new", "refused"),
                sink(false).compare(batch).stream().map(Difference::kind).toList());
        assertEquals(1, rows().size());
        Files.delete(file);
        assertEquals("unknown", sink(false).compare(batch).getFirst().kind());
    }
}
