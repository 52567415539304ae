// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

/// What becomes of somebody who is not on the event's list.
public enum Unlisted {
    /// The check-in is kept and counts as soon as the list knows the person.
    HOLD,
    /// It counts.
    COUNT
}
