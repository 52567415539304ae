// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

/// What happens to photos that terminals send.
public enum Photos {
    /// Acknowledged and dropped.
    DROP,
    /// Acknowledged and kept as files.
    KEEP
}
