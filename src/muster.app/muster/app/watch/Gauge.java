// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import muster.journal.JournalException;

/// Somewhere that measured values come from. Thread-safe.
@FunctionalInterface
public interface Gauge {

    /// Adds what is measured now.
    ///
    /// @throws JournalException if the journal cannot be asked
    void read(Snapshot.Builder into) throws JournalException;
}
