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

/// One SSE client of [Fan]: counts the events that reached it.
final class Listener {

    private static final byte[] DATA = "\ndata:".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private int matched;
    private int events;
    private long bytes;
    private boolean ended;

    /// @param selector null for one that never reads
    Listener(InetSocketAddress server, String path, Selector selector) throws IOException {
        channel = SocketChannel.open();
        if (selector == null) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        }
        channel.connect(server);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        if (selector != null) {
            channel.register(selector, SelectionKey.OP_READ, this);
        }
    }

    /// Whether the server has answered.
    boolean follows() {
        return bytes > 0;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /// Whether the server ended the stream.
    boolean ended() {
        return ended;
    }

    /// Takes what is there; whether an event was among it.
    boolean read(ByteBuffer buffer) {
        int before = events;
        try {
            buffer.clear();
            int count = channel.read(buffer);
            if (count < 0) {
                throw new IOException("the server ended the stream");
            }
            bytes += count;
            for (int i = 0; i < count; i++) {
                byte next = buffer.get(i);
                matched = next == DATA[matched] ? matched + 1 : next == '\n' ? 1 : 0;
                if (matched == DATA.length) {
                    events++;
                    matched = 0;
                }
            }
        } catch (IOException cut) {
            ended = true;
            close();
        }
        return events > before;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // its socket is closed all the same
        }
    }
}
