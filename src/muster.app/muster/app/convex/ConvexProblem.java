// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import java.time.Duration;
import java.util.Optional;

/// The backend did not do what it was asked for. The message is a sentence for people and holds no secret.
public final class ConvexProblem extends Exception {

    private static final long serialVersionUID = 1L;

    /// What is the matter.
    public enum Kind {
        /// Nobody answered: no network, no such name, refused, broken off, too slow.
        UNREACHABLE,
        /// It does not know the key.
        REFUSED_KEY,
        /// What answered is not the backend, or not at this address.
        WRONG_ADDRESS,
        /// It answered that it cannot now.
        BUSY,
        /// It did not understand, or said what nobody can understand.
        NONSENSE
    }

    private final Kind kind;
    private final int status;
    private final String hint;
    private final Duration retryAfter;

    ConvexProblem(Kind kind, int status, String message, String hint, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    ConvexProblem(Kind kind, int status, String message, String hint) {
        this(kind, status, message, hint, null);
    }

    /// What is the matter.
    public Kind kind() {
        return kind;
    }

    /// The status of the answer; 0 when there was none.
    public int status() {
        return status;
    }

    /// What to do next, a sentence for people.
    public String hint() {
        return hint;
    }

    /// How long it asked to be left alone.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
