// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

/// An operator's wish that cannot be fulfilled. The message is for people and says what to do.
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    /// Why not.
    public enum Kind {
        /// What it is about does not exist.
        NOT_FOUND,
        /// It does not fit the present state.
        CONFLICT,
        /// A value is not allowed.
        INVALID
    }

    private final Kind kind;

    /// @param message what is wrong and what to do
    public Refusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// Why not.
    public Kind kind() {
        return kind;
    }
}
