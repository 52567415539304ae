// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// Who named the zone that turned a local time into an instant, nearest first.
public enum ZoneFrom {
    /// The record itself carried an offset or an instant.
    RECORD,
    /// The terminal's own setting.
    TERMINAL,
    /// The setting of the terminal's branch.
    BRANCH,
    /// The default of the configuration.
    CONFIG
}
