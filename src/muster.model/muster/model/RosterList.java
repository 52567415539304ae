// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The body of `PUT` and `POST /api/gatherings/{id}/roster`. Immutable.
///
/// @param people who is on the list
public record RosterList(List<Listed> people) {

    /// A person on a list.
    ///
    /// @param pin the person's number, or the id the phone advertises
    /// @param name the person's name, or null when it is not told
    public record Listed(String pin, String name) {}
}
