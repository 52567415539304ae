// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Refuses a request whose end a proxy in front could have seen elsewhere (RFC 9112 section 6.3), and ends its
/// connection: what follows on it may be a request that the proxy never saw. The server beneath takes `+5` for a
/// length. Thread-safe.
///
/// @param inner who answers all others
/// @param room the bytes that all bodies may still hold together; a request that finds none is cut
record BodyEnd(HttpHandler inner, AtomicLong room) implements HttpHandler {

    @Override
    public void handle(HttpExchange http) throws IOException {
        if (isClear(http.getRequestHeaders())) {
            RoomedBody body = new RoomedBody(http.getRequestBody(), room);
            http.setStreams(body, null);
            try {
                inner.handle(http);
            } finally {
                body.release();
            }
            return;
        }
        try (http) {
            byte[] told = "The head does not say clearly where its body ends.\n".getBytes(StandardCharsets.US_ASCII);
            http.getResponseHeaders().set("Connection", "close");
            http.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            http.sendResponseHeaders(400, told.length);
            http.getResponseBody().write(told);
        }
    }

    /// Whether there is one length of digits alone, or chunks, or neither.
    static boolean isClear(Headers headers) {
        List<String> lengths = headers.getOrDefault("Content-Length", List.of());
        List<String> codings = headers.getOrDefault("Transfer-Encoding", List.of());
        return lengths.size() + codings.size() <= 1
                && lengths.stream().allMatch(length -> length.matches("[0-9]{1,18}"))
                && codings.stream().allMatch("chunked"::equalsIgnoreCase);
    }
}
