// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads a TOML file into [Values], each with its line and column.
final class TomlFile {

    /// Every setting with every explanation is a tenth of it.
    private static final int LARGEST = 1 << 20;

    private TomlFile() {}

    static void read(Path file, Values values) throws IOException {
        TomlParseResult toml = Toml.parse(withoutMark(text(file)));
        for (TomlParseError error : toml.errors()) {
            values.mistake(where(file, error.position()) + ": " + error.getMessage());
        }
        if (toml.hasErrors()) {
            return;
        }
        for (List<String> path : toml.keyPathSet(true)) {
            String name = String.join(".", path);
            String where = where(file, toml.inputPositionOf(path));
            Object value = toml.get(path);
            boolean below = path.size() > 1 && Values.isTable(path.getFirst());
            if (value instanceof TomlTable) {
                if (below && path.size() == 2) {
                    values.table(path.get(0), path.get(1), where);
                }
            } else if ((Keys.known(name) || path.size() > 2) && value instanceof TomlArray array && !isWords(array)) {
                values.mistake(where + ": " + name + ": write each entry of the list between its own quotes");
            } else if (below && path.size() > 2) {
                String key = String.join(".", path.subList(2, path.size()));
                values.table(path.get(0), path.get(1), where).put(key, new Values.Found(text(value), where));
            } else {
                values.put(name, text(value), where);
            }
        }
    }

    /// The file, if it can be one of settings.
    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 10) + " KiB, so it is no file of settings");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
    }

    /// Some editors begin a UTF-8 file with a mark that TOML does not know.
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String where(Path file, TomlPosition position) {
        return position == null ? file.toString() : file + ":" + position.line() + ":" + position.column();
    }

    /// Whether a list holds texts only, none with the comma that will stand between them.
    private static boolean isWords(TomlArray array) {
        return array.toList().stream().allMatch(entry -> entry instanceof String word && !word.contains(","));
    }

    /// A list becomes its words with a comma between them.
    private static String text(Object value) {
        return value instanceof TomlArray array
                ? array.toList().stream().map(Objects::toString).collect(Collectors.joining(", "))
                : Objects.toString(value);
    }
}
