// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// An API that answers exactly the requests it was told of, and nothing else. It keeps what was asked.
final class ToldApi implements AutoCloseable {

    private record Answer(int status, String body) {}

    /// What was asked, with its body when it has one.
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    ToldApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /// @param request such as `GET /api/rules`, with its query
    ToldApi on(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
        return this;
    }

    ToldApi on(String request, String body) {
        return on(request, 200, body);
    }

    /// A refusal as muster words it.
    ToldApi refuses(String request, int status, String detail) {
        return on(request, status, "{\"type\":\"/problems/x\",\"title\":\"x\",\"status\":" + status + ",\"detail\":\""
                + detail + "\",\"instance\":\"/\"}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(body.isEmpty() ? request : request + " " + body);
        Answer answer = answers.getOrDefault(request, new Answer(418, "nobody told of " + request));
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
