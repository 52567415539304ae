// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// An HTTP server on sockets of its own, so that it can cut a connection at any byte, be away, and come back at the
/// same port. Thread-safe.
final class HttpDouble implements AutoCloseable {

    /// A request as it came.
    ///
    /// @param headers by name in any case
    record Call(String method, String path, Map<String, String> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// What it says; a status of 0 cuts the connection instead of an answer.
    record Said(int status, String body) {

        static final Said CUT = new Said(0, "");
    }

    /// What answers. Called by many threads.
    interface Service {
        Said answer(Call call);
    }

    private final Service service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// Bound and never listening: while the double is away nobody else is given its port.
    private final Socket place = new Socket();

    private ServerSocket door = new ServerSocket();

    private HttpDouble(Service service) throws IOException {
        this.service = service;
        place.setReuseAddress(true);
        place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /// One that has a port and does not listen yet.
    static HttpDouble away(Service service) throws IOException {
        return new HttpDouble(service);
    }

    /// One that listens.
    static HttpDouble up(Service service) throws IOException {
        HttpDouble made = new HttpDouble(service);
        made.up();
        return made;
    }

    String url() {
        return "http://127.0.0.1:" + place.getLocalPort();
    }

    /// Listens, where it did before.
    synchronized void up() throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.getLocalPort()), 200);
        door = listening;
        Thread.ofVirtual().name("double").start(() -> accept(listening));
    }

    /// Is away: nobody listens, and who was connected is cut off.
    synchronized void down() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // it is away
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Call call = read(in); call != null; call = read(in)) {
                Said said = service.answer(call);
                if (said.status() == 0) {
                    return;
                }
                byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
                String head = "HTTP/1.1 " + said.status() + " x\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n";
                byte[] all = new byte[head.length() + body.length];
                System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, all, 0, head.length());
                System.arraycopy(body, 0, all, head.length(), body.length);
                socket.getOutputStream().write(all);
            }
        } catch (IOException cutOff) {
            // the caller died, or this double is away
        } finally {
            open.remove(socket);
        }
    }

    /// The next request of a connection; null at its end.
    private static Call read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null || first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        byte[] body = in.readNBytes(length);
        String[] words = first.split(" ");
        return body.length < length ? null : new Call(words[0], words[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            down();
            place.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
