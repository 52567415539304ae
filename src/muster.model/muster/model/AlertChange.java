// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// An alert began, was repeated, was acknowledged or ended. Immutable.
///
/// @param after how it is now
/// @param act `fired`, `repeated`, `acknowledged`, `reopened` (no longer acknowledged) or `resolved`
/// @param by who did it; null = muster itself
/// @param receivedAt when (UTC)
public record AlertChange(AlertStatus after, String act, String by, Instant receivedAt) implements Fact {

    /// Whether people are told: it is one of the acts that are told, and nothing keeps it quiet.
    public boolean isTold() {
        return after.quiet() == null
                && (act.equals("fired") || act.equals("repeated") || act.equals("resolved"));
    }

    @Override
    public String terminal() {
        return after.terminal();
    }
}
