// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who publishes in [Fan]: terminals that send punches, or a client of nchan's that pipelines its messages.
final class Publisher implements AutoCloseable {

    private static final int TERMINALS = 16;

    private final List<Socket> sockets = new ArrayList<>();
    private final Punches punches;
    private final int size;
    private final byte[] answer = new byte[1 << 16];

    Publisher(Map<String, String> order, Punches punches) throws IOException {
        InetSocketAddress door = Fan.address(order.get("door"));
        boolean single = Boolean.parseBoolean(order.getOrDefault("single", "false"));
        for (int i = 0; i < (single ? TERMINALS : 1); i++) {
            Socket socket = new Socket(door.getAddress(), door.getPort());
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        this.punches = punches;
        this.size = Integer.parseInt(order.getOrDefault("size", "0"));
    }

    /// Publishes so many messages and waits until they were taken.
    void publish(int count) throws IOException {
        if (size > 0) {
            send(sockets.getFirst(), count, "/pub", "x".repeat(size).getBytes(StandardCharsets.US_ASCII));
            await(sockets.getFirst(), count);
        } else if (sockets.size() == 1) {
            punch(0, count);
            await(sockets.getFirst(), 1);
        } else {
            for (int done = 0; done < count; done += sockets.size()) {
                int together = Math.min(sockets.size(), count - done);
                for (int i = 0; i < together; i++) {
                    punch(i, 1);
                }
                for (int i = 0; i < together; i++) {
                    await(sockets.get(i), 1);
                }
            }
        }
    }

    private void punch(int terminal, int lines) throws IOException {
        String target = "/iclock/cdata?SN=TSTFAN%06d&table=ATTLOG&Stamp=9999".formatted(terminal);
        send(sockets.get(terminal), 1, target, punches.lines(lines));
    }

    private static void send(Socket socket, int times, String path, byte[] body) throws IOException {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\nContent-Length: "
                + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            requests.write(head);
            requests.write(body);
        }
        socket.getOutputStream().write(requests.toByteArray());
    }

    private void await(Socket socket, int answers) throws IOException {
        String said = "";
        for (int found = 0; found < answers;) {
            int count = socket.getInputStream().read(answer);
            if (count < 0) {
                throw new IOException("closed");
            }
            said += new String(answer, 0, count, StandardCharsets.ISO_8859_1);
            for (int at = said.indexOf("HTTP/1.1 2"); at >= 0; at = said.indexOf("HTTP/1.1 2")) {
                int end = said.indexOf("\r\n\r\n", at);
                if (end < 0) {
                    break;
                }
                found++;
                said = said.substring(end);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
