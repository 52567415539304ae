// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import muster.app.pull.FetchOrders;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.FetchReport;
import muster.model.FetchRequest;

/// Terminals' logs are read into a journal that no daemon has open.
final class JournalFetcher implements Fetcher {

    private static final String BY = "cli";

    private final Journal journal;
    private final FetchOrders orders;

    /// Opens the journal of a data directory.
    JournalFetcher(Path directory, JournalFetches fetches, InstantSource clock) throws JournalException, UserError {
        if (Files.notExists(JournalSettings.at(directory).file())) {
            throw new UserError(ExitCode.NO_INPUT, "there is no journal in " + directory,
                    "give the data directory of a muster; the terminals to read stand in its journal");
        }
        journal = JournalDestination.open(directory, clock, "leave out --data to have it read them");
        boolean done = false;
        try {
            orders = fetches.over(journal, directory);
            done = true;
        } finally {
            if (!done) {
                journal.close();
            }
        }
    }

    @Override
    public FetchReport order(FetchRequest request) throws Refusal {
        return orders.order(request, BY);
    }

    @Override
    public FetchReport report(long id) {
        return orders.find(id).orElseThrow(() -> new IllegalStateException("order " + id + " is forgotten"));
    }

    @Override
    public void close() {
        try (journal) {
            orders.close();
        }
    }
}
