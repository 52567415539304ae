// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// An act the terminal logged: a menu entered, the clock set, a person enrolled.
///
/// @param code the terminal's number of the act (zk-push.md section 7.4)
/// @param operator who did it, as the terminal numbers people; empty when it told none
/// @param time `YYYY-MM-DD hh:mm:ss` by the terminal's clock (a packed time is converted), else its text
/// @param values whatever follows, as sent
/// @param raw the bytes of the line without its end; not to be changed
public record OpEntry(int code, String operator, String time, List<String> values, byte[] raw) implements OperLine {

    /// Copies the values, so that the record stays immutable.
    public OpEntry {
        values = List.copyOf(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OpEntry entry
                && code == entry.code
                && operator.equals(entry.operator)
                && time.equals(entry.time)
                && values.equals(entry.values)
                && Arrays.equals(raw, entry.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, operator, time, values, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return "operation " + code + " by " + operator + " at " + time;
    }
}
