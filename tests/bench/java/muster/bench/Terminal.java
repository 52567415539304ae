// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One terminal of [Load]: a request at a time, on a connection of its own for each or on one for all.
final class Terminal {

    /// What became of a request so far; `NONE` when none is under way.
    enum Outcome { NONE, WAITING, ACKNOWLEDGED, FAILED }

    private final Selector selector;
    private final InetSocketAddress door;
    private final String head;
    private final Punches punches;
    private final int lines;
    private final boolean keep;
    private final ByteBuffer in = ByteBuffer.allocate(1024);
    private ByteBuffer out;
    private SocketChannel channel;
    private long sentAt;
    private boolean waiting;

    Terminal(Selector selector, String door, String serial, Punches punches, int lines, boolean keep) {
        int colon = door.lastIndexOf(':');
        this.selector = selector;
        this.door = new InetSocketAddress(door.substring(0, colon), Integer.parseInt(door.substring(colon + 1)));
        this.head = "POST /iclock/cdata?SN=" + serial + "&table=ATTLOG&Stamp=9999 HTTP/1.1\r\nHost: 192.0.2.10\r\n"
                + "User-Agent: iClock Proxy/1.09\r\nConnection: " + (keep ? "keep-alive" : "close")
                + "\r\nContent-Length: ";
        this.punches = punches;
        this.lines = lines;
        this.keep = keep;
    }

    long sentAt() {
        return sentAt;
    }

    /// Begins a request.
    void send(long now) throws IOException {
        sentAt = now;
        waiting = true;
        byte[] body = punches.lines(lines);
        byte[] start = (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        out = ByteBuffer.allocate(start.length + body.length).put(start).put(body).flip();
        in.clear();
        if (channel == null) {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(door);
            channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
        } else {
            write();
        }
    }

    /// Goes on with it. A server may also end a kept connection nobody asks anything on: that is no outcome, else
    /// this terminal would count as free twice and mix two requests.
    Outcome ready() {
        if (!waiting) {
            close();
            return Outcome.NONE;
        }
        Outcome outcome = step();
        waiting = outcome == Outcome.WAITING;
        return outcome;
    }

    private Outcome step() {
        try {
            SelectionKey key = channel.keyFor(selector);
            if (key.isConnectable()) {
                channel.finishConnect();
                write();
            } else if (key.isWritable()) {
                write();
            } else if (key.isReadable()) {
                return read();
            }
            return Outcome.WAITING;
        } catch (IOException refused) {
            close();
            return Outcome.FAILED;
        }
    }

    private void write() throws IOException {
        channel.write(out);
        channel.keyFor(selector).interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private Outcome read() throws IOException {
        int count = channel.read(in);
        String answer = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int end = answer.indexOf("\r\n\r\n");
        int length = end < 0 ? -1 : length(answer.substring(0, end));
        boolean whole = end >= 0 && answer.length() >= end + 4 + Math.max(length, 0);
        if (!whole && count >= 0) {
            return Outcome.WAITING;
        }
        if (!keep || count < 0 || length < 0) {
            close();
        }
        return answer.endsWith("OK: " + lines) || answer.endsWith("OK: " + lines + "\n")
                ? Outcome.ACKNOWLEDGED : Outcome.FAILED;
    }

    private static int length(String head) {
        int at = head.toLowerCase().indexOf("content-length:");
        int end = at < 0 ? -1 : head.indexOf('\r', at);
        return at < 0 ? -1 : Integer.parseInt(head.substring(at + 15, end < 0 ? head.length() : end).trim());
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException gone) {
            // its socket is closed all the same
        }
        channel = null;
    }
}
