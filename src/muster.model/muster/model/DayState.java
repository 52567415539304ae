// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// Whether a day is complete.
public enum DayState {
    /// Nothing of it is missing.
    COMPLETE,
    /// Something of it is still to come by itself.
    WAITING,
    /// Something of it does not come before somebody acts.
    FAILED
}
