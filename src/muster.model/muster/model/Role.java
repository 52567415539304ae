// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What the bearer of an API key may do; each role may do what those before it may.
public enum Role {
    /// Looks.
    VIEWER,
    /// Runs the day: approves, acknowledges, starts, repairs, sends.
    OPERATOR,
    /// Decides how things are, and what is taken away.
    ADMIN;

    /// Whether this role may do what that one may.
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
