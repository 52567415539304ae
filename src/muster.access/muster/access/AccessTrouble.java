// SPDX-License-Identifier: Apache-2.0
package muster.access;

/// Why nothing of a batch was written.
public final class AccessTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String cure;

    AccessTrouble(Kind kind, String text, String cure, Throwable cause) {
        super(text, cause);
        this.kind = kind;
        this.cure = cure;
    }

    /// What is to be done.
    public Kind kind() {
        return kind;
    }

    /// What an operator can do about it, or null.
    public String cure() {
        return cure;
    }

    /// What is to be done.
    public enum Kind {
        /// Try again later.
        RETRY,
        /// One of the punches is refused, and nobody says which.
        REFUSED,
        /// Stop until somebody acts.
        STOP
    }
}
