// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

/// What a calling terminal may do.
public enum Admission {
    /// Its records are taken.
    ADMITTED,
    /// Nobody approved it yet, or somebody refused it: it keeps its data and asks again.
    HELD,
    /// It is not wanted here.
    REFUSED,
    /// It is known and calls from where it should not.
    WRONG_ADDRESS
}
