// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/// `man/muster-sinks.5`: what it says of settings is what the program does.
final class SinksManualTest {

    private static final Pattern ITEM = Pattern.compile("^\\.It Cm (\\S+)\n", Pattern.MULTILINE);
    private static final Pattern DEFAULT = Pattern.compile("^Default:\n\\.Ql (\\S+) \\.$", Pattern.MULTILINE);
    private static final Pattern LITERAL =
            Pattern.compile("^\\.Bd -literal.*\n((?:.*\n)*?)\\.Ed$", Pattern.MULTILINE);
    private static final Pattern RANGE = Pattern.compile("from \\S+ to \\w+");
    /// What a sink of each type is a mistake without.
    private static final Map<String, Set<String>> NEEDED = Map.of(
            "", Set.of("type"),
            "erpnext", Set.of("url", "key_file"),
            "odoo", Set.of("url", "key_file"),
            "sql", Set.of("url"),
            "access", Set.of("file"),
            "webhook", Set.of("url", "secret_files"),
            "file", Set.of("folder"));

    @TempDir
    private Path folder;

    private static String page() throws IOException {
        return Files.readString(Path.of("man/muster-sinks.5")).replace("\\(dq", "\"");
    }

    private static String section(String title) throws IOException {
        String page = page();
        int begin = page.indexOf(".Sh " + title + "\n");
        assertTrue(begin > 0, title + " is no section");
        int end = page.indexOf("\n.Sh ", begin);
        return page.substring(begin, end + 1);
    }

    /// Name of each setting of a section and what stands below it; a table of its own ends in `.*`.
    private static Map<String, String> items(String title) throws IOException {
        String section = section(title).replace("\\&. Ns Ar NAME", ".*");
        Map<String, String> items = new LinkedHashMap<>();
        List<MatchResult> found = ITEM.matcher(section).results().toList();
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1).start() : section.indexOf(".El", found.get(i).end());
            items.put(found.get(i).group(1), section.substring(found.get(i).end(), end));
        }
        return items;
    }

    /// The settings that only a type has; "" = those of every type.
    private static List<Key<?>> keys(String type) {
        List<Key<?>> every = TargetKeys.of("convex");
        int common = (int) every.stream().takeWhile(key -> key != TargetKeys.CONVEX_URL).count();
        return type.isEmpty() ? every.subList(0, common) : TargetKeys.of(type).subList(common,
                TargetKeys.of(type).size());
    }

    private static String title(String type) {
        return type.isEmpty() ? "EVERY SINK" : "TYPE " + type.toUpperCase(Locale.ROOT);
    }

    private static Map<String, List<Key<?>>> sections() {
        Map<String, List<Key<?>>> sections = new LinkedHashMap<>();
        sections.put(title(""), keys(""));
        TargetKeys.types().forEach(type -> sections.put(title(type), keys(type)));
        sections.put("PROFILES", ProfileKeys.all());
        return sections;
    }

    @Test
    void itHasASectionForEachTypeInTheirOrder() throws IOException {
        List<String> told = Pattern.compile("^\\.Sh TYPE (\\w+)$", Pattern.MULTILINE).matcher(page()).results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .toList();
        assertEquals(TargetKeys.types(), told);
    }

    @Test
    void itNamesExactlyTheSettingsThereAreInTheirOrder() throws IOException {
        for (Map.Entry<String, List<Key<?>>> section : sections().entrySet()) {
            assertEquals(section.getValue().stream().map(Key::name).toList(),
                    List.copyOf(items(section.getKey()).keySet()), section.getKey());
        }
    }

    @Test
    void itTellsEveryDefaultThatIsNotNothing() throws IOException {
        for (Map.Entry<String, List<Key<?>>> section : sections().entrySet()) {
            Map<String, String> items = items(section.getKey());
            for (Key<?> key : section.getValue()) {
                Matcher told = DEFAULT.matcher(items.get(key.name()));
                boolean has = !key.fallback().isEmpty() && !key.name().endsWith(".*") && key != TargetKeys.TYPE;
                assertEquals(has ? key.fallback() : "none", told.find() ? told.group(1) : "none",
                        section.getKey() + " " + key.name());
            }
        }
    }

    @Test
    void itTellsWhatIsAllowed() throws IOException {
        for (Map.Entry<String, List<Key<?>>> section : sections().entrySet()) {
            Map<String, String> items = items(section.getKey());
            for (Key<?> key : section.getValue()) {
                String what = section.getKey() + " " + key.name();
                String text = items.get(key.name());
                String allowed = key.kind().allowed();
                Set<String> words = DEFAULT.matcher(text).replaceAll("").lines()
                        .filter(line -> line.startsWith(".Ql "))
                        .map(line -> line.split(" ")[1])
                        .collect(Collectors.toCollection(HashSet::new));
                if (allowed.startsWith("one of ")) {
                    Set<String> wanted = Arrays.stream(allowed.substring("one of ".length()).split(", "))
                            .map(word -> word.replace("\"", ""))
                            .filter(word -> !word.isEmpty())
                            .collect(Collectors.toSet());
                    assertEquals(wanted, words, what);
                } else if (allowed.equals("true or false")) {
                    assertEquals(Set.of("true", "false"), words, what);
                }
                Matcher range = RANGE.matcher(allowed);
                assertTrue(!range.find() || text.toLowerCase(Locale.ROOT).contains(range.group()), what);
            }
        }
    }

    @Test
    void itTellsWhatCannotBeLeftOut() throws IOException {
        for (String type : List.of("", "convex", "erpnext", "odoo", "sql", "access", "webhook", "file")) {
            Set<String> told = items(title(type)).entrySet().stream()
                    .filter(item -> item.getValue().contains("It must be given."))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertEquals(NEEDED.getOrDefault(type, Set.of()), told, type);
        }
    }

    @Test
    void itSaysOfEachSettingWhatTheProgramSaysOfIt() throws IOException {
        for (Map.Entry<String, List<Key<?>>> section : sections().entrySet()) {
            Map<String, String> items = items(section.getKey());
            for (Key<?> key : section.getValue()) {
                String told = plain(items.get(key.name()));
                String meaning = plain(key.meaning().replaceAll("[.]$", ""));
                assertTrue(told.startsWith(meaning), key.name() + ": " + meaning + " / " + told);
            }
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replace("…", "...").strip();
    }

    @Test
    void itTellsEveryWordThatMayGoIntoAColumn() throws IOException {
        String text = items("TYPE SQL").get("columns.*");
        for (String word : List.of("punch_id", "device_sn", "pin", "punched_local", "direction", "seq", "now")) {
            assertTrue(text.contains(".Ql " + word + " "), word);
        }
    }

    @Test
    void itsExamplesAreWellFormed() throws Exception {
        List<String> examples = LITERAL.matcher(page()).results().map(block -> block.group(1)).toList();
        assertFalse(examples.isEmpty());
        int sinks = 0;
        for (String example : examples) {
            Path file = Files.writeString(folder.resolve("muster.toml"), example);
            sinks += new ConfigReader(file, Map.of(), List.of()).read().sinks().size();
        }
        assertEquals(4, sinks);
    }
}
