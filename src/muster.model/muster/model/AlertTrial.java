// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.List;

/// What a rule would have done in the past: the answer of `GET /api/rules/{name}/trial`. Immutable.
///
/// @param rule the rule
/// @param since what was looked at, from (UTC)
/// @param until and until (UTC)
/// @param samples how many measured values were looked at
/// @param firings when it would have fired, oldest first
public record AlertTrial(AlertRule rule, Instant since, Instant until, long samples, List<Firing> firings) {

    /// One time the rule would have fired.
    ///
    /// @param subject what it was about; empty = this muster as a whole
    /// @param from when people would have been told first (UTC)
    /// @param until when it would have been over (UTC); null = not within the time that was looked at
    /// @param value the measured value at the begin
    public record Firing(String subject, Instant from, Instant until, double value) {}
}
