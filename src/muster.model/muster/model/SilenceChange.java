// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// Alerts were snoozed, or maintenance was planned, or either was ended. Immutable.
///
/// @param after the silence as it is now
/// @param act `added` or `ended`
/// @param by who did it
/// @param receivedAt when (UTC)
public record SilenceChange(Silence after, String act, String by, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
