// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// A door for terminals, as strict as a good one: what it acknowledged is in `punches`, line by line.
final class TinyDoor implements AutoCloseable {

    /// One request; `whole` is false when fewer bytes came than were announced.
    record Call(String method, String target, String head, String body, boolean whole) {}

    /// What decides the answers of a test; null = the usual one.
    interface Rule {
        String body(Call call);
    }

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<String> punches = new CopyOnWriteArrayList<>();
    final AtomicReference<Rule> rule = new AtomicReference<>(call -> null);
    private final ServerSocket server;

    TinyDoor() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    Door door() {
        return new Door("127.0.0.1", server.getLocalPort(), "");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Call call = read(new BufferedInputStream(socket.getInputStream()));
            if (call == null) {
                return;
            }
            calls.add(call);
            String answer = rule.get().body(call);
            String body = answer == null ? usual(call) : answer;
            int status = body.startsWith("503") ? 503 : 200;
            socket.getOutputStream().write(("HTTP/1.1 " + status + " X\r\nContent-Type: text/plain\r\nContent-Length: "
                    + body.length() + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // some terminals of these tests break off
        }
    }

    private String usual(Call call) {
        if (call.target().contains("options=all")) {
            return "GET OPTION FROM: X\nATTLOGStamp=0\nDelay=1\nRealtime=1\n";
        }
        if (call.target().contains("table=ATTLOG")) {
            if (!call.whole() && !call.body().endsWith("\n")) {
                return "503";
            }
            List<String> lines = call.body().lines().filter(line -> !line.isBlank()).toList();
            lines.stream().filter(line -> line.contains("\t")).forEach(punches::add);
            return "OK: " + lines.size();
        }
        return "OK";
    }

    private static Call read(InputStream in) throws IOException {
        String first = line(in);
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        String[] words = first.split(" ", 3);
        return words.length < 3
                ? null
                : new Call(words[0], words[1], head.toString(), new String(body, StandardCharsets.UTF_8),
                        body.length == length);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("cut");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
