// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The Bluetooth scanner as it is now. Immutable.
///
/// @param scanner its id
/// @param mode what the door does now
/// @param prefix what an id must begin with; empty = every id
/// @param adapters the adapters there are
/// @param reports how many advertisements were heard since the start
/// @param devices how many different addresses are heard now
/// @param matched how many of the reports bore an id with the prefix
/// @param lost how many reports were dropped because they came faster than they could be read
/// @param checkIns how many check-ins were journalled since the start
/// @param clockSet whether this machine's clock is set
public record ScannerStatus(
        String scanner,
        Mode mode,
        String prefix,
        List<Adapter> adapters,
        long reports,
        int devices,
        long matched,
        long lost,
        long checkIns,
        boolean clockSet) {

    /// What the door does.
    public enum Mode {
        /// No event is started.
        IDLE,
        /// People are checked in.
        SCANNING,
        /// Everything is being sent to the backend.
        SYNCING
    }

    /// One adapter, or the scanner as a whole when there is none.
    ///
    /// @param name `hci0`; null when it is about none of them
    /// @param address its own address, or null
    /// @param state how it is
    /// @param reason why, a sentence for people
    /// @param cure what to do about it, or null
    public record Adapter(
            String name, String address, ScannerChange.State state, String reason, String cure) {}
}
