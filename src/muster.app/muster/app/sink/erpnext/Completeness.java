// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import java.time.LocalDateTime;
import java.util.Optional;

/// Knows how far a terminal's records are complete.
@FunctionalInterface
public interface Completeness {

    /// Up to when every record of a terminal is in the journal and lies behind the sink's cursor.
    ///
    /// @param terminal as the sink's `shifts` name it
    /// @return local time of the site; empty when it is not known
    Optional<LocalDateTime> until(String terminal);
}
