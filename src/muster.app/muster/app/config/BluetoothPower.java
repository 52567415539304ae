// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

/// What becomes of a Bluetooth adapter that is switched off.
public enum BluetoothPower {
    /// It stays off, and the status says so.
    LEAVE,
    /// It is switched on.
    ON
}
