// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

/// A file that cannot be imported at all. The message says why, [#hint()] what to do.
public final class UnreadableFile extends Exception {

    private static final long serialVersionUID = 1L;

    private final String hint;

    UnreadableFile(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /// What to do next, a sentence for people.
    public String hint() {
        return hint;
    }
}
