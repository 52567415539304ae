// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

/// Something the user can mend. The message says what happened, [#hint()] what to do.
public final class UserError extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final String hint;

    /// @param message what happened, without a full stop
    /// @param hint what to do next; empty when there is nothing to say
    public UserError(ExitCode code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    /// How the command ends.
    public ExitCode code() {
        return code;
    }

    /// What to do next; may be empty.
    public String hint() {
        return hint;
    }
}
