// SPDX-License-Identifier: Apache-2.0
package muster.client;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import muster.model.StatusReport;

/// What happens, as it happens: a position and a loop. After a lost connection it goes on behind the last
/// entry that was taken, so that none is missed and none comes twice. For one thread.
public final class Stream {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(30);
    private static final int LONGEST_ERROR = 65_536;

    private final Wire wire;
    private final StreamQuery query;
    private final Backoff backoff;
    private final Duration silence;
    private long position = -1;
    private boolean connected;

    /// @param silence how long nothing may come; muster sends a comment every 15 s
    Stream(Wire wire, StreamQuery query, RandomGenerator random, Duration silence) {
        this.wire = wire;
        this.query = query;
        this.backoff = new Backoff(random);
        this.silence = silence;
    }

    /// The sequence number up to which everything was taken; -1 before the first connection of a stream
    /// that begins with now.
    public long position() {
        return position;
    }

    /// Follows until the follower has enough.
    ///
    /// @throws ApiException if the first try brings nothing, or a later one is refused for good
    /// @throws InterruptedException when interrupted: the way to stop it from outside
    public void follow(Follower follower) throws ApiException, InterruptedException {
        if (position < 0) {
            // "from now on" is made a number at once: a connection lost before the first entry must not
            // make a hole
            position = query.after() != null
                    ? query.after()
                    : wire.get("/api/status", new Query(), StatusReport.class).head();
        }
        boolean everConnected = false;
        while (true) {
            ApiException why;
            try {
                if (!listen(follower)) {
                    return;
                }
                why = wire.noAnswer(new IOException("the stream has ended"));
            } catch (ApiException e) {
                why = e;
            } catch (IOException e) {
                why = wire.noAnswer(e);
            }
            everConnected |= connected;
            if (!everConnected || !why.passing()) {
                throw why;
            }
            Duration pause = backoff.next();
            follower.lost(why.getMessage(), pause);
            Thread.sleep(pause);
        }
    }

    private boolean listen(Follower follower) throws IOException, ApiException, InterruptedException {
        connected = false;
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = answer();
        try (Arrivals arrivals = new Arrivals()) {
            response.body().subscribe(arrivals);
            if (response.statusCode() != 200) {
                throw wire.failure(response.statusCode(), text(arrivals), "/api/stream");
            }
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (!type.startsWith("text/event-stream")) {
                throw ApiException.notMuster("/api/stream at " + wire.base() + " is no stream but " + type, null);
            }
            connected = true;
            return drain(arrivals, follower);
        }
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer() throws IOException, InterruptedException {
        Query parameters = new Query()
                .and("terminal", query.terminal())
                .and("kinds", query.kinds().isEmpty() ? null : String.join(",", query.kinds()));
        HttpRequest request = wire.request("/api/stream" + parameters)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(position))
                .build();
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
                wire.http().sendAsync(request, BodyHandlers.ofPublisher());
        try {
            return answer.get(FIRST_ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | CancellationException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } finally {
            answer.cancel(true);
        }
    }

    /// @return false when the follower has enough
    private boolean drain(Arrivals arrivals, Follower follower) throws IOException, InterruptedException {
        SseParser parser = new SseParser();
        for (List<ByteBuffer> pieces = arrivals.next(silence); pieces != null; pieces = arrivals.next(silence)) {
            for (ByteBuffer piece : pieces) {
                parser.feed(piece);
            }
            if (parser.retryMillis() >= 0) {
                backoff.first(parser.retryMillis());
            }
            // bytes of the stream, not the mere connection: a server that accepts and drops is failing
            backoff.reset();
            for (SseParser.Message message = parser.next(); message != null; message = parser.next()) {
                if (!take(message, follower)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean take(SseParser.Message message, Follower follower) {
        long seq = number(message.id());
        if (message.data() == null) {
            // taken as it is: after a restored backup the greeting tells a head below our position, and what
            // is journalled from there on is new
            position = seq >= 0 ? seq : position;
            return true;
        }
        StreamEntry entry;
        try {
            entry = StreamEntry.parse(message.data());
        } catch (JsonParseException e) {
            follower.unreadable(seq);
            position = Math.max(position, seq);
            return true;
        }
        if (entry.seq() <= position) {
            return true;
        }
        boolean more = follower.entry(entry);
        position = entry.seq();
        return more;
    }

    private static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }

    private String text(Arrivals arrivals) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (List<ByteBuffer> pieces = arrivals.next(silence);
                pieces != null && text.length() < LONGEST_ERROR;
                pieces = arrivals.next(silence)) {
            for (ByteBuffer piece : pieces) {
                text.append(StandardCharsets.UTF_8.decode(piece));
            }
        }
        return text.toString();
    }
}
