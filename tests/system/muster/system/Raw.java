// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A connection on which a test writes what it likes.
final class Raw implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    /// Connects.
    Raw(InetSocketAddress door) throws IOException {
        this(door, new Socket());
    }

    private Raw(InetSocketAddress door, Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Await.PATIENCE.toMillis());
        socket.connect(door);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// Connects from one of this host's many loopback addresses.
    ///
    /// @param number 0 to 65535
    static Raw from(int number, InetSocketAddress door) throws IOException {
        Socket socket = new Socket();
        byte[] address = {127, 77, (byte) (number >> 8), (byte) number};
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
        return new Raw(door, socket);
    }

    /// Connects with a window so small that a peer soon has to wait for this side to read.
    static Raw narrow(InetSocketAddress door) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        return new Raw(door, socket);
    }

    /// One request and its answer on a connection of their own.
    static Answer exchange(InetSocketAddress door, String request) throws IOException {
        try (Raw raw = new Raw(door)) {
            return raw.send(request).answer();
        }
    }

    Raw send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Raw send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Says that nothing more comes, and listens on.
    Raw endSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// The next answer.
    Answer answer() throws IOException {
        return Answer.read(in);
    }

    /// Whatever comes until the connection is over, orderly or not.
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                rest.append((char) next);
            }
        } catch (SocketException reset) {
            // as over as it can be
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
