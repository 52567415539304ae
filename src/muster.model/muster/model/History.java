// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.List;

/// The answer of `GET /api/history`: one measure over time. Immutable.
///
/// @param measure what was measured
/// @param subject whose it is; empty = this muster's
/// @param points its values, oldest first; each holds until the next
public record History(String measure, String subject, List<Point> points) {

    /// A value from a moment on.
    ///
    /// @param at when (UTC)
    /// @param value the value
    public record Point(Instant at, double value) {}
}
