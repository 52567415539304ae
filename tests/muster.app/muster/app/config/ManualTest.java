// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `man/muster.toml.5`: what it says of settings is what the program does.
final class ManualTest {

    private static final Pattern ITEM = Pattern.compile("^\\.It Cm (\\S+)\n(?=\\.Em )", Pattern.MULTILINE);
    private static final Pattern DEFAULT = Pattern.compile("default\n\\.Cm (.+) ,\n");
    private static final Pattern VARIABLE = Pattern.compile("MUSTER_[A-Z_]*[A-Z]");
    private static final Pattern WORD = Pattern.compile("^\\.It Cm (\\S+)$", Pattern.MULTILINE);
    private static final Pattern RANGE = Pattern.compile("from \\S+ to \\w+");
    private static final Pattern LITERAL =
            Pattern.compile("^\\.Bd -literal.*\n((?:.*\n)*?)\\.Ed$", Pattern.MULTILINE);
    private static final Set<String> NO_SETTINGS = Set.of("MUSTER_CA", "MUSTER_JAVA_OPTS", "MUSTER_KEY_FILE",
            "MUSTER_URL");

    @TempDir
    private Path folder;

    /// The page as read, without what only its formatter needs.
    private static String page() throws IOException {
        return Files.readString(Path.of("man/muster.toml.5")).replace("\\(dq", "\"").replace("\\&", "");
    }

    /// Name of each setting and what stands below it.
    private static Map<String, String> items() throws IOException {
        String page = page();
        String settings = page.substring(page.indexOf(".Sh SETTINGS"), page.indexOf(".Sh ENVIRONMENT"));
        Map<String, String> items = new LinkedHashMap<>();
        List<MatchResult> found = ITEM.matcher(settings).results().toList();
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1).start() : settings.length();
            items.put(found.get(i).group(1), settings.substring(found.get(i).end(), end));
        }
        return items;
    }

    @Test
    void itNamesExactlyTheSettingsThereAreInTheirOrder() throws IOException {
        assertEquals(Keys.all().stream().map(Key::name).toList(), List.copyOf(items().keySet()));
    }

    @Test
    void itTellsTheDefaultAsItStandsInTheShippedFile() throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        items().forEach((name, text) -> {
            Matcher fallback = DEFAULT.matcher(text);
            assertTrue(fallback.find(), name);
            told.put(name, fallback.group(1).strip());
        });
        Map<String, String> shipped = new LinkedHashMap<>();
        ShippedFile.settings().forEach(setting -> shipped.put(setting.name(), setting.literal()));
        assertEquals(shipped, told);
    }

    @Test
    void itTellsWhatIsAllowed() throws IOException {
        Map<String, String> items = items();
        for (Key<?> key : Keys.all()) {
            String text = items.get(key.name());
            String allowed = key.kind().allowed();
            Matcher range = RANGE.matcher(allowed);
            if (range.find()) {
                assertTrue(text.contains(range.group()), key.name() + ": " + allowed);
            }
            if (allowed.startsWith("one of ")) {
                Set<String> words = Arrays.stream(allowed.replaceAll("one of |\"", "").split(", "))
                        .collect(Collectors.toSet());
                Set<String> told = WORD.matcher(text).results()
                        .map(word -> word.group(1))
                        .collect(Collectors.toSet());
                assertEquals(words, told, key.name());
            }
            assertEquals(allowed.contains("whole seconds"), text.contains("whole seconds"), key.name());
            assertTrue(text.startsWith(".Em " + type(allowed)), key.name() + " takes " + allowed);
        }
    }

    private static String type(String allowed) {
        return Stream.of("host names:hosts", "of origins:origins", "addresses and networks:networks", "words:words", "one of:word", "a time:time",
                        "whole number:number", "a path:path", "a list of paths:paths", "a date:date", "zone:zone", "HOST:address",
                        "of adapters:adapters", "letters, digits:name", "ASCII:text", "URL:url",
                        "an address:url")
                .filter(pair -> allowed.contains(pair.substring(0, pair.indexOf(':'))))
                .map(pair -> pair.substring(pair.indexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itTellsTheVariableOfEverySettingAndNoneThatIsNotThere() throws IOException {
        Map<String, String> items = items();
        for (Key<?> key : Keys.all()) {
            assertTrue(items.get(key.name()).contains("\n.Ev " + key.variable() + " .\n"), key.name());
        }
        Set<String> known = new TreeSet<>(NO_SETTINGS);
        Keys.all().forEach(key -> known.add(key.variable()));
        assertEquals(known, VARIABLE.matcher(page()).results().map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void itSpeaksOfNoSettingThatIsNotThere() throws IOException {
        Pattern mention = Pattern.compile("(?<![\\w/])(?:api|push|pull|time|ble|events|backend|alerts|heartbeat|watch|backup|retention|journal|log)\\.[a-z_]+");
        Set<String> mentioned = mention.matcher(page().replace("push.unknwon", "").replace("api.key:", "")
                        .replace("/api.key", "").replace("/backend.key\"", ""))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
        mentioned.removeIf(Keys::known);
        assertEquals(Set.of(), mentioned);
    }

    @Test
    void noOtherPageSpeaksOfASettingThatIsNotThere() throws IOException {
        Pattern mention = Pattern.compile("\\bCm ((?:api|push|pull|time|ble|events|backend|alerts|heartbeat|watch|backup"
                + "|retention|journal|log)\\.[a-z_]+)");
        try (Stream<Path> pages = Files.list(Path.of("man"))) {
            for (Path page : pages.toList()) {
                mention.matcher(Files.readString(page)).results().map(found -> found.group(1)).forEach(name ->
                        assertTrue(Keys.known(name), page + " speaks of " + name));
            }
        }
    }

    @Test
    void itsExamplesAreWellFormedAndDoWhatTheySay() throws Exception {
        List<Config> examples = new ArrayList<>();
        Files.writeString(folder.resolve("api.key"), "0123456789abcdef\n");
        Files.writeString(folder.resolve("backend.key"), "fedcba9876543210\n");
        for (String example : examples()) {
            Path file = Files.writeString(
                    folder.resolve("muster.toml"), example.replace("/etc/muster/", folder + "/"));
            examples.add(new ConfigReader(file, Map.of(), List.of()).read());
        }
        assertEquals(3, examples.size());
        assertEquals("Asia/Kolkata", examples.get(0).time().zone().getId());
        assertEquals(Duration.ofMinutes(30), examples.get(1).push().pairingWindow());
        assertEquals(Dedupe.SESSION, examples.get(1).ble().dedupe());
        assertEquals("happy-otter-123.convex.site", examples.get(1).backend().url().orElseThrow().getHost());
        assertEquals(2, examples.get(2).api().proxies().size());
    }

    private static List<String> examples() throws IOException {
        return LITERAL.matcher(page()).results()
                .map(block -> block.group(1))
                .filter(block -> block.startsWith("["))
                .toList();
    }

    @Test
    void itsDiagnosticsAreWhatIsReallySaid() throws Exception {
        Path file = folder.resolve("muster.toml");
        Files.writeString(file, "# one\n# two\n[push]\nunknwon = \"hold\"\ndelay = \"5m\"\n");
        List<String> said = new ArrayList<>(mistakes(file, Map.of()));
        said.addAll(mistakes(null, Map.of("MUSTER_API_LISTEN", "0.0.0.0:8888")));
        Files.writeString(file, "# one\n# two\n[push]\n# four\n# five\nunknown = \"hold\n");
        said.addAll(mistakes(file, Map.of()));
        List<String> told = Pattern.compile("(?<=\n\\.It )(?:muster\\.toml:|environment ).*").matcher(page()).results()
                .map(found -> found.group())
                .toList();
        assertEquals(told, said.stream().map(line -> line.replace(folder + "/", "")).toList());
    }

    private static List<String> mistakes(Path file, Map<String, String> environment) {
        ConfigReader reader = new ConfigReader(file, environment, List.of());
        return assertThrows(ConfigException.class, reader::read).mistakes();
    }
}
