// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// One `[sinks.NAME]` of the configuration. Immutable.
///
/// @param name what it is called by; letters, digits, `-`, `_`
/// @param mode when it delivers
/// @param interval how often in [Mode#INTERVAL]
/// @param begin where a sink that never ran begins
/// @param batch how many records at once; empty = as many as suits its type
/// @param waitMax the longest pause between two attempts
/// @param profile name of the profile its records go through; empty = none
/// @param kinds which kinds of facts it is for
/// @param target where it delivers to
public record SinkConfig(
        String name,
        Mode mode,
        Duration interval,
        Begin begin,
        Optional<Integer> batch,
        Duration waitMax,
        Optional<String> profile,
        Set<String> kinds,
        Target target) {

    /// When a sink delivers.
    public enum Mode {
        /// As soon as something is there.
        LIVE,
        /// Every so often.
        INTERVAL,
        /// When an operator says so.
        MANUAL,
        /// When an event ends.
        EVENT_END
    }

    /// Where a sink that never ran begins.
    public enum Begin {
        /// With the first record of the journal.
        START,
        /// With what comes from now on.
        NOW
    }
}
