// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import muster.app.intake.Intake;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.ImportResult;
import muster.model.ImportedPunch;

/// Imported punches go into a journal that no daemon has open.
final class JournalDestination implements Destination {

    private final Journal journal;
    private final Intake intake;

    /// Opens the journal of a data directory, and makes it when there is none yet.
    JournalDestination(Path directory, JournalIntakes intakes, InstantSource clock)
            throws JournalException, UserError {
        if (!Files.isDirectory(directory)) {
            throw new UserError(ExitCode.NO_INPUT, "there is no directory " + directory, "is it spelt right?");
        }
        journal = open(directory, clock, "leave out --data to import through it");
        boolean done = false;
        try {
            intake = intakes.over(journal, directory);
            done = true;
        } finally {
            if (!done) {
                journal.close();
            }
        }
    }

    /// Opens the journal of a data directory.
    ///
    /// @param instead what to do when a daemon has it open
    static Journal open(Path directory, InstantSource clock, String instead) throws JournalException, UserError {
        try {
            return Journal.open(JournalSettings.at(directory), clock);
        } catch (JournalException e) {
            if (e.kind() == JournalException.Kind.BUSY_ELSEWHERE) {
                throw new UserError(ExitCode.TRY_AGAIN, "a running muster has the journal in " + directory,
                        instead + ", or stop it first: systemctl stop muster");
            }
            throw e;
        }
    }

    @Override
    public ImportResult take(List<ImportedPunch> punches) throws JournalException, Refusal, InterruptedException {
        return intake.importAll(punches);
    }

    @Override
    public void close() {
        journal.close();
    }
}
