// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

/// Another terminal answers where this one should be. Its records must not be filed under a wrong serial.
final class ForeignTerminal extends Exception {

    private static final long serialVersionUID = 1L;

    ForeignTerminal(String host, String expected, String found) {
        super("at " + host + " the terminal " + found + " answers, not " + expected
                + "; nothing was taken from it. Correct the host, or add it under its own serial");
    }
}
