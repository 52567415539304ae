// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import muster.app.config.BackendDialect;
import muster.app.convex.ConvexBackend.Failure;
import muster.app.convex.ConvexProblem.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Asking a backend that speaks both dialects, over a real connection.
final class ConvexTest {

    private static final String KEY = "otters-know-nothing-of-keys";
    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant FIVE = Instant.parse("2026-11-20T17:00:00Z");
    private static final ConvexTimes PATIENT =
            new ConvexTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final ConvexTimes HASTY =
            new ConvexTimes(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofMillis(400));

    private ConvexBackend backend;
    private Convex convex;

    @BeforeEach
    void open() throws IOException {
        backend = ConvexBackend.open(BackendDialect.API_KEY, KEY);
        convex = convex(backend, BackendDialect.API_KEY, KEY, PATIENT);
    }

    @AfterEach
    void close() {
        convex.close();
        backend.close();
    }

    private static Convex convex(ConvexBackend backend, BackendDialect dialect, String key, ConvexTimes times) {
        return new Convex(ConvexLine.to(
                ConvexAddress.of(backend.url()), dialect, key, times, InstantSource.fixed(NINE)));
    }

    private ConvexProblem problem() {
        ConvexProblem problem = assertThrows(ConvexProblem.class, () -> convex.events());
        assertFalse((problem.getMessage() + problem.hint()).contains(KEY), "the key is told");
        assertTrue(problem.getMessage().contains(backend.url().toString()), problem.getMessage());
        assertFalse(problem.hint().isEmpty());
        return problem;
    }

    @ParameterizedTest
    @EnumSource(BackendDialect.class)
    void eventsAreAskedForInBothDialects(BackendDialect dialect) throws Exception {
        try (ConvexBackend other = ConvexBackend.open(dialect, KEY);
                Convex asking = convex(other, dialect, KEY, PATIENT)) {
            other.event("e1", "Plenum", NINE, FIVE, true).event("e2", "Workshop", null, null, false);
            assertEquals(
                    List.of(new ConvexEvent("e1", "Plenum", NINE, FIVE, true),
                            new ConvexEvent("e2", "Workshop", null, null, false)),
                    asking.events());
            assertEquals(List.of(new ConvexEvent("e1", "Plenum", NINE, FIVE, true)), asking.activeEvents());
            assertEquals(List.of("GET /active-events", "GET /events", "GET /active-events"), other.calls());
        }
    }

    @ParameterizedTest
    @EnumSource(BackendDialect.class)
    void aWrongKeyOrTheOtherDialectsHeaderIsRefused(BackendDialect dialect) throws Exception {
        BackendDialect opposite =
                dialect == BackendDialect.BEARER ? BackendDialect.API_KEY : BackendDialect.BEARER;
        try (ConvexBackend other = ConvexBackend.open(dialect, KEY);
                Convex wrong = convex(other, dialect, "somebody-elses-key", PATIENT);
                Convex none = convex(other, dialect, null, PATIENT);
                Convex swapped = convex(other, opposite, KEY, PATIENT)) {
            for (Convex asking : List.of(wrong, none, swapped)) {
                ConvexProblem problem = assertThrows(ConvexProblem.class, asking::events);
                assertEquals(Kind.REFUSED_KEY, problem.kind());
                assertTrue(problem.getMessage().contains("Invalid API key"), problem.getMessage());
            }
        }
    }

    /// `/active-events` tells 50 at most and `/events` may tell less than all, so both are asked.
    @Test
    void anEventOfEitherListIsThereOnceAndTheActiveListKnowsBetter() throws Exception {
        backend.answer("/active-events", "{\"events\":[{\"id\":\"a\",\"name\":\"A\",\"isActive\":true}]}");
        backend.answer("/events", """
                {"events":[{"id":"a","name":"old","isActive":false},{"id":"b","name":"B","isActive":false}]}""");
        assertEquals(
                List.of(new ConvexEvent("a", "A", null, null, true), new ConvexEvent("b", "B", null, null, false)),
                convex.events());
    }

    @Test
    void aBackendNeedsToHaveOnlyOneOfTheTwoLists() throws Exception {
        backend.event("e1", "Plenum", null, null, true);
        backend.fail("/events", Failure.NOT_FOUND);
        assertEquals(1, convex.events().size());
        backend.fail(null);
        backend.fail("/active-events", Failure.NOT_FOUND);
        assertEquals(1, convex.events().size());
        backend.fail("/events", Failure.NOT_FOUND);
        assertEquals(Kind.WRONG_ADDRESS, problem().kind());
    }

    /// Half a list would be taken for the whole one, and the events of the other half for gone.
    @ParameterizedTest
    @CsvSource({"/events", "/active-events"})
    void whenOneListFailsNeitherIsTold(String route) throws Exception {
        backend.event("e1", "Plenum", null, null, true);
        backend.fail(route, Failure.SERVER_ERROR);
        assertEquals(Kind.BUSY, problem().kind());
    }

    @Test
    void theListOfAnEventIsAskedForByItsIdWhateverStandsInIt() throws Exception {
        backend.register("e1", "ATT-0001", "ATT-0002").register("a&b=c/../?# é", "ATT-0003");
        assertEquals(List.of("ATT-0001", "ATT-0002"), convex.registered("e1"));
        assertEquals(List.of("ATT-0003"), convex.registered("a&b=c/../?# é"));
        assertEquals(List.of(), convex.registered("nobody is registered here"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, REFUSED_KEY, 401", "FORBIDDEN, REFUSED_KEY, 403", "SERVER_ERROR, BUSY, 500",
        "UNAVAILABLE, BUSY, 503", "TOO_MANY, BUSY, 429", "NOT_FOUND, WRONG_ADDRESS, 404", "PAGE, WRONG_ADDRESS, 200",
        "REDIRECT, WRONG_ADDRESS, 302", "NOT_JSON, NONSENSE, 200", "REFUSAL, NONSENSE, 400", "CUT, UNREACHABLE, 0",
        "FLOOD, NONSENSE, 200",
    })
    void everyFailureHasItsKind(Failure failure, Kind kind, int status) {
        backend.fail(failure);
        ConvexProblem problem = problem();
        assertEquals(kind, problem.kind(), problem.getMessage());
        assertEquals(status, problem.status());
        assertEquals(Optional.empty(), problem.retryAfter());
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENCE", "DRIP"})
    void anAnswerThatDoesNotComeOrDoesNotEndIsGivenUp(Failure failure) throws Exception {
        try (Convex hasty = convex(backend, BackendDialect.API_KEY, KEY, HASTY)) {
            backend.fail(failure);
            ConvexProblem problem = assertThrows(ConvexProblem.class, hasty::events);
            assertEquals(Kind.UNREACHABLE, problem.kind());
            assertTrue(problem.getMessage().contains("too slow"), problem.getMessage());
            assertTrue(failure == Failure.SILENCE || backend.awaitHangUp(), "it still listens");
        }
    }

    @Test
    void ofAnAnswerThatIsTooLongTheRestIsNotRead() throws Exception {
        backend.fail(Failure.FLOOD);
        assertEquals(Kind.NONSENSE, problem().kind());
        assertTrue(backend.awaitHangUp(), "it still listens");
    }

    @Test
    void aBackendThatIsDownIsUnreachableUntilItIsUp() throws Exception {
        backend.event("e1", "Plenum", null, null, true);
        convex.events();
        backend.down();
        assertEquals(Kind.UNREACHABLE, problem().kind());
        backend.up();
        assertEquals(1, convex.events().size());
    }

    @Test
    void nobodyElseIsCalledWhereverItSendsOn() throws Exception {
        try (ConvexBackend other = ConvexBackend.open(BackendDialect.API_KEY, KEY)) {
            backend.header("Location", other.url() + "/events");
            backend.fail(Failure.REDIRECT);
            ConvexProblem problem = problem();
            assertTrue(problem.getMessage().endsWith("sends on to " + other.url() + "/events"), problem.getMessage());
            assertEquals(List.of(), other.calls());
        }
    }

    @Test
    void whatItSaysOfARefusalIsShownAsOnePlainLine() {
        backend.answer("/active-events", "{\"success\":false,\"error\":\"no\\u001b[2J\\n" + "x".repeat(9_000) + "\"}");
        ConvexProblem problem = problem();
        assertEquals(Kind.NONSENSE, problem.kind());
        assertTrue(problem.getMessage().length() < 400, problem.getMessage());
        assertTrue(problem.getMessage().contains("no [2J xxx"), problem.getMessage());
    }

    @Test
    void itsHealthIsOneLine() throws Exception {
        assertEquals("ok, version 1.4", convex.health());
        backend.answer("/health", "{}");
        assertEquals("", convex.health());
    }

    @Test
    void anEventCanBeOpenedAndClosedThere() throws Exception {
        convex.control("e1", Convex.Control.START);
        convex.control("e1", Convex.Control.STOP);
        convex.activate("e\"2");
        assertEquals(
                List.of("{\"eventId\":\"e1\",\"action\":\"start\"}", "{\"eventId\":\"e1\",\"action\":\"stop\"}",
                        "{\"eventId\":\"e\\\"2\"}"),
                backend.controls().stream().map(JsonObject::toString).toList());
        assertEquals(
                List.of("POST /event-control", "POST /event-control", "POST /activate-event"), backend.calls());
    }

    /// What the sinks will say to it goes over the same line.
    @Test
    void checkInsAreTakenOverTheSameLineInBothDialects() throws Exception {
        backend.event("e1", "Plenum", null, null, true).register("e1", "ATT-1");
        JsonObject one = new JsonObject();
        one.addProperty("bleUuid", "ATT-1");
        one.addProperty("eventId", "e1");
        JsonArray records = new JsonArray();
        records.add(one);
        JsonObject batch = new JsonObject();
        batch.add("records", records);
        assertEquals(1, convex.line().post("/batch-checkin", batch).get("successful").getAsInt());
        assertEquals(1, convex.line().post("/batch-checkin", batch).get("duplicates").getAsInt());
        try (ConvexBackend other = ConvexBackend.open(BackendDialect.BEARER, KEY);
                Convex bearer = convex(other, BackendDialect.BEARER, KEY, PATIENT)) {
            batch.addProperty("eventId", "e1");
            assertEquals(1, bearer.line().post("/batchCheckIn", batch).get("received").getAsInt());
        }
    }

    @Test
    void whoWaitsForAnAnswerCanBeInterrupted() throws Exception {
        backend.fail(Failure.SILENCE);
        LinkedBlockingQueue<Object> ended = new LinkedBlockingQueue<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                ended.add(convex.events());
            } catch (ConvexProblem | InterruptedException e) {
                ended.add(e);
            }
        });
        awaitCalls(1);
        asking.interrupt();
        assertInstanceOf(InterruptedException.class, ended.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void whoeverWaitsWhenItIsClosedGetsAProblem() throws Exception {
        backend.fail(Failure.SILENCE);
        CompletableFuture<List<ConvexEvent>> asking = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                asking.complete(convex.events());
            } catch (ConvexProblem | InterruptedException e) {
                asking.completeExceptionally(e);
            }
        });
        awaitCalls(1);
        convex.close();
        ExecutionException ended = assertThrows(ExecutionException.class, () -> asking.get(30, TimeUnit.SECONDS));
        assertEquals(Kind.UNREACHABLE, assertInstanceOf(ConvexProblem.class, ended.getCause()).kind());
        assertEquals(Kind.UNREACHABLE, problem().kind());
    }

    private void awaitCalls(int count) throws InterruptedException {
        while (backend.calls().size() < count) {
            Thread.sleep(5);
        }
    }
}
