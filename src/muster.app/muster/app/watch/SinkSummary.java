// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

/// How the sinks are, in the seed's numbers (product.md MON-05, MON-07). Immutable.
///
/// @param waiting records that wait for a sink
/// @param failed records whose delivery was tried and failed: the open dead letters
/// @param successRate deliveries that succeeded since the start, in percent of those tried; 100 when none was due
/// @param cloud how the backend is: `online`, `offline`, `error`, `paused` or `unknown` when there is none
public record SinkSummary(long waiting, long failed, double successRate, String cloud) {

    /// There are no sinks.
    public static final SinkSummary NONE = new SinkSummary(0, 0, 100.0, "unknown");
}
