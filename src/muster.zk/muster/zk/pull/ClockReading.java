// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// What a terminal's clock showed at a moment of ours.
///
/// @param terminal what it showed, to the second, without a zone
/// @param at our moment in the middle between question and answer (UTC)
/// @param uncertainty how far the terminal's own moment can be from that: half the way there and back. The
///     terminal shows whole seconds, which adds up to one more
public record ClockReading(LocalDateTime terminal, Instant at, Duration uncertainty) {

    /// How far the terminal's clock is ahead of ours; negative when it is behind.
    ///
    /// @param zone the terminal's
    public Duration offset(ZoneId zone) {
        return Duration.between(at, terminal.atZone(zone).toInstant());
    }
}
