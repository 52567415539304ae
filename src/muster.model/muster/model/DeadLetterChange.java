// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// An operator changed or gave up a dead letter. Immutable.
///
/// @param after the letter from now on
/// @param act `edited` or `discarded`
/// @param by who did it
/// @param receivedAt when (UTC)
public record DeadLetterChange(DeadLetter after, String act, String by, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
