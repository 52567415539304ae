// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// The Bluetooth scanner changed its state. Immutable.
///
/// @param scanner id of the scanner
/// @param adapter the adapter (`hci0`), or null when it is about none of them
/// @param state the state from now on
/// @param reason why, a sentence for people
/// @param cure what to do about it, or null when nothing need be done
/// @param receivedAt when (UTC)
public record ScannerChange(
        String scanner, String adapter, State state, String reason, String cure, Instant receivedAt)
        implements Fact {

    /// How the scanner is.
    public enum State {
        /// Nobody wants it to scan.
        IDLE,
        /// There is no system bus.
        NO_BUS,
        /// The bus is there, BlueZ's daemon is not.
        NO_DAEMON,
        /// No adapter is plugged in, or not the one that was named.
        NO_ADAPTER,
        /// The adapter is switched off.
        OFF,
        /// Scanning is asked for and not confirmed yet.
        STARTING,
        /// It scans.
        SCANNING,
        /// It should scan and nothing comes, or BlueZ refuses.
        STALLED
    }

    @Override
    public String terminal() {
        return scanner;
    }
}
