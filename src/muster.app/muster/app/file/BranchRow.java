// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import muster.model.BranchSettings;
import muster.model.TerminalSettings;

/// What one row of a table of branches was read as. Immutable.
public sealed interface BranchRow {

    /// Where the row begins, counted from 1.
    long line();

    /// A row that names a branch, a terminal, or a terminal and its branch. What it leaves empty is null and
    /// is not to be set.
    ///
    /// @param branch null when it names none
    /// @param terminal null when it names none
    record Good(long line, BranchSettings branch, TerminalSettings terminal) implements BranchRow {}

    /// A row that is none.
    ///
    /// @param why a sentence for people, without a full stop
    record Bad(long line, String why) implements BranchRow {}
}
