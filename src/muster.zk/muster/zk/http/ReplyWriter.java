// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;

/// Writes replies as the terminals need them (zk-push.md section 3.3): always a `Date`, from which they
/// set their clock, always a `Content-Length`, and nothing they have not been seen to take. One per
/// connection; not thread-safe.
public final class ReplyWriter {

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"));

    private final OutputStream out;
    private final DateField date;

    /// @param out unbuffered: a reply is one write
    public ReplyWriter(OutputStream out, InstantSource time) {
        this(out, new DateField(time));
    }

    ReplyWriter(OutputStream out, DateField date) {
        this.out = out;
        this.date = date;
    }

    /// Writes one reply, head and body in one write, and flushes it.
    ///
    /// @param keepAlive whether the terminal is told that the connection stays open
    public void write(Reply reply, boolean keepAlive) throws IOException {
        byte[] head = head(reply, keepAlive);
        byte[] whole = Arrays.copyOf(head, head.length + reply.body().length);
        System.arraycopy(reply.body(), 0, whole, head.length, reply.body().length);
        out.write(whole);
        out.flush();
    }

    /// Writes the head alone, as the answer to the method `HEAD`.
    void writeHead(Reply reply, boolean keepAlive) throws IOException {
        out.write(head(reply, keepAlive));
        out.flush();
    }

    private byte[] head(Reply reply, boolean keepAlive) {
        StringBuilder head = new StringBuilder(200)
                .append("HTTP/1.1 ").append(reply.status()).append(' ').append(reason(reply.status())).append("\r\n");
        field(head, "Date", date.text());
        field(head, "Content-Type", reply.contentType());
        field(head, "Content-Length", Integer.toString(reply.body().length));
        field(head, "Connection", keepAlive ? "keep-alive" : "close");
        reply.headers().forEach(more -> field(head, more.getKey(), more.getValue()));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String reason(int status) {
        return REASONS.getOrDefault(status, status < 400 ? "OK" : "Error");
    }
}
