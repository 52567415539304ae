// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A command was queued, handed out, answered or given up. Immutable.
///
/// @param after the command from now on
/// @param receivedAt when (UTC)
public record CommandChange(Command after, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return after.terminal();
    }
}
