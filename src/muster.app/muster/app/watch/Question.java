// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import muster.journal.JournalException;

/// Something that can be asked at any time, for which the journal may be needed. Thread-safe.
///
/// @param <T> what the answer is
@FunctionalInterface
public interface Question<T> {

    /// The answer now.
    ///
    /// @throws JournalException if the journal cannot be asked
    T ask() throws JournalException;
}
