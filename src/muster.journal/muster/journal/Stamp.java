// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.util.Objects;

/// A terminal's own mark of how far it has sent one of its tables; opaque text that is given back to it
/// (zk-push.md section 6). Immutable.
///
/// @param terminal serial of the terminal
/// @param table the terminal's name of the table: `ATTLOG`, `OPERLOG`, …
/// @param value the mark, as sent
public record Stamp(String terminal, String table, String value) {

    /// Checks that nothing is missing.
    public Stamp {
        Objects.requireNonNull(terminal, "terminal");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(value, "value");
    }
}
