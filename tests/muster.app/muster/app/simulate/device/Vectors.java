// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The protocol's bytes as others sent or worked them out (zk-pull.md section 14): the same files that the
/// client's side is tested with, each line an example, its columns parted by ` | `.
final class Vectors {

    private static final Path FOLDER = Path.of("tests", "muster.zk", "muster", "zk", "pull");

    private Vectors() {}

    static List<String> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<List<String>> rows(String file) {
        return lines(file).stream()
                .map(line -> Arrays.stream(line.split(" \\| "))
                        .map(cell -> cell.equals("-") ? "" : cell)
                        .toList())
                .toList();
    }

    /// The row whose first column begins so.
    static List<String> row(String file, String name) {
        return rows(file).stream()
                .filter(row -> row.getFirst().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /// The bytes of a hexadecimal text; `ff*1024` at its end stands for so many.
    static byte[] bytes(String hex) {
        int star = hex.indexOf('*');
        if (star < 0) {
            return HexFormat.of().parseHex(hex);
        }
        String again = hex.substring(star - 2, star).repeat(Integer.parseInt(hex.substring(star + 1)));
        return HexFormat.of().parseHex(hex.substring(0, star - 2) + again);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
