// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// How a sink is.
public enum SinkState {
    /// It delivers, or has nothing to deliver.
    RUNNING,
    /// An attempt failed; it is tried again by itself.
    RETRYING,
    /// An operator paused it.
    PAUSED,
    /// It cannot go on before somebody acts: a wrong key, a target that is gone. Everything is kept.
    STOPPED
}
