// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.nio.file.Path;
import java.time.ZoneId;

/// How the dashboard is shown and what it may do. Immutable.
///
/// @param ascii whether no byte above 127 is sent
/// @param colours which colours are used
/// @param readOnly whether everything that changes something is switched off
/// @param view name of the view to begin with; null = the overview
/// @param state file that remembers sort and filter of each view, or null = they are forgotten
/// @param user who acknowledges and snoozes alerts
/// @param zone the zone that moments are shown in
/// @param hints whether the last line names the keys
public record TopSettings(
        boolean ascii,
        Colours colours,
        boolean readOnly,
        String view,
        Path state,
        String user,
        ZoneId zone,
        boolean hints) {

    /// Which colours are used. No state is ever told by colour alone.
    public enum Colours {
        /// None; only reversed and plain.
        NONE,
        /// The sixteen that every window has.
        SIXTEEN,
        /// The softer ones of the 256.
        MANY
    }
}
