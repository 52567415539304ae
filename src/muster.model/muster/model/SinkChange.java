// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A sink began to fail, recovered, was paused, resumed, stopped, or its cursor was moved. Immutable.
///
/// @param sink its name
/// @param state the state from now on
/// @param act `failing`, `recovered`, `paused`, `resumed`, `stopped`, `replayed` or `skipped`
/// @param reason why, a sentence for people
/// @param cure what to do about it, or null
/// @param by who did it: an operator or `sink`
/// @param receivedAt when (UTC)
public record SinkChange(
        String sink, SinkState state, String act, String reason, String cure, String by, Instant receivedAt)
        implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
