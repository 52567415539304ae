// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A component is in another state, or has other details. Immutable.
///
/// @param after how it is now
/// @param act `reported`, `stale` or `forgotten`
/// @param receivedAt when (UTC)
public record ComponentChange(Component after, String act, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
