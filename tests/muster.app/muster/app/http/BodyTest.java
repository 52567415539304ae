// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import muster.model.Command;
import muster.model.CommandRequest;
import muster.model.ImportBatch;
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
