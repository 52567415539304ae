// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Path;
import muster.app.intake.Intake;
import muster.journal.Journal;
import muster.journal.JournalException;

/// Makes what takes punches into a journal when no daemon runs; only the wiring knows the rules and zones
/// that belong to it.
public interface JournalIntakes {

    /// What takes punches into this journal.
    ///
    /// @param directory the data directory the journal is in
    Intake over(Journal journal, Path directory) throws JournalException, UserError;
}
