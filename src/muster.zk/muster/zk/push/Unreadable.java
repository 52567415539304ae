// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Arrays;

/// A line no punch could be read from. It is acknowledged and kept, never dropped.
///
/// @param raw its bytes without the line end, passwords and templates blotted out; not to be changed
/// @param why a sentence for people, without the line's content
public record Unreadable(byte[] raw, String why) implements AttLine, AccessLine, TableRow {

    @Override
    public boolean equals(Object other) {
        return other instanceof Unreadable line && why.equals(line.why) && Arrays.equals(raw, line.raw);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(raw) + why.hashCode();
    }

    @Override
    public String toString() {
        return "unreadable line of " + raw.length + " bytes: " + why;
    }
}
