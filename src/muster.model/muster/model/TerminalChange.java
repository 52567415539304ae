// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A terminal was added, changed, approved, refused or removed. Immutable.
///
/// @param after the terminal from now on
/// @param act `added`, `approved`, `refused`, `changed`, `removed` or `reported`
/// @param by who did it: an operator, `terminal` or `config`
/// @param receivedAt when (UTC)
public record TerminalChange(Terminal after, String act, String by, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return after.serial();
    }
}
