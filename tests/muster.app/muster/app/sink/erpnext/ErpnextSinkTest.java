// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.Target;
import muster.app.config.Target.Inactive;
import muster.app.sink.Answer;
import muster.app.sink.Answer.Kind;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Outgoing.Direction;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.app.sink.http.Caller;
import muster.app.sink.http.Outgoings;
import muster.app.sink.http.StrictServer.Response;
import muster.model.SinkChange;
import muster.model.SinkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErpnextSinkTest {

    @TempDir
    private Path folder;

    private ErpnextDouble site;
    private ErpnextSink sink;

    @BeforeEach
    void open() throws IOException {
        site = new ErpnextDouble();
        site.employees.put("7", "Active");
        site.employees.put("8", "Active");
        Files.writeString(folder.resolve("key"), ErpnextDouble.KEY + "\n");
        sink = sink("hrms", true, Inactive.SET_ASIDE, 1);
    }

    private ErpnextSink sink(String module, boolean logType, Inactive inactive, int parallel) {
        return sink(new Target.Erpnext(site.server.url("/"), folder.resolve("key"), module, "attendance_device_id",
                logType, inactive, false, Optional.empty(), Optional.empty(), Map.of(), parallel));
    }

    private ErpnextSink sink(Target.Erpnext target) {
        InstantSource clock = InstantSource.fixed(Outgoings.TIME);
        return new ErpnextSink(target, clock, _ -> Optional.empty(),
                new Caller("ERPNext", Duration.ofSeconds(2), true, clock));
    }

    @AfterEach
    void close() {
        sink.close();
        site.close();
    }

    private static Outgoing punch(long seq, String pin, String time, Direction direction) {
        Outgoing one = Outgoings.terminal(seq, pin);
        LocalDateTime local = LocalDateTime.parse(time);
        return new Outgoing(one.entry(), one.id(), one.row(), pin, local, local.atOffset(one.time().getOffset()),
                direction, null);
    }

    private static Outgoing in(long seq, String pin) {
        return punch(seq, pin, "2026-03-02T09:%02d:00".formatted(seq % 60), Direction.IN);
    }

    private static List<Kind> kinds(Answers answers) {
        return answers.each().stream().map(Answer::kind).toList();
    }

    private static String times(List<JsonObject> checkIns, String pin) {
        return String.join(" ", checkIns.stream()
                .filter(each -> each.get("employee").getAsString().equals("HR-EMP-" + pin))
                .map(each -> each.get("time").getAsString().substring(14, 16))
                .toList());
    }

    @Test
    void everyFieldIsSentAsTheFormatSays() throws Exception {
        sink = sink(new Target.Erpnext(site.server.url(), folder.resolve("key"), "hrms", "attendance_device_id", true,
                Inactive.SET_ASIDE, true, Optional.of(12.5), Optional.of(-77.25), Map.of(), 1));
        Answers answers = sink.deliver(List.of(punch(1, "7", "2026-03-02T09:30:00", Direction.OUT)));
        assertEquals(List.of(Answer.delivered("EMP-CKIN-1")), answers.each());
        assertEquals("/api/method/hrms.hr.doctype.employee_checkin.employee_checkin.add_log_based_on_employee_field",
                site.server.requests().getFirst().path());
        assertEquals("{\"employee_field_value\":\"7\",\"timestamp\":\"2026-03-02 09:30:00\","
                + "\"device_id\":\"TSTATT000001\",\"log_type\":\"OUT\",\"skip_auto_attendance\":1,"
                + "\"employee_fieldname\":\"attendance_device_id\",\"latitude\":12.5,\"longitude\":-77.25}",
                site.server.requests().getFirst().text());
    }

    @Test
    void anUnknownDirectionAndOneThatIsNotToBeToldAreLeftOut() throws Exception {
        sink.deliver(List.of(punch(1, "7", "2026-03-02T09:30:00", Direction.NONE)));
        sink = sink("hrms", false, Inactive.SET_ASIDE, 1);
        sink.deliver(List.of(punch(2, "7", "2026-03-02T09:31:00", Direction.IN)));
        assertTrue(site.server.requests().stream().noneMatch(request -> request.json().has("log_type")));
        assertEquals(2, site.checkIns.size());
    }

    @Test
    void beforeVersion14ThePathIsAnotherOne() throws Exception {
        site.module = "erpnext";
        sink = sink("erpnext", true, Inactive.SET_ASIDE, 1);
        assertEquals(List.of(Kind.DELIVERED), kinds(sink.deliver(List.of(in(1, "7")))));
    }

    @Test
    void aWrongModuleStopsTheSinkAndNamesTheSetting() throws Exception {
        site.module = "erpnext";
        Answers answers = sink.deliver(List.of(in(1, "7")));
        assertEquals(Trouble.Kind.STOP, answers.trouble().kind());
        assertTrue(answers.trouble().cure().contains("module"), answers.trouble().cure());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recordsThatAreRefusedAreAnsweredOneByOne(boolean tracebacks) throws Exception {
        site.tracebacks = tracebacks;
        site.employees.put("9", "Inactive");
        Answers answers = sink.deliver(List.of(in(1, "7"), in(2, "404"), in(3, "9"), in(1, "7"), in(5, "8")));
        assertEquals(List.of(Kind.DELIVERED, Kind.SET_ASIDE, Kind.SET_ASIDE, Kind.DUPLICATE, Kind.DELIVERED),
                kinds(answers));
        assertEquals("unknown_person", answers.each().get(1).reason());
        assertTrue(answers.each().get(1).text().contains("'attendance_device_id': 404"));
        assertEquals("inactive", answers.each().get(2).reason());
        assertEquals("Transactions cannot be created for an Inactive Employee HR-EMP-9 .",
                answers.each().get(2).text());
        assertNull(answers.trouble());
    }

    @Test
    void peopleWhoLeftCanBeLeftOut() throws Exception {
        site.employees.put("9", "Inactive");
        sink = sink("hrms", true, Inactive.SKIP, 1);
        assertEquals(List.of(Kind.SKIPPED), kinds(sink.deliver(List.of(in(1, "9")))));
    }

    @Test
    void aSiteThatSpeaksAnotherLanguageIsAskedWhatItMeans() throws Exception {
        site.foreign = true;
        site.employees.put("9", "Inactive");
        Answers answers = sink.deliver(List.of(in(1, "7"), in(2, "404"), in(3, "9"), in(1, "7")));
        assertEquals(List.of(Kind.DELIVERED, Kind.SET_ASIDE, Kind.SET_ASIDE, Kind.DUPLICATE), kinds(answers));
        assertEquals("unknown_person", answers.each().get(1).reason());
        assertEquals("inactive", answers.each().get(2).reason());
    }

    @Test
    void whatNobodyKnowsIsSetAsideWithItsWords() throws Exception {
        site.server.next(site.error(417, "CheckinRadiusExceededError", "You must be within 50 meters of <b>it</b>."));
        Answer answer = sink.deliver(List.of(in(1, "7"))).each().getFirst();
        assertEquals(Answer.setAside("refused", "You must be within 50 meters of it ."), answer);
    }

    @Test
    void aRequiredLogTypeAndARequiredPlaceStopTheSinkAndNameTheSettings() throws Exception {
        site.wantsLogType = true;
        sink = sink("hrms", false, Inactive.SET_ASIDE, 1);
        Trouble type = sink.deliver(List.of(in(1, "7"))).trouble();
        assertEquals(Trouble.Kind.STOP, type.kind());
        assertTrue(type.cure().contains("log_type = true"), type.cure());
        site.wantsLogType = false;
        site.wantsPlace = true;
        Trouble place = sink.deliver(List.of(in(1, "7"))).trouble();
        assertEquals(Trouble.Kind.STOP, place.kind());
        assertTrue(place.cure().contains("latitude and longitude"), place.cure());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aWrongKeyStopsTheSink(int status) throws Exception {
        site.server.next(site.error(status, "AuthenticationError", "Authentication failed"));
        Answers answers = sink.deliver(List.of(in(1, "7")));
        assertEquals(Trouble.Kind.STOP, answers.trouble().kind());
        assertTrue(answers.trouble().cure().contains("api_key:api_secret"));
        assertFalse(answers.trouble().text().contains("fedcba"));
    }

    @Test
    void aKeyFileWithoutASecretStopsTheSinkBeforeACall() throws Exception {
        Files.writeString(folder.resolve("key"), "0123456789abcdefghij\n");
        Answers answers = sink.deliver(List.of(in(1, "7")));
        assertEquals(Trouble.Kind.STOP, answers.trouble().kind());
        assertTrue(answers.trouble().text().contains("api_key:api_secret"));
        assertTrue(site.server.requests().isEmpty());
    }

    @Test
    void aSiteThatCannotNowIsTriedLaterFromWhereItFailed() throws Exception {
        for (Response bad : List.of(Response.bare(429, "Retry-After", "7"), Response.json(500, "{}"),
                Response.page(503), Response.page(200), Response.cut(), Response.silence())) {
            site.server.next(Response.json(200, "{\"message\":{\"name\":\"X\"}}"), bad);
            Answers answers = sink.deliver(List.of(in(1, "7"), in(2, "7"), in(3, "7")));
            assertEquals(List.of(Kind.DELIVERED), kinds(answers), bad.toString());
            assertEquals(Trouble.Kind.RETRY, answers.trouble().kind(), bad.toString());
            assertEquals(bad.status() == 429 ? Duration.ofSeconds(7) : null, answers.trouble().after());
        }
    }

    @Test
    void whatWasTakenBeforeTheLineWasCutIsADuplicateAfterwards() throws Exception {
        site.server.next(Response.cut().after());
        assertEquals(Trouble.Kind.RETRY, sink.deliver(List.of(in(1, "7"), in(2, "7"))).trouble().kind());
        assertEquals(List.of(Kind.DUPLICATE, Kind.DELIVERED), kinds(sink.deliver(List.of(in(1, "7"), in(2, "7")))));
        assertEquals(2, site.checkIns.size());
    }

    @Test
    void inLanesEverybodysOrderIsKept() throws Exception {
        List<Outgoing> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String pin = String.valueOf(i % 7);
            site.employees.put(pin, "Active");
            records.add(in(i, pin));
        }
        sink = sink("hrms", true, Inactive.SET_ASIDE, 4);
        assertEquals(80, sink.batch());
        Answers answers = sink.deliver(records);
        assertNull(answers.trouble());
        assertEquals(60, answers.each().size());
        for (int pin = 0; pin < 7; pin++) {
            List<String> times = new ArrayList<>();
            for (int i = pin; i < 60; i += 7) {
                times.add("%02d".formatted(i));
            }
            assertEquals(String.join(" ", times), times(site.checkIns, String.valueOf(pin)));
        }
    }

    @Test
    void troubleInOneLaneLeavesEverythingBeforeItAnsweredAndNothingBehindIt() throws Exception {
        List<Outgoing> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            site.employees.put(String.valueOf(i), "Active");
            records.add(in(i, String.valueOf(i)));
        }
        sink = sink("hrms", true, Inactive.SET_ASIDE, 4);
        site.wantsLogType = true;
        records.set(17, punch(17, "17", "2026-03-02T09:17:00", Direction.NONE));
        Answers answers = sink.deliver(records);
        assertEquals(17, answers.each().size());
        assertTrue(answers.each().stream().allMatch(answer -> answer.kind() == Kind.DELIVERED));
        assertEquals(Trouble.Kind.STOP, answers.trouble().kind());
        site.wantsLogType = false;
        Answers again = sink.deliver(records.subList(17, 40));
        assertEquals(23, again.each().size());
        assertEquals(40, site.checkIns.size());
    }

    @Test
    void otherFactsAreNoneOfItsBusiness() throws Exception {
        Outgoing fact = Outgoings.fact(
                1, new SinkChange("erp", SinkState.RUNNING, "resumed", null, null, "x", Outgoings.TIME));
        assertEquals(List.of(Kind.SKIPPED), kinds(sink.deliver(List.of(fact))));
        assertTrue(site.server.requests().isEmpty());
    }

    @Test
    void aTestSaysWhoTheKeyBelongsTo() throws Exception {
        Trial trial = sink.test();
        assertTrue(trial.ok());
        assertTrue(trial.text().contains("gate@example.org"));
        site.server.next(site.error(401, "AuthenticationError", "no"));
        assertFalse(sink.test().ok());
        site.server.next(Response.page(200));
        assertFalse(sink.test().ok());
    }

    @Test
    void comparingTellsWhatTheSiteHasAndChangesNothing() throws Exception {
        sink.deliver(List.of(in(1, "7")));
        List<Difference> differences = sink.compare(List.of(in(1, "7"), in(2, "7"), in(3, "404")));
        assertEquals(List.of("known", "new", "refused"), differences.stream().map(Difference::kind).toList());
        assertTrue(differences.getFirst().found().contains("EMP-CKIN-1"));
        assertEquals(1, site.checkIns.size());
        site.server.next(Response.json(500, "{}"));
        assertEquals("unknown", sink.compare(List.of(in(1, "7"))).getFirst().kind());
    }
}
