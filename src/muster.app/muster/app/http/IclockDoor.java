// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Set;
import muster.zk.http.Headers;
import muster.zk.http.Limits;
import muster.zk.http.Reply;
import muster.zk.http.Request;
import muster.zk.http.Service;

/// The second door of the terminals' push service: for those that come through a reverse proxy, which has
/// made proper HTTP of what they send. Thread-safe.
final class IclockDoor implements HttpHandler {

    private static final Logger LOG = System.getLogger(IclockDoor.class.getName());
    private static final Set<String> API = Set.of("api", "devices");

    private final Service service;
    private final Limits limits;
    private final Peers peers;
    private final Set<String> words;

    /// @param peers tells who calls
    /// @param words the path words of the service, lower case
    IclockDoor(Service service, Limits limits, Peers peers, Set<String> words) {
        this.service = service;
        this.limits = limits;
        this.peers = peers;
        this.words = words;
    }

    /// Whether a request is a terminal's: its path holds a word of the service, perhaps behind a path secret.
    boolean serves(HttpExchange http) {
        String target = http.getRequestURI().toString();
        String lower = target.toLowerCase(Locale.ROOT);
        if (words.stream().noneMatch(lower::contains)) {
            return false;
        }
        Request request = Request.of(http.getRequestMethod(), target, Headers.EMPTY, new byte[0]);
        return request.serves(words) && !API.contains(request.path().getFirst());
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        Request head = request(http, new byte[0]);
        int limit = limits.body(head.endpoint(), head.query().text("table"));
        String length = head.headers().value("Content-Length");
        boolean chunked = head.headers().value("Transfer-Encoding") != null;
        if (head.method().equals("POST") && length == null && !chunked) {
            // the server beneath would hand over nothing, and a terminal told OK for nothing drops its punches;
            // and it would take the body for the next request, so this was the last one here
            http.getResponseHeaders().set("Connection", "close");
            send(http, Reply.text(411, "the length of the body is missing"));
            return;
        }
        boolean tooLong = length != null && Long.parseLong(length) > limit;
        byte[] body = tooLong ? null : http.getRequestBody().readNBytes(limit + 1);
        if (body == null || body.length > limit) {
            LOG.log(Level.WARNING, "{0} from {1} has a body of more than {2} KiB and was refused; the terminal keeps "
                    + "it. push.body_kib sets the limit", head, peers.of(http).getHostAddress(), limit >> 10);
            send(http, Reply.text(413, "the body is larger than " + limit + " bytes"));
            return;
        }
        send(http, answer(http, request(http, body)));
    }

    private Reply answer(HttpExchange http, Request request) throws IOException {
        try {
            return service.answer(request, peers.of(http));
        } catch (InterruptedException e) {
            throw new IOException("muster is being stopped", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request of a terminal (" + request + ") failed; it keeps its data", e);
            return Reply.text(503, "ERROR");
        }
    }

    private static Request request(HttpExchange http, byte[] body) {
        return Request.of(http.getRequestMethod(), http.getRequestURI().toString(),
                Headers.of(http.getRequestHeaders()), body);
    }

    private static void send(HttpExchange http, Reply reply) throws IOException {
        http.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(field -> http.getResponseHeaders().add(field.getKey(), field.getValue()));
        boolean headOnly = http.getRequestMethod().equals("HEAD") || reply.body().length == 0;
        http.sendResponseHeaders(reply.status(), headOnly ? -1 : reply.body().length);
        if (!headOnly) {
            try (OutputStream out = http.getResponseBody()) {
                out.write(reply.body());
            }
        }
    }
}
