// SPDX-License-Identifier: Apache-2.0
package muster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class StreamTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nretry: 10\n: hi\n\n";

    private static String message(long seq) {
        return "id: " + seq + "\ndata: {\"seq\":" + seq + ",\"kind\":\"punch\",\"at\":\"2026-11-20T02:30:00Z\","
                + "\"terminal\":\"TSTATT000001\",\"punch\":{\"seq\":" + seq + ",\"pin\":\"7\"}}\n\n";
    }

    /// Serves the entries behind the client's position, as the real one does, and `spoil` may cut it off.
    private static void serve(TinyServer.Request request, OutputStream out, long head, int bytes) throws IOException {
        if (request.target().startsWith("/api/status")) {
            out.write(TinyServer.whole(200, "application/json", "{\"head\":" + head + "}"));
            return;
        }
        StringBuilder text = new StringBuilder(HEAD);
        for (long seq = Long.parseLong(request.headers().get("Last-Event-ID")) + 1; seq <= head; seq++) {
            text.append(message(seq));
        }
        byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
        out.write(all, 0, Math.min(bytes, all.length));
    }

    private static final class Notes implements Follower {
        final List<Long> seqs = new ArrayList<>();
        final List<String> lost = new ArrayList<>();
        final List<Long> unreadable = new ArrayList<>();
        final long until;

        Notes(long until) {
            this.until = until;
        }

        @Override
        public boolean entry(StreamEntry entry) {
            seqs.add(entry.seq());
            return entry.seq() < until;
        }

        @Override
        public void lost(String why, Duration pause) {
            lost.add(why);
        }

        @Override
        public void unreadable(long seq) {
            unreadable.add(seq);
        }
    }

    private static Stream stream(Api api, TinyServer server, StreamQuery query, Duration silence) {
        return new Stream(new Wire(server.uri(), null), query, new Random(1), silence);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Property(tries = 25)
    void whereverTheConnectionBreaksEachEntryComesOnceAndInOrder(
            @ForAll @Size(max = 6) List<@IntRange(max = 3000) Integer> cuts) throws Exception {
        AtomicInteger connection = new AtomicInteger();
        try (TinyServer server = new TinyServer((request, out) -> {
                    int n = connection.getAndIncrement();
                    // never cut inside the head of the first answer: then nobody was there to begin with
                    int cut = n < cuts.size() ? HEAD.length() + cuts.get(n) : Integer.MAX_VALUE;
                    serve(request, out, 20, cut);
                });
                Api api = Api.at(server.uri())) {
            Notes notes = new Notes(20);
            Stream stream = api.stream(StreamQuery.punches().behind(0));
            stream.follow(notes);
            assertEquals(upTo(20), notes.seqs);
            assertEquals(20, stream.position());
        }
    }

    @Test
    void fromNowOnIsMadeANumberBeforeTheFirstConnection() throws Exception {
        try (TinyServer server = new TinyServer((request, out) -> {
                    long head = request.target().startsWith("/api/status") ? 100 : 103;
                    serve(request, out, head, Integer.MAX_VALUE);
                });
                Api api = Api.at(server.uri())) {
            Notes notes = new Notes(103);
            api.stream(StreamQuery.punches()).follow(notes);
            assertEquals(List.of(101L, 102L, 103L), notes.seqs);
            assertEquals("100", server.requests.get(1).headers().get("Last-Event-ID"));
        }
    }

    @Test
    void whatIsAskedForIsInTheRequest() throws Exception {
        try (TinyServer server = new TinyServer((request, out) -> serve(request, out, 1, Integer.MAX_VALUE));
                Api api = Api.at(server.uri())) {
            api.stream(new StreamQuery("TSTATT000001", Set.of("punch"), 0L)).follow(new Notes(1));
            assertEquals("/api/stream?terminal=TSTATT000001&kinds=punch", server.requests.getFirst().target());
            assertEquals("text/event-stream", server.requests.getFirst().headers().get("Accept"));
        }
    }

    @Test
    void aKeepaliveThatCarriesAnIdMovesThePosition() throws Exception {
        AtomicInteger connection = new AtomicInteger();
        try (TinyServer server = new TinyServer((request, out) -> out.write(
                        (HEAD + (connection.getAndIncrement() == 0 ? ": keepalive\nid: 40\n\n" : message(41)))
                                .getBytes(StandardCharsets.UTF_8)));
                Api api = Api.at(server.uri())) {
            api.stream(StreamQuery.punches().behind(3)).follow(new Notes(41));
            assertEquals("3", server.requests.get(0).headers().get("Last-Event-ID"));
            assertEquals("40", server.requests.get(1).headers().get("Last-Event-ID"));
        }
    }

    @Test
    void aMessageOfAnUnknownShapeIsPassedOver() throws Exception {
        try (TinyServer server = new TinyServer((request, out) -> out.write(
                        (HEAD + "id: 1\ndata: nonsense{\n\nid: 2\ndata: {\"kind\":\"punch\"}\n\n" + message(3))
                                .getBytes(StandardCharsets.UTF_8)));
                Api api = Api.at(server.uri())) {
            Notes notes = new Notes(3);
            api.stream(StreamQuery.punches().behind(0)).follow(notes);
            assertEquals(List.of(1L, 2L), notes.unreadable);
            assertEquals(List.of(3L), notes.seqs);
        }
    }

    @Test
    void otherKindsAreToldWithTheirJson() throws Exception {
        String json = "{\"seq\":1,\"kind\":\"notice\",\"at\":\"2026-11-20T02:30:00Z\",\"notice\":{\"topic\":\"sms\"}}";
        try (TinyServer server = new TinyServer((request, out) ->
                        out.write((HEAD + "id: 1\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8)));
                Api api = Api.at(server.uri())) {
            List<StreamEntry> entries = new ArrayList<>();
            api.stream(new StreamQuery(null, Set.of(), 0L)).follow(entry -> {
                entries.add(entry);
                return false;
            });
            assertEquals("notice", entries.getFirst().kind());
            assertEquals(json, entries.getFirst().json());
        }
    }

    @Test
    void aServerThatFallsSilentIsLeftAndAskedAgain() throws Exception {
        AtomicInteger connection = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (TinyServer server = new TinyServer((request, out) -> {
                    serve(request, out, connection.getAndIncrement() == 0 ? 1 : 2, Integer.MAX_VALUE);
                    out.flush();
                    end.await();
                });
                Api api = Api.at(server.uri())) {
            Notes notes = new Notes(2);
            stream(api, server, StreamQuery.punches().behind(0), Duration.ofMillis(100)).follow(notes);
            assertEquals(List.of(1L, 2L), notes.seqs);
            assertEquals(1, notes.lost.size());
            end.countDown();
        }
    }

    @Test
    void aServerThatIsRestartingIsWaitedFor() throws Exception {
        AtomicInteger connection = new AtomicInteger();
        String busy = "{\"type\":\"/problems/busy\",\"title\":\"Busy\",\"status\":503,\"detail\":\"too many streams\"}";
        try (TinyServer server = new TinyServer((request, out) -> {
                    switch (connection.getAndIncrement()) {
                        case 0 -> serve(request, out, 1, Integer.MAX_VALUE);
                        case 1 -> out.write(TinyServer.whole(503, "application/problem+json", busy));
                        default -> serve(request, out, 2, Integer.MAX_VALUE);
                    }
                });
                Api api = Api.at(server.uri())) {
            Notes notes = new Notes(2);
            api.stream(StreamQuery.punches().behind(0)).follow(notes);
            assertEquals(List.of(1L, 2L), notes.seqs);
            assertEquals("too many streams", notes.lost.get(1));
        }
    }

    @Test
    void aFirstTryThatFailsIsTold() throws Exception {
        try (TinyServer server = TinyServer.of(502, "text/html", ""); Api api = Api.at(server.uri())) {
            Stream stream = api.stream(StreamQuery.punches().behind(0));
            ApiException e = assertThrows(ApiException.class, () -> stream.follow(new Notes(1)));
            assertEquals(ApiException.Kind.NO_ANSWER, e.kind());
        }
    }

    @Test
    void aRefusalForGoodEndsAlsoARunningStream() throws Exception {
        AtomicInteger connection = new AtomicInteger();
        String refusal = "{\"type\":\"/problems/unauthorized\",\"title\":\"Unauthorized\",\"status\":401}";
        try (TinyServer server = new TinyServer((request, out) -> {
                    if (connection.getAndIncrement() == 0) {
                        serve(request, out, 1, Integer.MAX_VALUE);
                    } else {
                        out.write(TinyServer.whole(401, "application/problem+json", refusal));
                    }
                });
                Api api = Api.at(server.uri())) {
            Notes notes = new Notes(2);
            Stream stream = api.stream(StreamQuery.punches().behind(0));
            ApiException e = assertThrows(ApiException.class, () -> stream.follow(notes));
            assertEquals(401, e.problem().orElseThrow().status());
            assertFalse(e.passing());
            assertEquals(List.of(1L), notes.seqs);
        }
    }

    @Test
    void aPageInPlaceOfAStreamIsNoMuster() throws Exception {
        try (TinyServer server = TinyServer.of(200, "text/html", "<html>"); Api api = Api.at(server.uri())) {
            Stream stream = api.stream(StreamQuery.punches().behind(0));
            ApiException e = assertThrows(ApiException.class, () -> stream.follow(new Notes(1)));
            assertEquals(ApiException.Kind.NOT_MUSTER, e.kind());
        }
    }

    @Test
    void anInterruptStopsIt() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (TinyServer server = new TinyServer((request, out) -> {
                    serve(request, out, 1, Integer.MAX_VALUE);
                    out.flush();
                    end.await();
                });
                Api api = Api.at(server.uri())) {
            AtomicInteger outcome = new AtomicInteger();
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    api.stream(StreamQuery.punches().behind(0)).follow(entry -> {
                        connected.countDown();
                        return true;
                    });
                } catch (InterruptedException e) {
                    outcome.set(1);
                } catch (ApiException e) {
                    outcome.set(2);
                }
            });
            connected.await();
            thread.interrupt();
            assertTrue(thread.join(Duration.ofSeconds(30)));
            assertEquals(1, outcome.get());
            end.countDown();
        }
    }
}
