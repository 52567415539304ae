// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

/// What came in is not a request that can be answered: why, and what to tell the peer. The connection
/// ends with it. The message is one sentence fit for the peer and for the log; it holds nothing of
/// what the peer sent.
public final class BadRequest extends Exception {

    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Kind {
        /// Not HTTP, or not clear where it ends.
        MALFORMED(400),
        /// The peer ended the connection inside the body, and inside a line: nothing is acknowledged.
        CUT_OFF(408),
        /// The peer took too long over it.
        TOO_SLOW(408),
        /// The body is over its limit.
        BODY_TOO_LARGE(413),
        /// The request line and headers are over their limit.
        HEAD_TOO_LARGE(431),
        /// A transfer coding other than `chunked`.
        UNKNOWN_CODING(501),
        /// Too many large bodies are being received at once; later there will be room.
        NO_ROOM(503),
        /// The peer speaks TLS: the terminal is set to https. Close at once, a reply could not be read.
        TLS_HELLO(0),
        /// The peer speaks plain HTTP where TLS is spoken: the terminal is set to http.
        PLAIN_HTTP(400),
        /// The peer speaks TLS and we could not agree: its firmware is too old, or it does not trust us.
        HANDSHAKE(0),
        /// Bytes behind a request that are no request: its Content-Length was too short. Close without
        /// a reply, the request before has had its own.
        LEFTOVER(0);

        private final int status;

        Kind(int status) {
            this.status = status;
        }
    }

    private final Kind kind;

    BadRequest(Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
    }

    /// What is wrong.
    public Kind kind() {
        return kind;
    }

    /// The HTTP status to answer, or 0 when the connection is to be closed without an answer.
    public int status() {
        return kind.status;
    }
}
