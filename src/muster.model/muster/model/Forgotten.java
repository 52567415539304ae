// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// What is left of an entry whose time to be kept is over: its place and what kind it was, so that the sequence
/// stays without a gap. Immutable.
///
/// @param was the kind it was: `presence`, `operation`, `contact`, `clock` or `notice`
/// @param receivedAt when that had been received (UTC)
public record Forgotten(String was, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
