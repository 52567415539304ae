// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.Map;

/// A request that is answered with a problem. The message is for people: what is wrong and what to do.
final class Rejection extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final transient Map<String, String> headers;

    Rejection(ProblemKind kind, String message) {
        this(kind, message, Map.of());
    }

    /// @param headers what the answer carries besides, such as `Allow`
    Rejection(ProblemKind kind, String message, Map<String, String> headers) {
        // an answer, not a fault: nobody reads the stack
        super(message, null, false, false);
        this.kind = kind;
        this.headers = Map.copyOf(headers);
    }

    /// A parameter or a body that is wrong.
    static Rejection invalid(String message) {
        return new Rejection(ProblemKind.INVALID, message);
    }

    ProblemKind kind() {
        return kind;
    }

    Map<String, String> headers() {
        return headers;
    }
}
