// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answer.Kind;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Outgoing.Direction;
import muster.app.sink.Trouble;
import muster.app.sink.http.Caller;
import muster.app.sink.http.Outgoings;
import muster.app.sink.http.StrictServer.Response;
import muster.app.sink.odoo.OdooDouble.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"json-2", "json-rpc"})
class OdooSinkTest {

    @Parameter
    String protocol;

    @TempDir
    private Path folder;

    private OdooDouble odoo;
    private OdooSink sink;

    @BeforeEach
    void open() throws IOException {
        odoo = new OdooDouble(protocol.equals("json-rpc"));
        odoo.employee("7", true);
        odoo.employee("8", true);
        key(OdooDouble.KEY);
        sink = sink(Optional.of("main"), "pin");
    }

    private void key(String key) throws IOException {
        Files.writeString(folder.resolve("key"), key + "\n");
    }

    private OdooSink sink(Optional<String> database, String match) {
        return new OdooSink(
                new Target.Odoo(odoo.server.url("/"), protocol, database, Optional.of(OdooDouble.USER),
                        folder.resolve("key"), match),
                new Caller("Odoo", Duration.ofSeconds(2), true, InstantSource.system()));
    }

    @AfterEach
    void close() {
        sink.close();
        odoo.close();
    }

    /// @param time UTC, `02 09:00`
    private static Outgoing punch(long seq, String pin, String time, Direction direction) {
        Outgoing one = Outgoings.terminal(seq, pin);
        ZoneOffset offset = one.time().getOffset();
        LocalDateTime utc = LocalDateTime.parse("2026-03-" + time.replace(' ', 'T') + ":00");
        var at = utc.atOffset(ZoneOffset.UTC).withOffsetSameInstant(offset);
        return new Outgoing(one.entry(), one.id(), one.row(), pin, at.toLocalDateTime(), at, direction, null);
    }

    private static Outgoing in(String time) {
        return punch(1, "7", time, Direction.IN);
    }

    private static Outgoing out(String time) {
        return punch(2, "7", time, Direction.OUT);
    }

    private static Outgoing any(String time) {
        return punch(3, "7", time, Direction.NONE);
    }

    private static List<Kind> kinds(Answers answers) {
        assertNull(answers.trouble());
        return answers.each().stream().map(Answer::kind).toList();
    }

    @Test
    void comingAndGoingBecomeStaysInUtc() throws Exception {
        Answers answers = sink.deliver(List.of(in("02 09:00"), out("02 12:00"), in("02 13:00"),
                punch(4, "8", "02 13:05", Direction.IN), out("02 17:00")));
        assertEquals(5, kinds(answers).stream().filter(Kind.DELIVERED::equals).count());
        assertEquals("11 02 09:00 - 02 12:00; 11 02 13:00 - 02 17:00; 12 02 13:05 - open", odoo.stays());
    }

    @Test
    void whatWasSentBeforeIsFoundAgain() throws Exception {
        List<Outgoing> records =
                List.of(in("02 09:00"), out("02 12:00"), any("02 13:00"), any("02 17:00"), in("02 18:00"));
        sink.deliver(records);
        String stays = odoo.stays();
        assertEquals(List.of(Kind.DUPLICATE, Kind.DUPLICATE, Kind.DUPLICATE, Kind.DUPLICATE, Kind.DUPLICATE),
                kinds(sink.deliver(records)));
        assertEquals(stays, odoo.stays());
    }

    @Test
    void aStayThatBeganInAnEarlierBatchIsEnded() throws Exception {
        sink.deliver(List.of(in("01 22:00")));
        sink.deliver(List.of(out("02 06:00")));
        assertEquals("11 01 22:00 - 02 06:00", odoo.stays());
    }

    /// A forgotten check-out must not turn the days after it around (odoo/odoo issue 29645).
    @Test
    void aForgottenOutSetsTheNextInAsideAndNamesBothStays() throws Exception {
        Answers answers = sink.deliver(
                List.of(in("01 09:00"), in("02 09:00"), out("02 17:00"), in("03 09:00"), out("03 17:00")));
        assertEquals(List.of(Kind.DELIVERED, Kind.SET_ASIDE, Kind.DELIVERED, Kind.DELIVERED, Kind.DELIVERED),
                kinds(answers));
        Answer conflict = answers.each().get(1);
        assertEquals("conflict", conflict.reason());
        assertTrue(conflict.text().contains("2026-03-01 09:00:00 to (open) UTC"), conflict.text());
        assertTrue(conflict.text().contains("2026-03-02 09:00:00 to (open)"), conflict.text());
        assertEquals("11 01 09:00 - 02 17:00; 11 03 09:00 - 03 17:00", odoo.stays());
    }

    @Test
    void aLoneOutIsSetAsideAndNamesTheLastStay() throws Exception {
        odoo.attendance(11, "2026-03-01 09:00:00", "2026-03-01 17:00:00");
        Answer conflict = sink.deliver(List.of(out("02 17:00"))).each().getFirst();
        assertEquals("conflict", conflict.reason());
        assertTrue(conflict.text().contains("2026-03-02 17:00:00"), conflict.text());
        assertTrue(conflict.text().contains("2026-03-01 09:00:00 to 2026-03-01 17:00:00 UTC"), conflict.text());
        Answer alone = sink.deliver(List.of(punch(1, "8", "02 17:00", Direction.OUT))).each().getFirst();
        assertTrue(alone.text().contains("no stay around it"), alone.text());
    }

    @Test
    void anOverlapOutOfSightIsOdoosToRefuse() throws Exception {
        odoo.attendance(11, "2026-03-01 09:00:00", null);
        odoo.attendance(11, "2026-03-02 09:00:00", "2026-03-02 12:00:00");
        Answer refused = sink.deliver(List.of(out("03 09:00"))).each().getFirst();
        assertEquals(Answer.setAside("refused", "Cannot create new attendance record for Somebody"), refused);
    }

    @Test
    void peopleAreFoundByPinOrBarcode() throws Exception {
        odoo.employee("9", false);
        odoo.employee("5", true);
        odoo.employee("5", true);
        odoo.employee("7", false);
        List<Outgoing> records = new ArrayList<>();
        for (String pin : List.of("404", "9", "5", "7")) {
            records.add(punch(1, pin, "02 09:00", Direction.IN));
        }
        Answers answers = sink.deliver(records);
        assertEquals(List.of(Kind.SET_ASIDE, Kind.SET_ASIDE, Kind.SET_ASIDE, Kind.DELIVERED), kinds(answers));
        assertEquals(List.of("unknown_person", "inactive", "conflict"),
                answers.each().stream().limit(3).map(Answer::reason).toList());
        sink = sink(Optional.of("main"), "barcode");
        assertEquals(List.of(Kind.DELIVERED),
                kinds(sink.deliver(List.of(punch(1, "B8", "02 09:00", Direction.IN)))));
    }

    @Test
    void aWrongKeyStopsTheSinkAndIsNotShown() throws Exception {
        key("0000000000000000000000000000000000000000");
        Answers answers = sink.deliver(List.of(in("02 09:00")));
        assertEquals(Trouble.Kind.STOP, answers.trouble().kind());
        assertFalse(answers.trouble().text().contains("00000000"));
        Files.delete(folder.resolve("key"));
        assertEquals(Trouble.Kind.STOP, sink.deliver(List.of(in("02 09:00"))).trouble().kind());
    }

    @Test
    void missingRightsStopTheSink() throws Exception {
        odoo.fault = new Fault(403, "odoo.exceptions.AccessError", "You are not allowed");
        Answers answers = sink.deliver(List.of(in("02 09:00")));
        assertEquals(Trouble.Kind.STOP, answers.trouble().kind());
        assertTrue(answers.trouble().cure().contains("change attendances"));
    }

    @Test
    void whatOdoosRulesAreAgainstIsSetAsideAndTheRestFlows() throws Exception {
        odoo.fault = new Fault(422, "odoo.exceptions.UserError", "The period is\nlocked");
        Answers answers = sink.deliver(List.of(in("02 09:00"), in("02 10:00"), out("02 11:00")));
        assertEquals(List.of(Kind.SET_ASIDE, Kind.DELIVERED, Kind.DELIVERED), kinds(answers));
        assertEquals(Answer.setAside("refused", "The period is locked"), answers.each().getFirst());
    }

    @Test
    void anOdooThatCannotNowIsTriedLater() throws Exception {
        for (Fault each : List.of(new Fault(404, "odoo.exceptions.MissingError", "gone"),
                new Fault(500, "psycopg2.errors.SerializationFailure", "could not serialize"))) {
            odoo.fault = each;
            Answers answers = sink.deliver(List.of(in("02 09:00")));
            assertEquals(Trouble.Kind.RETRY, answers.trouble().kind());
            assertTrue(answers.each().isEmpty());
        }
        for (Response bad : List.of(Response.json(500, "{}"), Response.page(502), Response.page(200), Response.cut(),
                Response.silence(), Response.bare(429, "Retry-After", "9"), Response.page(404))) {
            odoo.server.next(bad);
            assertEquals(Trouble.Kind.RETRY, sink.deliver(List.of(in("02 09:00"))).trouble().kind(), bad.toString());
        }
        assertEquals("", odoo.stays());
    }

    @Test
    void whatWasTakenBeforeTheLineWasCutIsADuplicateAfterwards() throws Exception {
        List<Outgoing> records = List.of(in("02 09:00"), out("02 12:00"));
        for (int call = 0; call < (odoo.rpc ? 5 : 4); call++) {
            odoo.attendances.clear();
            cutAfter(call);
            assertEquals(Trouble.Kind.RETRY, sink.deliver(records).trouble().kind());
            cutAfter(-1);
            assertTrue(kinds(sink.deliver(records)).stream().noneMatch(Kind.SET_ASIDE::equals));
            assertEquals("11 02 09:00 - 02 12:00", odoo.stays());
        }
    }

    /// Lets the line be cut after one of the next calls was done.
    private void cutAfter(int call) {
        int[] left = {call};
        odoo.server.rules(_ -> {
            if (left[0]-- == 0) {
                odoo.server.next(Response.cut().after());
            }
        });
    }

    @Test
    void comparingTellsWhatOdooHasAndChangesNothing() throws Exception {
        odoo.attendance(11, "2026-03-02 09:00:00", null);
        List<Difference> differences = sink.compare(List.of(in("02 09:00"), in("02 10:00"), out("02 12:00"),
                punch(4, "404", "02 13:00", Direction.IN)));
        assertEquals(List.of("known", "different", "new", "refused"),
                differences.stream().map(Difference::kind).toList());
        assertEquals("11 02 09:00 - open", odoo.stays());
        odoo.server.next(Response.page(503));
        assertEquals("unknown", sink.compare(List.of(in("02 09:00"))).getFirst().kind());
    }

    @Test
    void aTestReadsBothAndSaysWhatIsWrong() throws Exception {
        assertTrue(sink.test().ok());
        key("1111111111111111111111111111111111111111");
        assertFalse(sink.test().ok());
    }

    @Test
    void theOnlyDatabaseNeedsNoName() throws Exception {
        if (!odoo.rpc) {
            return;
        }
        sink = sink(Optional.empty(), "pin");
        assertTrue(sink.test().ok());
        odoo.databases = List.of("main", "other");
        assertTrue(sink.test().cure().contains("database"));
        sink = sink(Optional.of("other"), "pin");
        assertEquals(Trouble.Kind.STOP, sink.deliver(List.of(in("02 09:00"))).trouble().kind());
    }

    @Test
    void aShortPasswordIsGoodForJsonRpcOnly() throws Exception {
        odoo.password = "e";
        key("e");
        Answers answers = sink.deliver(List.of(in("02 09:00")));
        assertEquals(odoo.rpc ? null : Trouble.Kind.STOP, answers.trouble() == null ? null : answers.trouble().kind());
        assertEquals(odoo.rpc ? "11 02 09:00 - open" : "", odoo.stays());
    }

    @Test
    void aProtocolThatIsGoneStopsTheSink() throws Exception {
        sink.deliver(List.of(in("02 09:00")));
        odoo.retired = true;
        odoo.fault = new Fault(404, "werkzeug.exceptions.NotFound", "the model does not exist");
        Trouble trouble = sink.deliver(List.of(out("02 12:00"))).trouble();
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.cure().contains("protocol"));
    }
}
