// SPDX-License-Identifier: Apache-2.0
package muster.journal;

/// The journal cannot be opened, or cannot keep or read something now. Whoever gets it for an append must
/// not acknowledge anything: the sender still has it and will send it again.
public final class JournalException extends Exception {

    private static final long serialVersionUID = 1L;

    /// What is the matter.
    public enum Kind {
        /// There is no space left on the disk.
        FULL,
        /// The file is damaged.
        CORRUPT,
        /// Another process has the journal.
        BUSY_ELSEWHERE,
        /// A newer muster made the file.
        NEWER_SCHEMA,
        /// The file is something else.
        NOT_A_JOURNAL,
        /// Anything else the disk or the file system refuses.
        IO
    }

    private final Kind kind;
    private final String hint;

    JournalException(Kind kind, String message, String hint, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.hint = hint;
    }

    /// What is the matter.
    public Kind kind() {
        return kind;
    }

    /// What to do next, a sentence for people.
    public String hint() {
        return hint;
    }
}
