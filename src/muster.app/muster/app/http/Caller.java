// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import muster.model.Json;
import muster.model.Role;

/// Who sent a request. Immutable.
///
/// @param name what the acts are filed under
/// @param role null = may do only what anybody may
record Caller(String name, Role role) {

    /// Whoever bears the key of `api.key_file`, or none where none is needed.
    static final Caller UNNAMED = new Caller(TerminalResource.BY, Role.ADMIN);

    /// Somebody.
    static final Caller ANYBODY = new Caller(TerminalResource.BY, null);

    /// Refuses whoever may not.
    ///
    /// @param needed the least role that may
    /// @throws Rejection which tells the role that is needed
    void require(Role needed) throws Rejection {
        if (role == null || !role.covers(needed)) {
            throw new Rejection(ProblemKind.FORBIDDEN, "the key \"" + name + "\" has the role " + Json.word(role)
                    + ", and this needs " + Json.word(needed) + "; nothing was changed");
        }
    }

    /// The author of what is asked for.
    ///
    /// @param said who the request says it is, or null. A key that has a name is told as well: what is said proves
    ///     nothing
    String author(String said) {
        if (this == UNNAMED || name.equals(said)) {
            return said;
        }
        return said == null || said.isBlank() ? name : said + " (key " + name + ")";
    }
}
