// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Path;
import muster.app.pull.FetchOrders;
import muster.journal.Journal;
import muster.journal.JournalException;

/// Makes what reads terminals into a journal when no daemon runs; only the wiring knows the rules and zones
/// that belong to it.
public interface JournalFetches {

    /// What carries out orders to read terminals into this journal; the caller closes it.
    ///
    /// @param directory the data directory the journal is in
    FetchOrders over(Journal journal, Path directory) throws JournalException, UserError;
}
