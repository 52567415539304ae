// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Who publishes in [Fan]: a terminal that sends punches, or a client of nchan's.
final class Publisher implements AutoCloseable {

    private final Socket socket;
    private final Punches punches;
    private final int size;
    private final byte[] answer = new byte[1 << 16];

    Publisher(Map<String, String> order, Punches punches) throws IOException {
        InetSocketAddress door = Fan.address(order.get("door"));
        this.socket = new Socket(door.getAddress(), door.getPort());
        this.socket.setTcpNoDelay(true);
        this.punches = punches;
        this.size = Integer.parseInt(order.getOrDefault("size", "0"));
    }

    /// Publishes so many messages and waits until they were taken.
    void publish(int count) throws IOException {
        if (size == 0) {
            byte[] body = punches.lines(count);
            send(1, "/iclock/cdata?SN=TSTFAN000001&table=ATTLOG&Stamp=9999", body);
        } else {
            send(count, "/pub", "x".repeat(size).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void send(int times, String path, byte[] body) throws IOException {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\nContent-Length: "
                + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            requests.write(head);
            requests.write(body);
        }
        socket.getOutputStream().write(requests.toByteArray());
        String said = "";
        for (int answers = 0; answers < times;) {
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
                answers++;
                said = said.substring(end);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
