// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file that is installed as `/etc/muster/muster.toml`.
final class ShippedFileTest {

    private static final Pattern RANGE = Pattern.compile("from (\\S+) to (\\w+)");

    @TempDir
    private Path folder;

    private static Config read(Path file) throws ConfigException {
        return new ConfigReader(file, Map.of(), List.of()).read();
    }

    @Test
    void itNamesExactlyTheSettingsThereAreInTheirOrder() throws Exception {
        assertEquals(
                Keys.all().stream().map(Key::name).toList(),
                ShippedFile.settings().stream().map(ShippedFile.Setting::name).toList());
    }

    @Test
    void asItIsInstalledItChangesNothing() throws Exception {
        assertEquals(read(null), read(ShippedFile.PATH));
        assertTrue(new ConfigReader(ShippedFile.PATH, Map.of(), List.of())
                .shown().stream().allMatch(shown -> shown.where().equals("default")));
    }

    @Test
    void withEveryLineUncommentedItStillChangesNothing() throws Exception {
        Path file = folder.resolve("muster.toml");
        Files.writeString(file, ShippedFile.uncommented());
        assertEquals(read(null), read(file));
        List<ConfigReader.Shown> shown = new ConfigReader(file, Map.of(), List.of()).shown();
        assertAll(shown.stream().map(setting -> () ->
                assertTrue(setting.where().startsWith(file + ":"), setting.name() + " is from " + setting.where())));
        assertEquals(
                Keys.all().stream().map(Key::fallback).toList(),
                shown.stream().map(ConfigReader.Shown::value).toList());
    }

    @Test
    void everySettingIsExplainedInOneToThreeLinesThatTellWhatIsAllowed() throws IOException {
        for (ShippedFile.Setting setting : ShippedFile.settings()) {
            String comment = String.join("\n", setting.comment());
            assertTrue(setting.comment().size() >= 1 && setting.comment().size() <= 3, setting.name());
            String allowed = Keys.all().stream()
                    .filter(key -> key.name().equals(setting.name()))
                    .map(key -> key.kind().allowed())
                    .findFirst()
                    .orElseThrow();
            Matcher range = RANGE.matcher(allowed);
            if (range.find()) {
                assertTrue(comment.contains(range.group(1) + " to " + range.group(2)), setting.name() + ": " + allowed);
            }
            if (allowed.startsWith("one of ")) {
                for (String word : allowed.substring("one of ".length()).split(", ")) {
                    assertTrue(comment.contains(word), setting.name() + " does not tell of " + word);
                }
            }
            assertEquals(allowed.contains("whole seconds"), comment.contains("whole seconds"), setting.name());
        }
    }

    @Test
    void itsLinesFitATerminal() throws IOException {
        assertFalse(Files.readAllLines(ShippedFile.PATH).stream().anyMatch(line -> line.length() > 110));
    }
}
