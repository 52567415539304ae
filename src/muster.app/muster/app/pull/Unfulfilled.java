// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

/// A command that a terminal was not, or could not be, made to obey; the session goes on. The message says why.
final class Unfulfilled extends Exception {

    private static final long serialVersionUID = 1L;

    Unfulfilled(String message) {
        super(message);
    }
}
