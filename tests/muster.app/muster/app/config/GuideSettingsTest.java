// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// README.md and docs/*.md: the settings they name are there, and their examples are settings that are taken.
final class GuideSettingsTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```toml\\n(.*?)^```$");
    private static final Pattern SECTION = Pattern.compile(
            "(?:api|push|pull|time|ble|events|backend|alerts|heartbeat|watch|backup|retention|journal|log)\\.[a-z_]+");
    private static final Pattern NAMED = Pattern.compile("(?:`|--set )(" + SECTION + ")(?:`| ?=)");
    private static final Pattern SECRET = Pattern.compile("\"(/etc/muster/[a-z.-]+)\"");

    @TempDir
    private Path folder;

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @Test
    void everySettingThatIsNamedIsThere() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        for (Path page : pages()) {
            NAMED.matcher(Files.readString(page)).results().forEach(found -> named.add(found.group(1)));
        }
        assertTrue(named.size() > 20, named.toString());
        named.remove("backup.key"); // a file
        named.removeIf(Keys::known);
        assertEquals(new TreeSet<>(), named);
    }

    @Test
    void everyExampleIsTaken() throws IOException {
        int count = 0;
        for (Path page : pages()) {
            for (MatchResult found : EXAMPLE.matcher(Files.readString(page)).results().toList()) {
                count++;
                Path file = written(found.group(1));
                assertDoesNotThrow(() -> new ConfigReader(file, Map.of(), List.of()).read(), page + found.group(1));
            }
        }
        assertTrue(count > 8, count + " examples");
    }

    /// An example as a file, with the secrets it names.
    private Path written(String example) throws IOException {
        for (MatchResult secret : SECRET.matcher(example).results().toList()) {
            Path file = folder.resolve(Path.of(secret.group(1)).getFileName());
            Files.writeString(file, "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return Files.writeString(folder.resolve("muster.toml"), example.replace("/etc/muster/", folder + "/"));
    }
}
