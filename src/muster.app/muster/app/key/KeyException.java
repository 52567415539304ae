// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

/// What was asked for does not fit the keys there are; nothing was changed.
public final class KeyException extends Exception {

    private static final long serialVersionUID = 1;

    private final String hint;

    KeyException(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    /// What to do.
    public String hint() {
        return hint;
    }
}
