// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// The seed's numbers (product.md MON-07). Immutable.
///
/// @param scansToday punches whose terminal's date is today's date here
/// @param scansLastHour punches received within the last 60 minutes
/// @param successRate deliveries that succeeded, in percent of those tried since the start; 100 when none was due
/// @param queueSize records waiting for a sink
/// @param failedSyncs records whose delivery was tried and failed
/// @param uptimeSeconds since the start
public record Metrics(
        long scansToday,
        long scansLastHour,
        double successRate,
        long queueSize,
        long failedSyncs,
        long uptimeSeconds) {}
