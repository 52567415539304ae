// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// What is remembered from one run to the next: lines of `view.setting=value` in a file. It is a comfort: a file that
/// cannot be read or written is done without. For one thread.
final class Remembered {

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    /// @param file null = nothing is remembered
    Remembered(Path file) {
        this.file = file;
        if (file != null && Files.isReadable(file)) {
            read();
        }
    }

    private void read() {
        try {
            for (String line : Files.readAllLines(file)) {
                int sign = line.indexOf('=');
                if (sign > 0) {
                    values.put(line.substring(0, sign), line.substring(sign + 1));
                }
            }
        } catch (IOException e) {
            values.clear();
        }
    }

    /// The value; empty when there is none.
    String value(String view, String setting) {
        return values.getOrDefault(view + "." + setting, "");
    }

    /// Remembers a value; an empty one is forgotten.
    ///
    /// @return whether it is on disk
    boolean set(String view, String setting, String value) {
        String line = value.strip();
        String before = line.isEmpty() ? values.remove(view + "." + setting) : values.put(view + "." + setting, line);
        return line.equals(before) || line.isEmpty() && before == null || write();
    }

    private boolean write() {
        if (file == null) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "top", ".new");
            Files.writeString(whole, text);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
