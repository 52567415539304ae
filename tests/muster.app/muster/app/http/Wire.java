// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A connection on which a test says exactly what it wants to say, and hears exactly what comes.
final class Wire implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream in;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int status;
    private int left;
    private boolean ended;

    /// @param receiveBuffer in bytes; a small one is soon full when nobody reads
    Wire(int port, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout((int) Await.LONGEST.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    Wire(int port) throws IOException {
        this(port, 65_536);
    }

    /// A stream's client that has read the head of the answer.
    static Wire stream(int port, String path, String... headers) throws IOException {
        Wire wire = new Wire(port);
        wire.request(path, headers);
        wire.head();
        return wire;
    }

    Wire request(String path, String... headers) throws IOException {
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: test\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return send(text + "\r\n");
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /// Reads the head of an answer and returns its status.
    int head() throws IOException {
        status = Integer.parseInt(rawLine().split(" ")[1]);
        for (String line = rawLine(); !line.isEmpty(); line = rawLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(), line.substring(colon + 1).strip());
        }
        return status;
    }

    String header(String name) {
        return headers.get(name.toLowerCase());
    }

    /// The body of an answer that tells its length.
    String body() throws IOException {
        return new String(in.readNBytes(Integer.parseInt(header("Content-Length"))), StandardCharsets.UTF_8);
    }

    /// Reads up to the end, however the connection ends, and returns how many bytes came.
    int drain() {
        int count = 0;
        try {
            while (in.read() >= 0) {
                count++;
            }
        } catch (IOException cut) {
            // an end too
        }
        return count;
    }

    /// The next line of a body sent in chunks; null behind its proper end.
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = next(); c != '\n'; c = next()) {
            if (c < 0) {
                return null;
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// The next message of a stream with data; what has none is passed over. Null behind the end.
    Message message() throws IOException {
        String id = null;
        String data = null;
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && data != null) {
                return new Message(Long.parseLong(id), data);
            }
        }
        return null;
    }

    /// A message of a stream.
    record Message(long id, String data) {}

    private int next() throws IOException {
        if (ended) {
            return -1;
        }
        if (header("Transfer-Encoding") == null) {
            return rawByte();
        }
        if (left == 0) {
            left = Integer.parseInt(rawLine(), 16);
            if (left == 0) {
                ended = true;
                return -1;
            }
        }
        int c = rawByte();
        left--;
        if (left == 0) {
            rawLine();
        }
        return c;
    }

    /// @throws EOFException if the connection is closed
    private String rawLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = rawByte(); c != '\n'; c = rawByte()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private int rawByte() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException();
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
