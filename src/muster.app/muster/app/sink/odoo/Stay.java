// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import java.time.LocalDateTime;
import muster.model.LocalTimes;

/// A stay as Odoo has it, in UTC. Immutable.
///
/// @param in when it began
/// @param out when it ended; null while it is open
record Stay(int id, LocalDateTime in, LocalDateTime out) {

    boolean isOpen() {
        return out == null;
    }

    /// Whether a moment lies within it, its ends left out.
    boolean holds(LocalDateTime time) {
        return !isOpen() && in.isBefore(time) && time.isBefore(out);
    }

    /// For people.
    @Override
    public String toString() {
        return LocalTimes.TEXT.format(in) + " to " + (isOpen() ? "(open)" : LocalTimes.TEXT.format(out)) + " UTC";
    }
}
