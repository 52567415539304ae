// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

/// How a command ended, in the numbers of BSD's sysexits, which scripts and systemd know.
public enum ExitCode {
    /// All was done.
    OK(0),
    /// The command line is wrong.
    USAGE(64),
    /// A file or a value is wrong; what could be done was done.
    BAD_DATA(65),
    /// A file, a terminal or a punch that was named is not there.
    NO_INPUT(66),
    /// No daemon answers.
    UNAVAILABLE(69),
    /// A fault in muster.
    BUG(70),
    /// A file cannot be made.
    CANNOT_CREATE(73),
    /// A file or the journal cannot be read or written.
    IO(74),
    /// It did not work now; later it may.
    TRY_AGAIN(75),
    /// The key is missing or wrong, or a file may not be read.
    NO_PERMISSION(77),
    /// The configuration is wrong.
    CONFIG(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// What the shell sees.
    public int number() {
        return number;
    }
}
