// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

/// A condition that cannot be understood. The message is for people: where it is wrong, and what was expected.
public final class ConditionException extends Exception {

    private static final long serialVersionUID = 1L;

    /// @param column where, from 1
    ConditionException(int column, String message) {
        super("column " + column + ": " + message, null, false, false);
    }
}
