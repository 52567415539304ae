// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// Something at a door that is no punch: a card refused, an alarm, a start (zk-push.md section 14.2).
///
/// @param code the terminal's number of what happened: up to 19 and 200 to 253 normal, 20 to 99 refused,
///     100 to 199 alarm
/// @param pin the person; empty when nobody
/// @param time `YYYY-MM-DD hh:mm:ss` by the terminal's clock, else its text
/// @param door the door; empty when not told
/// @param card the card used; empty or `0` when none
/// @param values everything the line said, by name
/// @param raw the bytes of the line without its end, secrets blotted out; not to be changed
public record AccessRecord(
        int code, String pin, String time, String door, String card, Map<String, String> values, byte[] raw)
        implements AccessLine, TableRow {

    /// Copies the values, so that the record stays immutable.
    public AccessRecord {
        values = Map.copyOf(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessRecord line
                && code == line.code
                && pin.equals(line.pin)
                && time.equals(line.time)
                && door.equals(line.door)
                && card.equals(line.card)
                && values.equals(line.values)
                && Arrays.equals(raw, line.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, pin, time, door, card, values, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return "access event " + code + " of " + pin + " at door " + door + " at " + time;
    }
}
