// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/// From bytes to messages, as the WHATWG HTML standard, section "Server-sent events", tells: any piece
/// size, any line end. For one thread.
final class SseParser {

    private static final int LONGEST_MESSAGE = 16 << 20;

    /// One message, or a mere step of the position.
    ///
    /// @param id the last `id:` seen so far; empty when there was none
    /// @param data the lines of `data:`; null when the message has none
    record Message(String id, String data) {}

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private final Queue<Message> ready = new ArrayDeque<>();
    private boolean hasData;
    private boolean hasId;
    private boolean afterReturn;
    private boolean firstLine = true;
    private String id = "";
    private long retryMillis = -1;

    /// Takes the next bytes.
    ///
    /// @throws IOException if a message gets longer than anything muster sends
    void feed(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                take(text);
            } else {
                line.write(b);
                if (line.size() + data.length() > LONGEST_MESSAGE) {
                    throw new IOException("a message without end");
                }
            }
        }
    }

    /// The next whole message, or null when more bytes are needed.
    Message next() {
        return ready.poll();
    }

    /// The pause before a new connection that the server asks for, in milliseconds; -1 when it did not.
    long retryMillis() {
        return retryMillis;
    }

    private void take(String text) {
        String content = firstLine && text.startsWith("\uFEFF") ? text.substring(1) : text;
        firstLine = false;
        if (content.isEmpty()) {
            dispatch();
            return;
        }
        int colon = content.indexOf(':');
        String name = colon < 0 ? content : content.substring(0, colon);
        String value = colon < 0 ? "" : content.substring(colon + 1);
        field(name, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String name, String value) {
        switch (name) {
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    id = value;
                    hasId = true;
                }
            }
            case "retry" -> {
                if (value.matches("[0-9]{1,9}")) {
                    retryMillis = Long.parseLong(value);
                }
            }
            default -> {
                // a comment has the empty name; others are for readers we are not
            }
        }
    }

    private void dispatch() {
        if (hasData || hasId) {
            ready.add(new Message(id, hasData ? data.toString() : null));
        }
        data.setLength(0);
        hasData = false;
        hasId = false;
    }
}
