// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.time.Duration;
import java.util.Optional;

/// How often the same person is checked in for an event. Immutable.
///
/// @param window again when the last time is longer ago than this; empty = once per event
public record Dedupe(Optional<Duration> window) {

    /// Once per event.
    public static final Dedupe SESSION = new Dedupe(Optional.empty());
}
