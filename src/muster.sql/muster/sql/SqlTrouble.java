// SPDX-License-Identifier: Apache-2.0
package muster.sql;

/// Nothing was written. No password is in any of its texts.
public final class SqlTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    /// What is to be done.
    public enum Kind {
        /// Try again later.
        RETRY,
        /// Stop until somebody acts.
        STOP,
        /// A row is refused, and nobody said which. Stays within the module.
        ROW
    }

    private final Kind kind;
    private final String cure;

    SqlTrouble(Kind kind, String text, String cure, Throwable cause) {
        super(text, cause, false, false);
        this.kind = kind;
        this.cure = cure;
    }

    /// What is to be done.
    public Kind kind() {
        return kind;
    }

    /// What to do about it, a sentence for people, or null.
    public String cure() {
        return cure;
    }
}
