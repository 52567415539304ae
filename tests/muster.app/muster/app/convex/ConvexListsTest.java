// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import muster.app.config.BackendDialect;
import muster.app.convex.ConvexProblem.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is understood of the lists a backend tells.
final class ConvexListsTest {

    private static final String KEY = "otters-know-nothing-of-keys";

    private ConvexBackend backend;
    private Convex convex;

    @BeforeEach
    void open() throws IOException {
        backend = ConvexBackend.open(BackendDialect.API_KEY, KEY);
        convex = Convex.at(backend.url(), BackendDialect.API_KEY, KEY, InstantSource.system());
    }

    @AfterEach
    void close() {
        convex.close();
        backend.close();
    }

    private ConvexProblem problem(Executable question) {
        ConvexProblem problem = assertThrows(ConvexProblem.class, question);
        assertTrue(problem.getMessage().contains(backend.url().toString()), problem.getMessage());
        return problem;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[]", "null", "\"events\"", "{\"events\":null}", "{\"events\":{}}", "{\"events\":\"\"}", "{\"events\":[1,2]}",
        "{\"events\":[{}]}", "{\"events\":[{\"name\":\"x\"}]}", "{\"events\":[{\"id\":null}]}",
        "{\"events\":[{\"id\":[]}]}",
        "{\"events\":[]", "{\"events\":[],}", "{'events':[]}", "{\"success\":true}",
        "{\"success\":false,\"events\":[]}",
    })
    void aListThatCannotBeReadIsNeverTakenForAnEmptyOne(String body) {
        backend.answer("/active-events", body);
        assertEquals(Kind.NONSENSE, problem(convex::activeEvents).kind());
    }

    @Test
    void deepNestingAndEndlessNumbersDoNoHarm() throws Exception {
        backend.answer("/active-events", "{\"events\":" + "[".repeat(100_000));
        assertEquals(Kind.NONSENSE, problem(convex::activeEvents).kind());
        backend.answer("/active-events", "{\"events\":[{\"id\":\"a\",\"startTime\":1e999999999}]}");
        assertEquals(List.of(new ConvexEvent("a", null, null, null, true)), convex.activeEvents());
    }

    @Test
    void aListOfEndlessLengthIsRefused() {
        backend.answer("/active-events", "{\"events\":[" + "{\"id\":\"a\"},".repeat(2_000) + "{\"id\":\"a\"}]}");
        assertEquals(Kind.NONSENSE, problem(convex::activeEvents).kind());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1795251600000 | 2026-11-21T09:00:00Z", "1.7952516E12 | 2026-11-21T09:00:00Z",
        "1795251600000.75 | 2026-11-21T09:00:00Z", "\"1795251600000\" | 2026-11-21T09:00:00Z",
        "\"2026-11-21T09:00:00Z\" | 2026-11-21T09:00:00Z", "\"2026-11-21T14:30:00+05:30\" | 2026-11-21T09:00:00Z",
        "null | ", "\"\" | ", "\"tomorrow\" | ", "\"2026-11-21\" | ", "true | ", "[] | ", "{} | ", "1e30 | ",
        "\"12-34\" | ",
    })
    void aTimeIsMillisecondsOrWrittenOutOrNotGiven(String json, String moment) throws Exception {
        backend.answer("/active-events", "{\"events\":[{\"id\":\"a\",\"startTime\":" + json + "}]}");
        assertEquals(moment == null ? null : Instant.parse(moment), convex.activeEvents().getFirst().start());
    }

    @Test
    void entriesThatCannotBeUsedAreLeftOutAndTheOthersStay() throws Exception {
        backend.answer("/active-events", """
                {"events":[7,{"name":"no id"},{"id":7,"name":null},{"_id":"x","name":["?"]},{"id":" "}]}""");
        assertEquals(
                List.of(new ConvexEvent("7", null, null, null, true), new ConvexEvent("x", null, null, null, true)),
                convex.activeEvents());
        backend.answer("/registered-devices", "{\"deviceUuids\":[null,\"ATT-1\",\"\",{},12345,[\"x\"]],\"count\":9}");
        assertEquals(List.of("ATT-1", "12345"), convex.registered("e1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"success\":true}", "{\"deviceUuids\":null}", "{\"deviceUuids\":\"ATT-1\"}", "{\"deviceUuids\":[null]}",
        "{\"deviceUuids\":[\"\",\" \"]}", "{\"count\":0}",
    })
    void aListOfPeopleThatCannotBeReadIsNeverTakenForAnEmptyOne(String body) {
        backend.answer("/registered-devices", body);
        assertEquals(Kind.NONSENSE, problem(() -> convex.registered("e1")).kind());
    }
}
