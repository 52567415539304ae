// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The recorded and calculated examples beside these tests: text files of one example a line, its columns
/// parted by ` | `, empty ones a `-`.
final class Vectors {

    private Vectors() {}

    /// The lines of a file that are no comment.
    static Stream<String> lines(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines cut into columns.
    static List<List<String>> rows(String file) {
        return lines(file)
                .map(line -> Arrays.stream(line.split(" \\| ")).map(cell -> cell.equals("-") ? "" : cell).toList())
                .toList();
    }

    /// The bytes of a hexadecimal text; `ff*1024` at its end stands for so many.
    static byte[] bytes(String hex) {
        int times = hex.indexOf('*');
        String all = times < 0 ? hex
                : hex.substring(0, times - 2) + hex.substring(times - 2, times).repeat(
                        Integer.parseInt(hex.substring(times + 1)));
        return HexFormat.of().parseHex(all);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
