// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import muster.model.ImportedPunch;

/// What one row of a file was read as. Immutable.
public sealed interface Row {

    /// Where the row begins, counted from 1.
    long line();

    /// A row that is a punch.
    record Good(long line, ImportedPunch punch) implements Row {}

    /// A row that is none.
    ///
    /// @param why a sentence for people, without a full stop
    record Bad(long line, String why) implements Row {}
}
