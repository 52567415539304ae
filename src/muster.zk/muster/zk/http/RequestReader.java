// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.zk.http.BadRequest.Kind;

/// Reads the terminals' near-HTTP: what RFC 9112 allows, and what they send instead (zk-push.md
/// section 3.2 names each case). One per connection; not thread-safe.
///
/// It takes no more memory than the limits say, whatever comes in, and never reads past the end of a
/// request further than its buffer of 2 KiB.
public final class RequestReader {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Intake in;
    private final OutputStream interim;
    private final Limits limits;
    private final Pace pace;
    private final BodyRoom room;
    private BodyBytes body;
    private boolean further;

    /// A reader that never sends `100 Continue`.
    public RequestReader(InputStream in, Limits limits) {
        this(in, OutputStream.nullOutputStream(), limits);
    }

    /// @param interim where `100 Continue` is written for a peer that waits for it
    public RequestReader(InputStream in, OutputStream interim, Limits limits) {
        this(in, interim, limits, Pace.NONE, new BodyRoom(Long.MAX_VALUE));
    }

    RequestReader(InputStream in, OutputStream interim, Limits limits, Pace pace, BodyRoom room) {
        this.in = new Intake(in);
        this.interim = interim;
        this.limits = limits;
        this.pace = pace;
        this.room = room;
    }

    /// Takes the next request, blocking until it is whole. The request before is done with by now.
    ///
    /// A POST without a length is read until the peer closes its side. Blank lines before a request
    /// are passed over. Behind the first request only what can be one is taken for a request.
    ///
    /// @return null when the peer ends, or a [SocketTimeoutException] comes, before the first byte
    /// @throws BadRequest when what came is no request; the stream is then in no known place
    /// @throws IOException when reading fails
    public Request read() throws IOException, BadRequest {
        release();
        pace.await();
        if (!begins()) {
            return null;
        }
        pace.head();
        try {
            Request request = request();
            further = true;
            return request;
        } catch (SocketTimeoutException late) {
            throw new BadRequest(Kind.TOO_SLOW, "The request took too long to arrive; nothing of it was kept.");
        }
    }

    /// Gives back the room the last request's body took.
    void release() {
        if (body != null) {
            body.release();
            body = null;
        }
    }

    private boolean begins() throws IOException, BadRequest {
        int first;
        try {
            first = in.peek();
            for (int blank = 0; first == '\r' || first == '\n'; blank++) {
                if (blank == limits.head()) {
                    throw new BadRequest(Kind.HEAD_TOO_LARGE, "Nothing but line ends came in.");
                }
                in.read();
                first = in.peek();
            }
        } catch (SocketTimeoutException silent) {
            return false;
        }
        if (first == Tls.HANDSHAKE) {
            throw new BadRequest(Kind.TLS_HELLO, "The peer speaks TLS, but this port is plain http.");
        }
        if (first >= 0 && !RequestLine.isLetter(first)) {
            throw further ? leftover() : new BadRequest(Kind.MALFORMED, "What came in is not HTTP.");
        }
        return first >= 0;
    }

    private Request request() throws IOException, BadRequest {
        HeadLines lines = new HeadLines(in, limits);
        RequestLine line = requestLine(lines.line());
        List<String> fields = lines.block();
        if (fields == null) {
            throw new BadRequest(Kind.MALFORMED, "The connection ended inside the head of a request.");
        }
        Request head = Request.of(line, Headers.parse(fields));
        byte[] bytes = body(head);
        // A stream that has ended, by a close or a silence, has no next request.
        return head.with(bytes, head.keepAlive() && !in.ended());
    }

    private RequestLine requestLine(String text) throws BadRequest {
        try {
            RequestLine line = RequestLine.parse(text);
            if (!further || line.isPlausible()) {
                return line;
            }
        } catch (BadRequest malformed) {
            if (!further) {
                throw malformed;
            }
        }
        throw leftover();
    }

    private byte[] body(Request head) throws IOException, BadRequest {
        Framing framing = Framing.of(head.method(), head.headers());
        String endpoint = head.endpoint();
        String table = head.query().text("table");
        int most = limits.body(endpoint, table);
        if (framing.length() > most) {
            throw BodyBytes.tooLarge(most);
        }
        pace.body();
        if (framing.isEmpty()) {
            return head.body();
        }
        if (head.headers().lists("Expect", "100-continue")) {
            interim.write(CONTINUE);
            interim.flush();
        }
        if (framing.end() == Framing.End.OPEN) {
            pace.openEnd();
        }
        body = new BodyBytes(most, room);
        return new BodyReader(in, limits, body).read(framing, limits.isPhoto(endpoint, table));
    }

    private static BadRequest leftover() {
        return new BadRequest(Kind.LEFTOVER,
                "Bytes that are no request followed a request: its Content-Length was too short.");
    }
}
