// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.Optional;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.PersonPage;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.QuarantinePage;
import muster.model.TerminalList;
import muster.model.TerminalStatus;

/// Where listings come from: a running muster, or its data directory. For one thread.
interface Origin extends AutoCloseable {

    /// A page of punches.
    PunchPage punches(PunchQuery query) throws ApiException, JournalException, InterruptedException;

    /// The known terminals and those that wait.
    ///
    /// @param branch only those of this branch; null = any
    TerminalList terminals(String branch) throws ApiException, JournalException, InterruptedException;

    /// One terminal; empty when it is not known.
    Optional<TerminalStatus> terminal(String serial) throws ApiException, JournalException, InterruptedException;

    /// A page of people.
    ///
    /// @param after the page begins behind this PIN; null = at the start
    PersonPage people(String after, int limit) throws ApiException, JournalException, InterruptedException;

    /// A page of held records, newest first.
    ///
    /// @param terminal null = any
    /// @param cursor from the page before; null = at the newest
    QuarantinePage quarantine(String terminal, Long cursor, int limit)
            throws ApiException, JournalException, InterruptedException;

    @Override
    void close();
}
