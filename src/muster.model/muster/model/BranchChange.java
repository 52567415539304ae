// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A branch was added, changed or removed. Immutable.
///
/// @param after the branch from now on
/// @param act `added`, `changed` or `removed`
/// @param by who did it
/// @param receivedAt when (UTC)
public record BranchChange(Branch after, String act, String by, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
