// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.model.Source;

/// One `[profiles.NAME]`: how records are shown to a sink, and which. Immutable.
///
/// @param name what it is called by
/// @param shift added to every time, the date with it; negative takes away
/// @param since records with an earlier local date are left out, or empty
/// @param terminals only these; empty = any
/// @param branches only these; empty = any
/// @param events only these; empty = any
/// @param sources only these; empty = any
/// @param pinLongest PINs with more characters are left out, or empty
/// @param pinPattern PINs that do not fit this regular expression are left out, or empty
/// @param pinPrefix put before every PIN
/// @param pinWidth PINs are filled up with zeros in front to this many characters; 0 = not
/// @param pins what a PIN is called there, by PIN; others stay as they are
/// @param direction how in and out are told apart
/// @param directions by terminal: `in`, `out`, `state` or `none`, before `direction`
public record ProfileConfig(
        String name,
        Duration shift,
        Optional<LocalDate> since,
        Set<String> terminals,
        Set<String> branches,
        Set<String> events,
        Set<Source> sources,
        Optional<Integer> pinLongest,
        Optional<String> pinPattern,
        String pinPrefix,
        int pinWidth,
        Map<String, String> pins,
        DirectionRule direction,
        Map<String, DirectionRule> directions) {

    /// How in and out are told apart.
    public enum DirectionRule {
        /// By the state the terminal sent: 0, 3 and 4 are in, 1, 2 and 5 are out.
        STATE,
        /// The first of a person's day is in, then in turn.
        ALTERNATE,
        /// All are in.
        IN,
        /// All are out.
        OUT,
        /// It is not told.
        NONE
    }

    /// Changes nothing, and takes the direction from the state.
    public static ProfileConfig plain() {
        return new ProfileConfig("", Duration.ZERO, Optional.empty(), Set.of(), Set.of(), Set.of(), Set.of(),
                Optional.empty(), Optional.empty(), "", 0, Map.of(), DirectionRule.STATE, Map.of());
    }
}
