// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/// A terminal, or somebody worse, at the other end of a real connection.
final class Peer implements AutoCloseable {

    private static final String REQUEST = "GET /iclock/getrequest?SN=TSTATT000001 HTTP/1.1\r\nConnection: ";
    static final String POLL = REQUEST + "close\r\n\r\n";
    static final String KEPT_POLL = REQUEST + "keep-alive\r\n\r\n";

    // A test that waits longer than this has failed.
    private static final int PATIENCE = 20_000;

    private final Socket socket;
    private final InputStream in;

    Peer(InetSocketAddress listener) throws IOException {
        this.socket = new Socket(listener.getAddress(), listener.getPort());
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Peer of(Listener listener) throws IOException {
        return new Peer(listener.address());
    }

    /// What a terminal gets that makes one poll.
    static String poll(Listener listener) throws IOException {
        try (Peer peer = of(listener)) {
            return peer.send(POLL).rest();
        }
    }

    Peer send(String text) throws IOException {
        return send(Wire.bytes(text));
    }

    Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Says that nothing more comes, and listens on.
    Peer closeSide() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// The next reply, head and body.
    String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        while (reply.indexOf("\r\n\r\n") < 0) {
            reply.append(next());
        }
        int at = reply.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(reply.substring(at + 16, reply.indexOf("\r\n", at)));
        for (int i = 0; i < length; i++) {
            reply.append(next());
        }
        return reply.toString();
    }

    private char next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection ended inside a reply");
        }
        return (char) next;
    }

    /// Everything up to the orderly end of the connection.
    String rest() throws IOException {
        return Wire.text(in.readAllBytes());
    }

    /// Waits until the connection is over, orderly or not, and gives what came before.
    String restOrReset() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                rest.write(next);
            }
        } catch (SocketException reset) {
            // as over as it can be
        }
        return rest.toString();
    }

    /// Sends a byte every few milliseconds until an answer comes, and gives it; `""` if none comes.
    String drip(String endless) throws IOException {
        socket.setSoTimeout(5);
        for (int i = 0; i < PATIENCE / 5; i++) {
            try {
                in.mark(1);
                in.read();
                in.reset();
                socket.setSoTimeout(PATIENCE);
                return reply();
            } catch (SocketTimeoutException nothingYet) {
                send(endless.substring(i % endless.length(), i % endless.length() + 1));
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
