// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// The way a punch came in.
public enum Source {
    /// A terminal sent it by HTTP.
    PUSH,
    /// We read it from a terminal on port 4370.
    PULL,
    /// A phone was seen by Bluetooth LE.
    BLE,
    /// A person entered it.
    MANUAL,
    /// It was read from a file.
    IMPORT
}
