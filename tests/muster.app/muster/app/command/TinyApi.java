// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// An API that fails as told: each request gets the next answer, and the last one for ever.
final class TinyApi implements AutoCloseable {

    /// @param status 0 lets the connection break
    record Answer(int status, String body) {}

    private final HttpServer server;
    private final Deque<Answer> left;

    TinyApi(Answer... answers) throws IOException {
        left = new ArrayDeque<>(List.of(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Answer answer = left.size() == 1 ? left.getFirst() : left.removeFirst();
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        if (answer.status != 0) {
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
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
