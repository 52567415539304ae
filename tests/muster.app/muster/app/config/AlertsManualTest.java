// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `man/muster-alerts.5`: what it says of settings is what the program does.
final class AlertsManualTest {

    private static final Pattern ITEM = Pattern.compile("^\\.It Cm (\\S+)\n", Pattern.MULTILINE);
    private static final Pattern DEFAULT = Pattern.compile("^Default:\n\\.Ql (\\S+) \\.$", Pattern.MULTILINE);
    private static final Pattern TOML =
            Pattern.compile("^\\.Bd -literal.*\n(\\[(?:.*\n)*?)\\.Ed$", Pattern.MULTILINE);
    private static final Pattern RANGE = Pattern.compile("from \\S+ to \\w+");
    /// What a channel of each type is a mistake without.
    private static final Map<String, Set<String>> NEEDED = Map.of(
            "EVERY CHANNEL", Set.of("type"),
            "TYPE WEBHOOK", Set.of("url", "secret_files"),
            "TYPE EMAIL", Set.of("host", "from", "to"),
            "TYPE HTTP", Set.of("url"),
            "TYPE MODEM", Set.of("to"));

    @TempDir
    private Path folder;

    private static String page() throws IOException {
        return Files.readString(Path.of("man/muster-alerts.5")).replace("\\e", "\\");
    }

    /// Name of each setting of a section and what stands below it; a table of its own ends in `.*`.
    private static Map<String, String> items(String title) throws IOException {
        String page = page();
        int begin = page.indexOf(".Sh " + title + "\n");
        assertTrue(begin > 0, title + " is no section");
        int first = page.indexOf("\n.It Cm ", begin);
        String list = page.substring(first + 1, page.indexOf("\n.El", first) + 1).replace("\\&. Ns Ar NAME", ".*");
        Map<String, String> items = new LinkedHashMap<>();
        List<MatchResult> found = ITEM.matcher(list).results().toList();
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1).start() : list.length();
            items.put(found.get(i).group(1), list.substring(found.get(i).end(), end));
        }
        return items;
    }

    private static Map<String, List<Key<?>>> sections() {
        Map<String, List<Key<?>>> sections = new LinkedHashMap<>();
        List<Key<?>> common = ChannelKeys.of("webhook").stream()
                .<Key<?>>map(key -> key)
                .takeWhile(key -> key != ChannelKeys.WEBHOOK_URL)
                .toList();
        sections.put("RULES", RuleKeys.all());
        sections.put("EVERY CHANNEL", common);
        ChannelKeys.types().forEach(type -> sections.put("TYPE " + type.toUpperCase(Locale.ROOT),
                ChannelKeys.of(type).subList(common.size(), ChannelKeys.of(type).size())));
        sections.put("HEARTBEAT", HeartbeatKeys.all());
        return sections;
    }

    private static String name(Key<?> key) {
        return key.name().replaceFirst("^heartbeat\\.", "");
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replace("…", "...").strip();
    }

    @Test
    void itHasASectionForEachTypeInTheirOrder() throws IOException {
        assertEquals(ChannelKeys.types(), Pattern.compile("^\\.Sh TYPE (\\w+)$", Pattern.MULTILINE).matcher(page())
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .toList());
    }

    @Test
    void itNamesExactlyTheSettingsThereAreInTheirOrderAndWhatTheyMean() throws IOException {
        for (Map.Entry<String, List<Key<?>>> section : sections().entrySet()) {
            Map<String, String> items = items(section.getKey());
            assertEquals(section.getValue().stream().map(AlertsManualTest::name).toList(),
                    List.copyOf(items.keySet()), section.getKey());
            for (Key<?> key : section.getValue()) {
                String told = plain(items.get(name(key)));
                String meaning = plain(key.meaning().replaceAll("[.]$", ""));
                assertTrue(told.startsWith(meaning), key.name() + ": " + meaning + " / " + told);
            }
        }
    }

    @Test
    void itTellsEveryDefaultAndWhatIsAllowed() throws IOException {
        for (Map.Entry<String, List<Key<?>>> section : sections().entrySet()) {
            for (Key<?> key : section.getValue()) {
                String what = section.getKey() + " " + key.name();
                String text = items(section.getKey()).get(name(key));
                Matcher fallback = DEFAULT.matcher(text);
                boolean has = !key.fallback().isEmpty() && !key.name().endsWith(".*") && key != ChannelKeys.TYPE;
                assertEquals(has ? key.fallback() : "none", fallback.find() ? fallback.group(1) : "none", what);
                assertEquals(words(key.kind().allowed()), told(text), what);
                Matcher range = RANGE.matcher(key.kind().allowed());
                assertTrue(!range.find() || text.toLowerCase(Locale.ROOT).contains(range.group()), what);
            }
        }
    }

    private static Set<String> words(String allowed) {
        if (allowed.equals("true or false")) {
            return Set.of("true", "false");
        }
        return !allowed.startsWith("one of ") ? Set.of()
                : Arrays.stream(allowed.substring("one of ".length()).split(", "))
                        .map(word -> word.replace("\"", ""))
                        .collect(Collectors.toSet());
    }

    private static Set<String> told(String text) {
        return DEFAULT.matcher(text).replaceAll("").lines()
                .filter(line -> line.startsWith(".Ql "))
                .map(line -> line.split(" ")[1])
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void itTellsWhatCannotBeLeftOut() throws IOException {
        for (String title : sections().keySet()) {
            Set<String> told = items(title).entrySet().stream()
                    .filter(item -> item.getValue().contains("It must be given."))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertEquals(NEEDED.getOrDefault(title, Set.of()), told, title);
        }
    }

    @Test
    void itTellsEveryWordThatIsFilledIn() throws IOException {
        String http = page().substring(page().indexOf(".Sh TYPE HTTP"));
        assertEquals(ChannelKinds.PLACEHOLDERS,
                Pattern.compile("^\\.It Ql (\\S+)$", Pattern.MULTILINE).matcher(http).results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void itsExamplesAreWellFormedAndShowEveryType() throws Exception {
        String examples = TOML.matcher(page()).results().map(block -> block.group(1)).collect(Collectors.joining("\n"));
        Path file = Files.writeString(folder.resolve("muster.toml"), examples);
        Config config = new ConfigReader(file, Map.of(), List.of()).read();
        assertEquals(3, config.rules().size());
        assertEquals(Set.copyOf(ChannelKeys.types()), config.channels().stream()
                .map(channel -> channel.target().type())
                .collect(Collectors.toSet()));
        assertTrue(config.heartbeat().isOn());
    }
}
