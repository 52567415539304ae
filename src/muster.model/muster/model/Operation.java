// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.Map;

/// An act a terminal logged that is no punch: a menu entered, the clock set, a door forced, a card
/// refused. Immutable.
///
/// @param terminal serial of the terminal
/// @param table `OPERLOG` or `rtlog`
/// @param code the terminal's number of the act
/// @param operator who did it, as the terminal numbers people; empty when nobody
/// @param localTime what the terminal's clock showed, `YYYY-MM-DD hh:mm:ss`, or its raw text
/// @param values whatever else it said, by name
/// @param receivedAt when it reached this machine (UTC)
/// @param raw the line
public record Operation(
        String terminal,
        String table,
        int code,
        String operator,
        String localTime,
        Map<String, String> values,
        Instant receivedAt,
        Bytes raw) implements Fact {

    /// Copies the values, so that the record stays immutable.
    public Operation {
        values = values == null ? Map.of() : Map.copyOf(values);
    }
}
