// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A backend with events and lists (product.md section 5.1), which can go away and come back where it was.
/// Thread-safe.
final class EventBackend implements AutoCloseable {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private ServerSocket door;
    private int port;

    /// Starts one that answers nothing but 404.
    static EventBackend start() throws IOException {
        EventBackend backend = new EventBackend();
        backend.comesBack();
        return backend;
    }

    /// What `backend.url` is to be.
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// What is answered from now on.
    ///
    /// @param target path and query
    EventBackend answers(String target, String json) {
        answers.put(target, json);
        return this;
    }

    /// Nobody listens at its address any more.
    synchronized void goesAway() throws IOException {
        door.close();
    }

    /// Listens again, at the same address.
    synchronized void comesBack() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        door = socket;
        port = socket.getLocalPort();
        Thread.ofVirtual().name("backend").start(() -> serve(socket));
    }

    private void serve(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread.ofVirtual().start(() -> answer(caller));
            } catch (IOException gone) {
                return;
            }
        }
    }

    private void answer(Socket caller) {
        try (caller) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
            String request = lines.readLine();
            for (String line = request; line != null && !line.isEmpty(); ) {
                line = lines.readLine();
            }
            String json = request == null ? null : answers.get(request.split(" ")[1]);
            byte[] body = (json == null ? "{\"error\":\"no such route\"}" : json).getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + (json == null ? "404 Not Found" : "200 OK")
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                    + "\r\n\r\n";
            caller.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            caller.getOutputStream().write(body);
            caller.getOutputStream().flush();
        } catch (IOException gone) {
            // it asks again when it wants to know
        }
    }

    @Override
    public void close() throws IOException {
        goesAway();
    }
}
