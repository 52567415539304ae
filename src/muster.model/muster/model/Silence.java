// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A time in which nobody is told of some alerts: they go on, and whatever still fires afterwards is told then.
/// Immutable.
///
/// @param id its number, from 1
/// @param kind what it is for
/// @param rule of this rule; null = of any
/// @param subject about this terminal, sink, event, component or channel; null = about any
/// @param branch of this branch and its terminals; null = of any
/// @param from its begin (UTC)
/// @param until its end (UTC), after its begin
/// @param every how it is repeated, at the same local times; null = it is not
/// @param reason why
/// @param by who made it
/// @param endedAt when somebody ended it for good before its time (UTC), or null
public record Silence(
        long id,
        Kind kind,
        String rule,
        String subject,
        String branch,
        Instant from,
        Instant until,
        Every every,
        String reason,
        String by,
        Instant endedAt) {

    /// What it is for.
    public enum Kind {
        /// Somebody has had enough of it for a while.
        SNOOZE,
        /// Work is planned.
        MAINTENANCE
    }

    /// How it is repeated.
    public enum Every {
        /// Each day.
        DAY,
        /// Each week, on the same weekday.
        WEEK
    }
}
