// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `conf/sinks.toml`, which people copy from.
final class SinksExampleTest {

    private static final Path EXAMPLE = Path.of("conf/sinks.toml");

    @TempDir
    private Path folder;

    private static ConfigReader reader(Path file) {
        return new ConfigReader(file, Map.of(), List.of());
    }

    @Test
    void asItIsShippedItSaysNothing() throws Exception {
        assertEquals(reader(null).read(), reader(EXAMPLE).read());
    }

    @Test
    void uncommentedItHasASinkOfEveryTypeAndOneProfileThatIsUsed() throws Exception {
        String uncommented = Files.readString(EXAMPLE).replaceAll("(?m)^#(?=\\S)", "");
        Config config = reader(Files.writeString(folder.resolve("muster.toml"), uncommented)).read();
        Set<String> types = new HashSet<>();
        config.sinks().forEach(sink -> types.add(sink.target().type()));
        assertEquals(Set.copyOf(TargetKeys.types()), types);
        assertEquals(Set.of("hrbook", "office"), config.profiles().keySet());
        assertTrue(config.sinks().stream().anyMatch(sink -> sink.profile().isPresent()));
    }

    @Test
    void itsLinesFitAndEveryTableIsIntroduced() throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLE);
        assertFalse(lines.stream().anyMatch(line -> line.length() > 120));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("#[sinks.") && !lines.get(i).equals("#[sinks.hrbook]")) {
                assertTrue(lines.get(i - 1).startsWith("# "), lines.get(i));
            }
        }
    }
}
