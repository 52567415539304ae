// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import muster.model.Command;
import muster.model.CommandRequest;
import muster.model.ImportBatch;
import muster.model.Sighting;
import muster.model.SightingBatch;
import muster.model.TerminalSettings;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static <T> T read(String text, Class<T> type) throws Rejection {
        return Body.read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void anObjectBecomesARecord() throws Exception {
        assertEquals(new TerminalSettings("TSTATT000001", "Main door", null, List.of("192.0.2.0/24")), read("""
                {"serial": "TSTATT000001", "name": "Main door", "zone": null, "addresses": ["192.0.2.0/24"]}
                """, TerminalSettings.class));
    }

    @Test
    void noBodyIsAnEmptyObject() throws Exception {
        TerminalSettings nothing = new TerminalSettings(null, null, null, null);
        assertEquals(nothing, read("", TerminalSettings.class));
        assertEquals(nothing, read(" \r\n", TerminalSettings.class));
        assertEquals(Map.of(), read("", Map.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"punches": [{"pin": "1", "terminl": "T"}]}       | line 1 column 36 path $.punches[0].terminl
            {"punches": [{"pin": "1"}, {"instant": "today"}]} | line 1 column 41 path $.punches[1].instant
            {"punches": [{"pin": "1"}, {"state": "in"}]}      | line 1 column 39 path $.punches[1].state
            {"punches": [{"state": 1.5}]}                     | path $.punches[0].state
            {"punches": [{"pin": {"a": 1}}]}                  | path $.punches[0].pin
            {"punches": [{"raw": "base64:?"}]}                | path $.punches[0].raw
            {"punches": [null]}                               | path $.punches[0]
            {"punches": [[]]}                                 | path $.punches[0]
            {"punches": [{"pin": "1", "pin": "2"}]}           | "pin" is given twice
            {"punches": [], "punches": []}                    | "punches" is given twice
            {"punches": {}}                                   | path $.punches
            {"punches": "x"}                                  | path $.punches
            {"punch": []}                                     | there is no member "punch"; there are punches
            {"punches": [}                                    | not JSON
            {'punches': []}                                   | not JSON
            {"punches": []} x                                 | not JSON
            {"punches": [] // comment                         | not JSON
            {"punches": [                                     | ends too early
            []                                                | an object is expected
            "x"                                               | an object is expected
            null                                              | an object is expected
            """)
    void whatIsWrongIsToldWithItsPlace(String text, String expected) {
        Rejection rejection = assertThrows(Rejection.class, () -> read(text, ImportBatch.class));
        assertEquals(ProblemKind.INVALID, rejection.kind());
        assertTrue(rejection.getMessage().contains(expected), rejection.getMessage());
        assertTrue(rejection.getMessage().indexOf('\n') < 0, rejection.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"service_data": {"a": 1.5, "b": []}}          | path $.sightings[0].service_data.b
            {"service_data": {"a": null}}                  | path $.sightings[0].service_data.a
            {"service_data": {"a": "00", "a": "00"}}       | "a" is given twice
            {"service_data": []}                           | path $.sightings[0].service_data
            {"manufacturer_data": {"one": "00"}}           | "one" must be a number
            {"manufacturer_data": {"": "00"}}              | "" must be a number
            {"manufacturer_data": {"1": {}}}               | path $.sightings[0].manufacturer_data.1
            {"manufacturer_data": "00"}                    | path $.sightings[0].manufacturer_data
            """)
    void whatIsWrongInAMapIsToldWithItsPlace(String sighting, String expected) {
        Rejection rejection = assertThrows(Rejection.class,
                () -> read("{\"sightings\": [" + sighting + "]}", SightingBatch.class));
        assertTrue(rejection.getMessage().contains(expected), rejection.getMessage());
    }

    @Test
    void aMapIsRead() throws Exception {
        Sighting sighting = read("""
                {"sightings": [{"service_data": {"feaa": "00"}, "manufacturer_data": {"76": "0215", "1": ""}}]}""",
                SightingBatch.class).sightings().getFirst();
        assertEquals(Map.of("feaa", "00"), sighting.serviceData());
        assertEquals(Map.of(76, "0215", 1, ""), sighting.manufacturerData());
    }

    @Test
    void aMemberIsFoundWithoutReadingTheRest() throws Exception {
        assertTrue(has("{\"punches\": [", "punches"), "what is wrong behind it is told when it is read");
        assertTrue(has("{\"pin\": {\"punches\": 1}, \"punches\": 1}", "punches"));
        assertFalse(has("{\"pin\": {\"punches\": 1}}", "punches"));
        for (String none : List.of(
                "", "{}", "[]", "null", "\"punches\"", "{\"pin\": [", "{'punches': 1}", "[".repeat(9999))) {
            assertFalse(has(none, "punches"), none);
        }
        assertThrows(Rejection.class, () -> Body.has(new byte[] {'{', (byte) 0xff, '}'}, "punches"));
    }

    private static boolean has(String text, String member) throws Rejection {
        return Body.has(text.getBytes(StandardCharsets.UTF_8), member);
    }

    @Test
    void aTimeThatIsNoneIsToldWithItsLine() {
        Rejection rejection = assertThrows(Rejection.class, () -> read("""
                {
                  "command": "query-punches",
                  "from": "yesterday"
                }""", CommandRequest.class));
        assertTrue(rejection.getMessage().contains("line 3"), rejection.getMessage());
        assertTrue(rejection.getMessage().contains("\"yesterday\""), rejection.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"perhaps\"", "\"true\"", "1", "[true]", "{}"})
    void onlyTrueAndFalseAreYesAndNo(String live) throws Exception {
        Rejection rejection = assertThrows(Rejection.class,
                () -> read("{\"pull\": {\"live\": " + live + "}}", TerminalSettings.class));
        assertTrue(rejection.getMessage().startsWith("true or false is expected: "), rejection.getMessage());
        assertTrue(rejection.getMessage().endsWith("path $.pull.live"), rejection.getMessage());
        assertEquals(false, read("{\"pull\": {\"live\": false}}", TerminalSettings.class).pull().live());
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThrows(Rejection.class, () -> Body.read(new byte[] {'{', (byte) 0xff, '}'}, ImportBatch.class));
    }

    @Test
    void depthWithoutEndIsRefused() {
        String deep = "{\"punches\": " + "[".repeat(100_000);
        assertThrows(Rejection.class, () -> read(deep, ImportBatch.class));
        assertThrows(Rejection.class, () -> read("{\"a\": " + "[".repeat(100_000), Map.class));
    }

    @Property(tries = 2000)
    void anyBytesBecomeARecordOrARejection(@ForAll byte[] bytes) {
        try {
            Body.read(bytes, ImportBatch.class);
        } catch (Rejection expected) {
            assertEquals(ProblemKind.INVALID, expected.kind());
        }
    }

    @Property(tries = 1000)
    void anyChangeToAGoodBatchBecomesARecordOrARejection(@ForAll char with, @ForAll int where) {
        String good = "{\"sightings\": [{\"at\": \"2026-11-20T08:00:00Z\", \"rssi\": -5, "
                + "\"service_uuids\": [\"feaa\"], \"service_data\": {\"feaa\": \"00\"}, "
                + "\"manufacturer_data\": {\"76\": \"02\", \"1\": \"\"}}]}";
        int at = Math.floorMod(where, good.length());
        try {
            read(good.substring(0, at) + with + good.substring(at + 1), SightingBatch.class);
        } catch (Rejection expected) {
            assertEquals(ProblemKind.INVALID, expected.kind());
        }
    }

    @Property(tries = 500)
    void anyChangeToAGoodBodyBecomesARecordOrARejection(@ForAll char with, @ForAll int where) {
        String good = "{\"command\": \"unlock\", \"door\": 1, \"from\": \"2026-11-20 08:00:00\", \"pin\": \"7\"}";
        int at = Math.floorMod(where, good.length());
        try {
            read(good.substring(0, at) + with + good.substring(at + 1), CommandRequest.class);
        } catch (Rejection expected) {
            assertEquals(ProblemKind.INVALID, expected.kind());
        }
    }

    @Test
    void namesAreFormedAsInJson() {
        assertEquals("clock_offset_seconds", Body.snakeCase("clockOffsetSeconds"));
        assertEquals("expires_at", Body.snakeCase(Command.class.getRecordComponents()[11].getName()));
    }
}
