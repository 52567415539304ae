// SPDX-License-Identifier: Apache-2.0
package muster.ble;

/// How one adapter, or the whole radio, is at the moment.
public enum Condition {

    /// Ready, or not even looked at: nobody wants to scan.
    IDLE,
    /// The system bus cannot be reached; tried again for ever.
    NO_BUS,
    /// Nobody owns `org.bluez` on the bus, or it does not answer.
    NO_DAEMON,
    /// BlueZ knows no adapter, or not the one that was asked for.
    NO_ADAPTER,
    /// The adapter has no power: switched off, or blocked by rfkill.
    OFF,
    /// Scanning is being started, or started again.
    STARTING,
    /// The adapter listens.
    SCANNING,
    /// The adapter should listen and does not; tried again now and then, but people should look.
    STALLED
}
