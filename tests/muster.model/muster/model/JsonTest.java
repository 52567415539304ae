// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The one JSON form of everything.
final class JsonTest {

    static Stream<Fact> facts() {
        return Samples.FACTS.stream();
    }

    @Test
    void thereIsASampleOfEveryKindOfFact() {
        assertEquals(
                Set.of(Fact.class.getPermittedSubclasses()),
                Samples.FACTS.stream().map(Fact::getClass).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFactComesBackAsItWas(Fact fact) {
        assertEquals(fact, Json.parse(Json.text(fact), Fact.typeOf(fact.kind())));
        assertEquals(fact, Json.parse(Json.pretty(fact), Fact.typeOf(fact.kind())));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aFactIsOneLineWithSnakeCaseNamesAndNoNulls(Fact fact) {
        String text = Json.text(fact);
        assertFalse(text.contains("\n"), text);
        look(JsonParser.parseString(text), text);
    }

    private static void look(JsonElement element, String text) {
        assertFalse(element.isJsonNull(), text);
        if (element instanceof JsonObject object) {
            object.entrySet().forEach(member -> {
                assertTrue(member.getKey().matches("[a-z]+(_[a-z]+)*"), member.getKey());
                look(member.getValue(), text);
            });
        } else if (element instanceof JsonArray array) {
            array.forEach(entry -> look(entry, text));
        }
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aFactHasEveryMemberThatIsKnown(Fact fact) throws ReflectiveOperationException {
        JsonObject object = JsonParser.parseString(Json.text(fact)).getAsJsonObject();
        int known = 0;
        for (RecordComponent component : fact.getClass().getRecordComponents()) {
            known += component.getAccessor().invoke(fact) == null ? 0 : 1;
        }
        assertEquals(known, object.size(), object.toString());
    }

    @Test
    void aPunchIsWrittenLikeThis() {
        assertEquals(
                """
                {"source":"push","terminal":"TSTATT000001","pin":"0042","local_time":"2026-11-20 08:00:05",\
                "offset":"+05:30","zone":"Asia/Kolkata","zone_from":"terminal","fit":"exact",\
                "received_at":"2026-11-20T02:30:07.250Z","state":0,"verify_mode":1,"work_code":"7",\
                "raw":"0042\\t2026-11-20 08:00:05\\t0\\t1\\t7"}""",
                Json.text(Samples.PUNCH));
    }

    @Test
    void aCheckInIsAPunchWithOneMemberMore() {
        assertTrue(Json.text(Samples.FACTS.get(3)).endsWith(
                """
                "raw":"{}","check_in":{"event":"spring-2026","method":"ble","carrier":"manufacturer_data","rssi":-67,\
                "device_name":"Ada's <phone>","proof":"verified","timing":"retimed","photo":"photos/0042.jpg",\
                "key":"f3b0-7"}}"""));
        assertEquals("{\"event\":\"\",\"method\":\"qr\",\"timing\":\"sender\"}", Json.text(Samples.BARE_CHECK_IN));
    }

    @Test
    void anEventIsWrittenLikeThis() {
        assertEquals(
                """
                {"id":"spring-2026","name":"Spring \\"Fair\\" 春","start":"2026-11-20T02:00:00Z",\
                "end":"2026-11-20T12:00:00Z","from":"backend","active":true,"state":"scanning","capacity":300,\
                "automatic":true,"removed":false}""",
                Json.text(Samples.GATHERING));
    }

    @Test
    void whatIsNotKnownHasNoMember() {
        assertEquals(
                """
                {"terminal":"TSTATT000001","id":8,"text":"CHECK","state":"queued","attempts":0,"detail":"","by":"api",\
                "queued_at":"2026-11-20T02:30:07.250Z","expires_at":"2026-11-20T02:31:07.250Z"}""",
                Json.text(Samples.QUEUED));
        assertNull(Json.parse("{\"after\":{\"pin\":\"1\"},\"terminal\":null}", PersonChange.class).terminal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{pin:1}", "{'pin':'1'}", "{\"pin\":\"1\"", "{\"pin\":\"1\"} x"})
    void onlyOneWholeJsonValueIsRead(String text) {
        assertThrows(JsonParseException.class, () -> Json.parse(text, Person.class));
    }

    @Test
    void whatAValueRefusesIsAParseError() {
        assertThrows(JsonParseException.class, () -> Json.parse("{\"addresses\":[null]}", Terminal.class));
    }

    @ParameterizedTest
    @CsvSource({"0, 2026-11-20T08:00:00Z", "100000000, 2026-11-20T08:00:00.100Z",
        "1, 2026-11-20T08:00:00.000000001Z"})
    void anInstantIsUtcWithItsSecondsAlwaysWritten(long nanoseconds, String text) {
        Instant instant = Instant.parse("2026-11-20T08:00:00Z").plusNanos(nanoseconds);
        assertEquals("\"" + text + "\"", Json.text(instant));
    }

    @Test
    void timesOfEveryKindHaveTheirOneSpelling() {
        assertEquals("\"2026-11-20T08:00:00+05:30\"", Json.text(OffsetDateTime.parse("2026-11-20T08:00+05:30")));
        assertEquals("\"2026-11-20T08:00:00Z\"", Json.text(OffsetDateTime.parse("2026-11-20T08:00Z")));
        assertEquals("\"2026-11-20 08:00:00\"", Json.text(LocalDateTime.of(2026, 11, 20, 8, 0)));
        assertEquals("\"-03:30\"", Json.text(ZoneOffset.ofHoursMinutes(-3, -30)));
        assertEquals("\"Z\"", Json.text(ZoneOffset.UTC));
    }

    @Property(tries = 300)
    void timesComeBackAsTheyWere(
            @ForAll @LongRange(min = 946_684_800L, max = 4_102_444_800L) long second,
            @ForAll @IntRange(min = -72, max = 72) int quarters) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(quarters * 900);
        Instant instant = Instant.ofEpochSecond(second);
        assertEquals(instant, Json.parse(Json.text(instant), Instant.class));
        assertEquals(offset, Json.parse(Json.text(offset), ZoneOffset.class));
        OffsetDateTime time = instant.atOffset(offset);
        assertEquals(time, Json.parse(Json.text(time), OffsetDateTime.class));
        LocalDateTime local = time.toLocalDateTime();
        assertEquals(local, Json.parse(Json.text(local), LocalDateTime.class));
    }

    @Property(tries = 300)
    void anyTextComesBackAsItWas(@ForAll String text) {
        assertEquals(text, Json.parse(Json.text(text), String.class));
        Alert alert = new Alert("t", "info", text, "r", "s", "fired");
        assertEquals(alert, Json.parse(Json.text(alert), Alert.class));
        assertFalse(Json.text(alert).contains("\n"));
    }

    @Test
    void markupStaysReadable() {
        assertEquals("\"<b> & 'x' = \\\"y\\\"\"", Json.text("<b> & 'x' = \"y\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "[]", "nonsense", "7", "{\"pin\":", "{\"pin\":[]}", "{\"privilege\":1.5}",
        "{\"privilege\":99999999999}", "{\"privilege\":\"x\"}", "{\"pin\":\"1\"} {}"})
    void whatIsNoPersonIsAParseError(String text) {
        assertThrows(JsonParseException.class, () -> Json.parse(text, Person.class));
    }

    @ParameterizedTest
    @CsvSource({"received_at, 2026-11-20", "received_at, yesterday", "local_time, 2026-11-20T08:00:00",
        "local_time, 2026-13-20 08:00:00", "local_time, 2026-11-20 08:00", "offset, +25:00", "offset, Asia/Kolkata",
        "raw, base64:%%", "source, fax", "state, in"})
    void aValueThatDoesNotFitIsAParseErrorToo(String member, String value) {
        String text = "{\"" + member + "\":\"" + value + "\"}";
        assertThrows(JsonParseException.class, () -> Json.parse(text, Punch.class));
    }

    @Test
    void aMemberNobodyKnowsIsPassedOver() {
        assertEquals(
                new Person("1", null, null, 2),
                Json.parse("{\"pin\":\"1\",\"favourite_colour\":{\"r\":[1,2]},\"privilege\":2}", Person.class));
    }

    @Test
    void answersOfTheApiComeBackAsTheyWere() {
        PunchPage page = new PunchPage(
                List.of(
                        PunchRow.of(1, Samples.PUNCH, Samples.TERMINAL, "Ada"),
                        PunchRow.of(2, Samples.PUNCH, null, null)),
                2L);
        assertEquals(page, Json.parse(Json.text(page), PunchPage.class));
        QuarantinePage held = new QuarantinePage(
                List.of(QuarantineRow.of(3, (Quarantined) Samples.FACTS.get(2))), null);
        assertEquals(held, Json.parse(Json.text(held), QuarantinePage.class));
        GatheringStatus status = new GatheringStatus(Samples.GATHERING, 300, 17, 20, 1, 0, 12, 18, 6, false);
        GatheringList gatherings = new GatheringList("spring-2026", List.of(status), null);
        assertEquals(gatherings, Json.parse(Json.text(gatherings), GatheringList.class));
        HeldCheckIn waiting = new HeldCheckIn("0042", Samples.RECEIVED, "boot", 17L, "0a0b", Samples.CHECK_IN);
        assertEquals(waiting, Json.parse(Json.text(waiting), HeldCheckIn.class));
        CommandList commands = new CommandList(List.of(Samples.QUEUED, Samples.COMMAND));
        assertEquals(commands, Json.parse(Json.text(commands), CommandList.class));
        TerminalSettings settings = new TerminalSettings(null, "Gate", "", List.of());
        assertEquals("{\"name\":\"Gate\",\"zone\":\"\",\"addresses\":[]}", Json.text(settings));
        assertEquals(settings, Json.parse(Json.text(settings), TerminalSettings.class));
    }

    @Test
    void aMapKeepsItsOwnNames() {
        assertEquals(
                "{\"timestamp\":\"2026-11-20T08:00:05\",\"type\":\"scan\",\"message\":\"m\","
                        + "\"data\":{\"workCode\":\"7\"}}",
                Json.text(new MonitorEntry(MonitorEntry.timestamp(Samples.PUNCH.localTime()), "scan", "m",
                        Map.of("workCode", "7"))));
    }
}
