// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What can be told of a held check-in's id later: whose rotating code it was, and how else a list may spell it.
/// Thread-safe.
public interface DoorPeople {

    /// Where there are no rotating codes and every id has one spelling.
    DoorPeople NONE = new DoorPeople() {
        @Override
        public Optional<String> person(byte[] code, Instant at) {
            return Optional.empty();
        }

        @Override
        public Collection<String> forms(String pin) {
            return List.of();
        }
    };

    /// Whose code it was, among the people known by now.
    ///
    /// @param code as it was advertised
    /// @param at when it was advertised
    /// @return the person's number
    Optional<String> person(byte[] code, Instant at);

    /// Other spellings of an id, as in [Comer#forms()].
    Collection<String> forms(String pin);
}
