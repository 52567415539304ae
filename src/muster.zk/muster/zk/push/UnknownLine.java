// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Arrays;

/// A line of a kind nobody here knows. It is acknowledged and kept.
///
/// @param raw its bytes without the line end, passwords and templates blotted out; not to be changed
public record UnknownLine(byte[] raw) implements OperLine, TableRow {

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownLine line && Arrays.equals(raw, line.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return "unknown line of " + raw.length + " bytes";
    }
}
