// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import muster.app.convex.ConvexBackend.Failure;

/// How a backend fails. Thread-safe.
final class Misbehaviour implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);

    /// Does it, instead of answering.
    void show(HttpExchange exchange, Failure failure) throws IOException {
        switch (failure) {
            case UNAUTHORIZED -> ConvexBackend.send(exchange, 401, "{\"error\":\"Missing API key\"}");
            case FORBIDDEN -> ConvexBackend.send(exchange, 403, "{\"error\":\"Invalid scanner key\"}");
            case SERVER_ERROR ->
                ConvexBackend.send(exchange, 500, "{\"error\":\"Server Error\",\"details\":\"Too many\"}");
            case UNAVAILABLE -> ConvexBackend.send(exchange, 503, "busy");
            case TOO_MANY -> ConvexBackend.send(exchange, 429, "{\"error\":\"slow down\"}");
            case NOT_FOUND -> ConvexBackend.send(exchange, 404, "{\"error\":\"No matching routes found\"}");
            case PAGE -> ConvexBackend.send(exchange, 200, "<!DOCTYPE html><html><title>Sign in</title></html>");
            case REDIRECT -> ConvexBackend.send(exchange, 302, "");
            case NOT_JSON -> ConvexBackend.send(exchange, 200, "ok");
            case WRONG_JSON -> ConvexBackend.send(exchange, 200, "{\"success\":true,\"gatherings\":[],\"devices\":[]}");
            case REFUSAL -> ConvexBackend.send(exchange, 400, "{\"error\":\"Missing eventId\"}");
            case SILENCE -> stall();
            case DRIP -> flood(exchange, 1, Duration.ofMillis(20));
            case CUT -> half(exchange);
            case FLOOD -> flood(exchange, 100_000, Duration.ZERO);
        }
    }

    private static void half(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("{\"success\":true,".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    /// Answers for ever, so many blanks at a time.
    private void flood(HttpExchange exchange, int size, Duration rest) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] blanks = " ".repeat(size).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!closed.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                out.write(blanks);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            hungUp.countDown();
            throw e;
        }
    }

    private void stall() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until a caller hung up although there was more to come.
    boolean awaitHangUp() throws InterruptedException {
        return hungUp.await(30, TimeUnit.SECONDS);
    }

    /// Ends what would go on for ever.
    @Override
    public void close() {
        closed.countDown();
    }
}
