// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

/// The file with a terminal's comm key cannot be used.
final class UnusableKey extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableKey(String message) {
        super(message);
    }
}
