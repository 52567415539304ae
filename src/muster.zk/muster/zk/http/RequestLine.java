// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.util.Locale;
import java.util.Set;
import muster.zk.http.BadRequest.Kind;

/// The first line of a request: the method is its first word, the version its last if it begins with
/// `HTTP/`, and the target all between, because firmware sends raw blanks there
/// (`INFO=Ver 2.0.12`, zk-push.md section 3.1). Immutable.
record RequestLine(String method, String target, String version) {

    private static final int LONGEST_METHOD = 16;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH");

    /// @param line null when the stream ended inside it
    static RequestLine parse(String line) throws BadRequest {
        String text = line == null ? "" : line.strip();
        int method = 0;
        while (method < text.length() && isLetter(text.charAt(method))) {
            method++;
        }
        if (method == 0 || method > LONGEST_METHOD || method == text.length() || !isBlank(text.charAt(method))) {
            throw new BadRequest(Kind.MALFORMED, "The first line is not the request line of HTTP.");
        }
        int last = text.length();
        while (!isBlank(text.charAt(last - 1))) {
            last--;
        }
        boolean versioned = text.regionMatches(true, last, "HTTP/", 0, 5);
        String target = text.substring(method, versioned ? last : text.length()).strip();
        if (target.isEmpty()) {
            throw new BadRequest(Kind.MALFORMED, "The request line has no target.");
        }
        return new RequestLine(text.substring(0, method).toUpperCase(Locale.ROOT), target,
                versioned ? text.substring(last).toUpperCase(Locale.ROOT) : "HTTP/1.0");
    }

    /// Whether this can be a second request on a connection, rather than the rest of a body whose
    /// Content-Length was too short.
    boolean isPlausible() {
        return METHODS.contains(method)
                && (target.startsWith("/") || target.regionMatches(true, 0, "http", 0, 4));
    }

    static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
