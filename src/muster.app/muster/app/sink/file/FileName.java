// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// An id as a part of a file's name that every file system takes: other characters as `_HH`, never too long.
final class FileName {

    private static final int LONGEST = 120;

    private FileName() {}

    static String of(String id) {
        StringBuilder name = new StringBuilder();
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            boolean plain = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-';
            name.append(plain ? Character.toString(b) : "_" + HexFormat.of().toHexDigits(b));
        }
        if (name.length() <= LONGEST) {
            return name.toString();
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return name.substring(0, LONGEST) + "_" + HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
