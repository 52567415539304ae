// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.Instant;
import muster.model.PendingTerminal;
import muster.model.Terminal;
import muster.model.TerminalStatus;

/// A terminal on the screen: a known one, or one that waits for approval. Immutable.
///
/// @param known null when it waits
/// @param waiting null when it is known
record TerminalRow(TerminalStatus known, PendingTerminal waiting) {

    String serial() {
        return known == null ? waiting.serial() : known.serial();
    }

    String name() {
        return known == null ? "" : known.name();
    }

    String branch() {
        return known == null ? "" : known.branch();
    }

    String address() {
        return known == null ? waiting.address() : known.address();
    }

    /// One word: how it is, or that it is not in use.
    String state() {
        if (known == null) {
            return "pending";
        }
        return known.state() == Terminal.State.APPROVED ? Words.word(known.presence()) : Words.word(known.state());
    }

    Instant heard() {
        return known == null ? waiting.lastSeen() : known.lastContact();
    }

    Long offset() {
        return known == null ? null : known.clockOffsetSeconds();
    }

    Long punches() {
        return known == null ? null : known.punches();
    }

    /// What its own counter says.
    Long counter() {
        return known == null || known.records() == null ? null : known.records().longValue();
    }

    /// How full its memory is, 0 to 100, or null.
    Long memory() {
        boolean told = known != null && known.records() != null && known.recordCapacity() != null
                && known.recordCapacity() > 0;
        return told ? Math.round(100.0 * known.records() / known.recordCapacity()) : null;
    }

    Long held() {
        return known == null ? null : known.quarantined();
    }
}
