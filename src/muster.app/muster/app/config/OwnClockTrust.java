// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

/// Whether this machine's own clock is believed.
public enum OwnClockTrust {
    /// Found out: a clock chip, a time service, or a moment that cannot be.
    AUTO,
    /// Always.
    SET,
    /// Not before it was set while muster runs.
    WAIT
}
