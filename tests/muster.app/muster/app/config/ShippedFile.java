// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `conf/muster.toml` as its readers see it.
final class ShippedFile {

    static final Path PATH = Path.of("conf/muster.toml");

    private static final Pattern SECTION = Pattern.compile("\\[(\\w+)]");
    private static final Pattern DEFAULT = Pattern.compile("#(\\w+) = (.+)");

    /// A setting that is commented out.
    ///
    /// @param name section and key
    /// @param literal its default, as TOML
    /// @param comment the lines above it
    record Setting(String name, String literal, List<String> comment) {}

    private ShippedFile() {}

    static List<Setting> settings() throws IOException {
        List<Setting> settings = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(PATH)) {
            Matcher head = SECTION.matcher(line);
            Matcher setting = DEFAULT.matcher(line);
            if (setting.matches()) {
                settings.add(new Setting(section + setting.group(1), setting.group(2), List.copyOf(comment)));
            } else if (head.matches()) {
                section = head.group(1) + ".";
            } else if (line.startsWith("#")) {
                comment.add(line);
                continue;
            }
            comment.clear();
        }
        return settings;
    }

    /// The file with every setting in force.
    static String uncommented() throws IOException {
        return DEFAULT.matcher(Files.readString(PATH)).replaceAll("$1 = $2");
    }
}
