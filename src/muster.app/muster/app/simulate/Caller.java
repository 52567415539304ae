// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Sends requests as terminals do: a connection for each, HTTP by hand (zk-push.md section 3.1). For one
/// thread.
final class Caller {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int TRICKLES = 8;

    private final Door door;
    private final RandomGenerator random;

    Caller(Door door, RandomGenerator random) {
        this.door = door;
        this.random = random;
    }

    /// @param target from `/iclock` on
    Answer get(String target) throws IOException, InterruptedException {
        return call(head("GET", target, ""), new byte[0], null);
    }

    /// @param fault what goes wrong on the way; null = nothing
    /// @throws IOException if no answer came
    Answer post(String target, String body, Fault fault) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        if (fault == Fault.WRONG_LENGTH) {
            length += random.nextBoolean() ? 20 : -4;
        }
        String head = head("POST", target, "Content-Type: text/plain\r\nContent-Length: " + length + "\r\n");
        return call(head, bytes, fault);
    }

    private String head(String method, String target, String further) {
        return method + " " + door.path() + target + " HTTP/1.1\r\n"
                + "Host: " + door.host() + ":" + door.port() + "\r\n"
                + "User-Agent: iClock Proxy/1.09\r\n"
                + "Connection: close\r\n"
                + "Accept: */*\r\n"
                + further + "\r\n";
    }

    private Answer call(String head, byte[] body, Fault fault) throws IOException, InterruptedException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(body);
        byte[] request = whole.toByteArray();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(door.host(), door.port()), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            OutputStream out = socket.getOutputStream();
            switch (fault) {
                case CUT -> {
                    out.write(request, 0, request.length / 2);
                    throw new IOException("cut on purpose");
                }
                case SLOW -> trickle(out, request);
                case WRONG_LENGTH -> {
                    out.write(request);
                    socket.shutdownOutput();
                }
                case DROP_REPLY -> {
                    out.write(request);
                    drop(socket);
                }
                case GARBAGE -> out.write(request);
                case null -> out.write(request);
            }
            return answer(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static void trickle(OutputStream out, byte[] request) throws IOException, InterruptedException {
        for (int i = 0; i < TRICKLES; i++) {
            out.write(Arrays.copyOfRange(
                    request, request.length * i / TRICKLES, request.length * (i + 1) / TRICKLES));
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    /// Half of the time at once, when the other side may not even have read the request; else when the
    /// answer is on its way, so that what it acknowledged is sent again.
    private void drop(Socket socket) throws IOException {
        if (random.nextBoolean()) {
            socket.getInputStream().read();
        }
        throw new IOException("dropped on purpose");
    }

    private static Answer answer(InputStream in) throws IOException {
        String status = line(in);
        String[] words = status.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("[0-9]{3}")) {
            throw new IOException("no answer in HTTP");
        }
        int length = LARGEST_ANSWER;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseUnsignedInt(lower.substring("content-length:".length()).strip());
            }
        }
        byte[] body = in.readNBytes(Math.min(length, LARGEST_ANSWER));
        if (length != LARGEST_ANSWER && body.length < length) {
            throw new IOException("half an answer");
        }
        return new Answer(Integer.parseInt(words[1]), new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b >= 0 && b != '\n' && line.size() < 8192) {
            line.write(b);
            b = in.read();
        }
        if (b < 0) {
            throw new IOException("no whole answer");
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
