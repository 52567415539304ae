// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import muster.zk.http.BadRequest.Kind;

/// Where a body ends (zk-push.md section 3.2). Immutable.
///
/// @param length the declared length in bytes; 0 unless the end is `LENGTH`
record Framing(End end, long length) {

    /// What tells the end.
    enum End {
        /// There is no body.
        NONE,
        /// A Content-Length.
        LENGTH,
        /// The last chunk.
        CHUNKED,
        /// The peer closing its side, or falling silent.
        OPEN
    }

    /// @throws BadRequest when the head names two ends, a length that is no number, or an unknown coding
    static Framing of(String method, Headers headers) throws BadRequest {
        boolean chunked = chunked(headers);
        String length = length(headers);
        if (chunked && length != null) {
            throw new BadRequest(Kind.MALFORMED,
                    "The head holds both Content-Length and Transfer-Encoding, so the end of the body is unclear.");
        }
        if (chunked) {
            return new Framing(End.CHUNKED, 0);
        }
        if (length != null) {
            return new Framing(End.LENGTH, number(length));
        }
        return new Framing(method.equals("POST") ? End.OPEN : End.NONE, 0);
    }

    /// Whether no byte of a body follows the head.
    boolean isEmpty() {
        return length == 0 && (end == End.NONE || end == End.LENGTH);
    }

    private static boolean chunked(Headers headers) throws BadRequest {
        boolean chunked = false;
        for (String value : headers.values("Transfer-Encoding")) {
            for (String coding : value.split(",")) {
                String name = coding.strip();
                boolean known = name.isEmpty() || name.equalsIgnoreCase("identity");
                if (!known && (chunked || !name.equalsIgnoreCase("chunked"))) {
                    throw new BadRequest(Kind.UNKNOWN_CODING,
                            "Of the transfer codings only chunked is understood, and only once.");
                }
                chunked |= !known;
            }
        }
        return chunked;
    }

    private static String length(Headers headers) throws BadRequest {
        String length = null;
        for (String value : headers.values("Content-Length")) {
            for (String item : value.split(",")) {
                String number = item.strip();
                if (length != null && !number.isEmpty() && !number.equals(length)) {
                    throw new BadRequest(Kind.MALFORMED, "The head holds two different Content-Lengths.");
                }
                length = number.isEmpty() ? length : number;
            }
        }
        return length;
    }

    private static long number(String length) throws BadRequest {
        if (!length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new BadRequest(Kind.MALFORMED, "The Content-Length is not a number.");
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException beyondLong) {
            return Long.MAX_VALUE;
        }
    }
}
