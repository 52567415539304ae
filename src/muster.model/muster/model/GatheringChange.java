// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// An event was added, changed, selected, started, stopped, ended or removed. Immutable.
///
/// @param after the event from now on
/// @param act `added`, `changed`, `selected`, `left` (another one was selected), `started`, `stopped`, `ended` or
///     `removed`
/// @param by who did it: an operator, `backend` or `time`
/// @param receivedAt when (UTC)
public record GatheringChange(Gathering after, String act, String by, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
