// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client of a stream that keeps nothing but where it is and what was wrong. Thread-safe.
final class SoakListener implements AutoCloseable {

    private final Socket socket;
    private volatile long position;
    private volatile long punches;
    private volatile long outOfOrder;
    private volatile boolean closed;
    private volatile boolean ended;

    /// Follows `/api/stream` from its next entry on.
    SoakListener(InetSocketAddress api) throws IOException {
        socket = new Socket(api.getAddress(), api.getPort());
        // HTTP/1.0, so that the answer is not cut into chunks
        socket.getOutputStream().write("GET /api/stream HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().name("soak listener").start(this::read);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            boolean greeted = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    long id = Long.parseLong(line.substring(4));
                    outOfOrder += greeted && id < position ? 1 : 0;
                    greeted = true;
                    position = id;
                } else if (line.startsWith("data: ") && line.contains("\"kind\":\"punch\"")) {
                    punches++;
                }
            }
        } catch (IOException gone) {
            // told below
        }
        ended = !closed;
    }

    /// The newest id.
    long position() {
        return position;
    }

    /// How many punches it was told.
    long punches() {
        return punches;
    }

    /// Whether the daemon ended the stream, or told something twice or out of order.
    boolean wronged() {
        return ended || outOfOrder > 0;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
