// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

/// The kinds of files punches are read from.
public enum Format {
    /// A JSON object on each line: our own export, or what the phone scanners keep.
    JSONL,
    /// `attlog.dat` as a terminal writes it to a USB stick: PIN, time and numbers, tabs between them.
    ATTLOG,
    /// A table with a line of column names: our own export, or one made by hand.
    CSV
}
