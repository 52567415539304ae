// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.List;
import muster.journal.JournalException;
import muster.model.Entry;

/// From entries to one form of stream. Thread-safe.
@FunctionalInterface
interface Rendering {

    /// A frame for each entry, in the same order.
    List<Frame> render(List<Entry> entries) throws JournalException;
}
