// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import muster.app.terminal.Refusal;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.ImportResult;
import muster.model.ImportedPunch;

/// Where imported punches go: a running muster, or its journal. For one thread.
interface Destination extends AutoCloseable {

    /// Journals punches; all of them or none.
    ImportResult take(List<ImportedPunch> punches)
            throws ApiException, JournalException, Refusal, InterruptedException;

    @Override
    void close();
}
