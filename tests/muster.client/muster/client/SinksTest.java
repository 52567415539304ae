// SPDX-License-Identifier: Apache-2.0
package muster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import muster.model.DeadLetter;
import muster.model.DeadLetterPage;
import muster.model.Explanation;
import muster.model.SinkDifferences;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.SinkTrial;
import org.junit.jupiter.api.Test;

/// Sinks and dead letters: what goes over the wire, and what is read from it.
final class SinksTest {

    private static final String SINK = """
            {"name":"hr","type":"sql","target":"db.example","mode":"30s","state":"retrying","reason":"no answer",
             "cure":"look at it","cursor":7,"head":9,"waiting":2,"oldest_waiting":"2026-11-20T02:30:00Z",
             "dead_letters":1,"delivered":6,"duplicates":1,"skipped":3,"failures":4,
             "last_success":"2026-11-20T02:00:00Z","last_failure":"2026-11-20T02:31:00Z",
             "next_try":"2026-11-20T02:32:00Z"}""";
    private static final String LETTER = """
            {"id":17,"sink":"hr","seq":5,"pin":"8","reason":"unknown_person","detail":"nobody","state":"open","tries":2,
             "first_at":"2026-11-20T02:30:00Z","last_at":"2026-11-20T02:31:00Z"}""";

    private interface Call<T> {
        T on(Sinks sinks) throws ApiException, InterruptedException;
    }

    private record Done<T>(T value, TinyServer.Request request) {

        /// What was asked, with its body when it has one.
        String line() {
            String body = request.body().isEmpty() ? "" : " " + request.body();
            return request.method() + " " + request.target() + body;
        }
    }

    private static <T> Done<T> call(String answer, Call<T> call) throws Exception {
        try (TinyServer server = TinyServer.json(answer); Api api = Api.at(server.uri())) {
            T value = call.on(api.sinks());
            return new Done<>(value, server.requests.getFirst());
        }
    }

    @Test
    void sinksAreListedAndShown() throws Exception {
        var list = call("{\"sinks\":[" + SINK + "]}", Sinks::list);
        assertEquals("GET /api/sinks", list.line());
        var one = call(SINK, sinks -> sinks.one("a/b c"));
        assertEquals("GET /api/sinks/a%2Fb%20c", one.line());
        assertEquals(list.value().sinks().getFirst(), one.value());
        assertEquals(new SinkStatus("hr", "sql", "db.example", "30s", SinkState.RETRYING, "no answer", "look at it", 7,
                9, 2, Instant.parse("2026-11-20T02:30:00Z"), 1, 6, 1, 3, 4, Instant.parse("2026-11-20T02:00:00Z"),
                Instant.parse("2026-11-20T02:31:00Z"), Instant.parse("2026-11-20T02:32:00Z")), one.value());
    }

    @Test
    void aSinkThatIsWellTellsNoReason() throws Exception {
        SinkStatus sink = call("{\"name\":\"hr\",\"state\":\"running\"}", sinks -> sinks.one("hr")).value();
        assertNull(sink.reason());
        assertNull(sink.lastSuccess());
        assertNull(sink.oldestWaiting());
    }

    @Test
    void aSinkIsPausedResumedAndTried() throws Exception {
        assertEquals("POST /api/sinks/hr/pause {}", call(SINK, sinks -> sinks.pause("hr")).line());
        assertEquals("POST /api/sinks/hr/resume {}", call(SINK, sinks -> sinks.resume("hr")).line());
        var trial = call("{\"ok\":false,\"text\":\"wrong key\",\"cure\":\"mend it\"}", sinks -> sinks.test("hr"));
        assertEquals("POST /api/sinks/hr/test {}", trial.line());
        assertEquals(new SinkTrial(false, "wrong key", "mend it"), trial.value());
    }

    @Test
    void aCursorIsMoved() throws Exception {
        assertEquals("POST /api/sinks/hr/replay {\"position\":0,\"forward\":false}",
                call(SINK, sinks -> sinks.replay("hr", 0, false)).line());
        assertEquals("POST /api/sinks/hr/replay {\"position\":12,\"forward\":true}",
                call(SINK, sinks -> sinks.replay("hr", 12, true)).line());
    }

    @Test
    void differencesAreAskedForBehindAPlace() throws Exception {
        String answer = "{\"differences\":[{\"seq\":3,\"kind\":\"different\",\"sent\":\"a\",\"found\":\"b\"},"
                + "{\"seq\":4,\"kind\":\"unknown\"}]}";
        var done = call(answer, sinks -> sinks.differences("hr", 2L, 50));
        assertEquals("GET /api/sinks/hr/diff?after=2&limit=50", done.line());
        assertEquals(List.of(new SinkDifferences.Line(3, "different", "a", "b"),
                new SinkDifferences.Line(4, "unknown", null, null)), done.value().differences());
        assertEquals("GET /api/sinks/hr/diff?limit=1",
                call("{\"differences\":[]}", sinks -> sinks.differences("hr", null, 1)).line());
    }

    @Test
    void allSinksOrOneDeliverNow() throws Exception {
        assertEquals("POST /api/sync {}", call("{\"sinks\":[]}", sinks -> sinks.sync(null)).line());
        var one = call("{\"sinks\":[" + SINK + "]}", sinks -> sinks.sync("hr"));
        assertEquals("POST /api/sync {\"sink\":\"hr\"}", one.line());
        assertEquals(9, one.value().sinks().getFirst().head());
    }

    @Test
    void deadLettersAreAskedForByWhatIsGiven() throws Exception {
        var all = call("{\"letters\":[" + LETTER + "],\"next\":17}", sinks -> sinks.letters(null, null, null, null, 1));
        assertEquals("GET /api/deadletters?limit=1", all.line());
        DeadLetterPage page = all.value();
        assertEquals(17, page.next());
        assertEquals(new DeadLetter(17, "hr", 5, "8", "unknown_person", "nobody", DeadLetter.State.OPEN, 2,
                        Instant.parse("2026-11-20T02:30:00Z"), Instant.parse("2026-11-20T02:31:00Z"), null, null),
                page.letters().getFirst());
        assertEquals("GET /api/deadletters?sink=a%20b&reason=not_registered&state=discarded&cursor=17&limit=1000",
                call("{\"letters\":[]}", sinks -> sinks.letters(
                        "a b", "not_registered", DeadLetter.State.DISCARDED, 17L, 1000)).line());
    }

    @Test
    void oneLetterIsShownEditedTriedAndGivenUp() throws Exception {
        assertEquals("GET /api/deadletters/17", call(LETTER, sinks -> sinks.letter(17)).line());
        assertEquals("PATCH /api/deadletters/17 {\"pin\":\"1042\"}",
                call(LETTER, sinks -> sinks.edit(17, "1042")).line());
        var retry = call("{\"letters\":1}", sinks -> {
            sinks.retry(17);
            return null;
        });
        assertEquals("POST /api/deadletters/17/retry {}", retry.line());
        var discard = call(LETTER.replace("open", "discarded"), sinks -> sinks.discard(17));
        assertEquals("DELETE /api/deadletters/17", discard.line());
        assertEquals("application/json", discard.request().headers().get("Content-Type"));
        assertEquals(DeadLetter.State.DISCARDED, discard.value().state());
    }

    @Test
    void manyLettersAreTriedOrGivenUpAndCounted() throws Exception {
        var retried = call("{\"letters\":3}", sinks -> sinks.retryAll("hr", null));
        assertEquals("POST /api/deadletters/retry {\"sink\":\"hr\"}", retried.line());
        assertEquals(3, retried.value());
        var discarded = call("{\"letters\":0}", sinks -> sinks.discardAll(null, "refused"));
        assertEquals("POST /api/deadletters/discard {\"reason\":\"refused\"}", discarded.line());
        assertEquals(0, discarded.value());
    }

    @Test
    void theLifeOfAPunchIsTold() throws Exception {
        String answer = """
                {"punch":{"seq":5,"pin":"8","raw":"8\\t2026-11-20"},
                 "story":[{"at":"2026-11-20T02:30:00Z","what":"made","text":"a"},{"what":"released","text":"b"}],
                 "deliveries":[{"sink":"hr","state":"waiting","answer":"its turn has not come"}]}""";
        var done = call(answer, sinks -> sinks.explain(5));
        assertEquals("GET /api/punches/5/explain", done.line());
        assertEquals("8", done.value().punch().pin());
        assertEquals(List.of(new Explanation.Step(Instant.parse("2026-11-20T02:30:00Z"), "made", "a"),
                new Explanation.Step(null, "released", "b")), done.value().story());
        assertEquals(new Explanation.Sent("hr", "waiting", null, "its turn has not come"),
                done.value().deliveries().getFirst());
    }

    @Test
    void aRefusalSaysWhatMusterSaid() throws Exception {
        String problem = "{\"type\":\"/problems/conflict\",\"title\":\"Does not fit the present state\",\"status\":409,"
                + "\"detail\":\"sink hr is paused\",\"instance\":\"/api/sync\"}";
        try (TinyServer server = TinyServer.of(409, "application/problem+json", problem);
                Api api = Api.at(server.uri())) {
            ApiException e = assertThrows(ApiException.class, () -> api.sinks().sync("hr"));
            assertEquals("sink hr is paused", e.getMessage());
            assertFalse(e.passing());
            assertTrue(e.problem().isPresent());
        }
    }
}
