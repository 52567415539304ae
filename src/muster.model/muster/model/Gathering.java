// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// An event: a gathering at the door, with a name and a time. Immutable.
///
/// @param id what it is called by in commands, files and addresses; the backend's id when it is from there
/// @param name what people call it
/// @param start when it begins (UTC), or null when nobody said
/// @param end when it ends (UTC), or null when nobody said
/// @param from who made it
/// @param active whether the backend takes check-ins for it; true for those made here
/// @param state how far it is at this door
/// @param capacity how many people may be inside, or null when nobody said
/// @param automatic whether it is started and stopped by itself at its start and end
/// @param removed true when it is gone; its punches stay
public record Gathering(
        String id,
        String name,
        Instant start,
        Instant end,
        From from,
        boolean active,
        State state,
        Integer capacity,
        boolean automatic,
        boolean removed) {

    /// Who made it.
    public enum From {
        /// An operator, at this muster.
        LOCAL,
        /// The backend.
        BACKEND
    }

    /// How far an event is at this door. At most one is selected, scanning or paused.
    public enum State {
        /// Known, not selected.
        LISTED,
        /// The one that [#SCANNING] will be for.
        SELECTED,
        /// People are checked in.
        SCANNING,
        /// Stopped for now, still selected.
        PAUSED,
        /// Over; it can be selected again.
        ENDED;

        /// Whether it is the one event this door is set to.
        public boolean isCurrent() {
            return this == SELECTED || this == SCANNING || this == PAUSED;
        }
    }

    /// The same event in another state.
    public Gathering in(State next) {
        return new Gathering(id, name, start, end, from, active, next, capacity, automatic, removed);
    }
}
