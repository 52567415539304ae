// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A measured value at a moment. Immutable.
///
/// @param measure what was measured, as in `GET /api/measures`
/// @param subject whose it is: a terminal's serial, the name of a sink, branch, event, ...; empty = this muster's
/// @param at when (UTC)
/// @param value the value; of a measure that tells a time since something: that moment, in seconds since 1970-01-01
///     UTC, 0 when there is none
public record Sample(String measure, String subject, Instant at, double value) {}
