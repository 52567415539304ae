// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// What the configuration says about terminals in general. Immutable.
///
/// @param unknown what happens to a serial nobody approved
/// @param pairingWindow how long after the start unknown ones are accepted by themselves
/// @param addresses where terminals may call from; empty = anywhere
/// @param zone the zone of terminals that have none of their own
public record TerminalRules(Unknown unknown, Duration pairingWindow, List<Network> addresses, ZoneId zone) {

    /// What happens to a serial nobody approved.
    public enum Unknown {
        /// It is answered 503, keeps its data, and is shown as pending.
        HOLD,
        /// It is approved by itself.
        ACCEPT,
        /// It is answered 403 and not shown.
        REFUSE
    }
}
