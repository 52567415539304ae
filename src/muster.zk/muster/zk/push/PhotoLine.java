// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Arrays;
import java.util.Objects;

/// A person's picture inside a text table.
///
/// @param kind `USERPIC`, `BIOPHOTO` or `ATTPHOTO`
/// @param pin whose; empty when not told
/// @param fileName as the terminal calls it, only letters, digits, `.`, `_` and `-`; empty when not told
/// @param content the picture, or null when none could be read; not to be changed
public record PhotoLine(String kind, String pin, String fileName, byte[] content) implements OperLine, TableRow {

    @Override
    public boolean equals(Object other) {
        return other instanceof PhotoLine photo
                && kind.equals(photo.kind)
                && pin.equals(photo.pin)
                && fileName.equals(photo.fileName)
                && Arrays.equals(content, photo.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, pin, fileName, Arrays.hashCode(content));
    }

    @Override
    public String toString() {
        return kind + " of " + pin + ", " + (content == null ? "no" : content.length) + " bytes";
    }
}
