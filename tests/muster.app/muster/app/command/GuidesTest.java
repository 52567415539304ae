// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// README.md and docs/*.md: every command line in them is one that the program understands, options and all.
final class GuidesTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh)?\\n(.*?)^```$");
    private static final Pattern INDENTED = Pattern.compile("(?m)^ {4}(\\S.*)$");
    private static final Pattern BETWEEN_BACKTICKS = Pattern.compile("(?<!`)`(muster [^`]+)`(?!`)");
    private static final Set<String> ENDS = Set.of("|", "||", "&&", ";", "&", ")", "<", ">", ">>", "2>");
    /// What stands for something of the reader's that is no plain word.
    private static final Map<String, String> PLACES = Map.of("DAY", "2026-11-20", "SEQ", "4711");
    private static final Set<String> BEFORE = Set.of("sudo", "if", "then", "exec", "ExecStart=");

    /// The words of a command line, quotes taken away; a comment ends it.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Pattern.compile("#.*|\"([^\"]*)\"|'([^']*)'|\\$\\([^)]*\\)|&&|\\|\\||2?>+|[|;&<]|[^\\s|;&<>\"']+")
                .matcher(line).results().takeWhile(word -> !word.group().startsWith("#"))
                .forEach(word -> words.add(word.group(1) != null ? word.group(1)
                        : word.group(2) != null ? word.group(2) : word.group()));
        return words;
    }

    /// The command lines of muster in a line of shell, without `muster`.
    private static List<List<String>> calls(String line) {
        List<List<String>> calls = new ArrayList<>();
        List<String> words = words(line);
        boolean begin = true;
        for (int i = 0; i < words.size(); i++) {
            boolean user = i > 0 && words.get(i - 1).equals("-u");
            if (begin && !user && words.get(i).equals("muster")) {
                calls.add(words.subList(i + 1, words.size()).stream().takeWhile(word -> !ENDS.contains(word)).toList());
            }
            begin = ENDS.contains(words.get(i)) || user || begin && BEFORE.contains(words.get(i));
        }
        return calls;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /// Every call in the blocks of a page, and those between backticks that are more than a command's name.
    private static List<List<String>> told(Path page) throws IOException {
        String text = Files.readString(page);
        List<String> lines = new ArrayList<>();
        BLOCK.matcher(text).results()
                .forEach(block -> block.group(1).replaceAll("\\\\\\n\\s*", " ").lines().forEach(lines::add));
        INDENTED.matcher(text).results().forEach(line -> lines.add(line.group(1)));
        BETWEEN_BACKTICKS.matcher(text.replace('\n', ' ')).results().map(found -> found.group(1)).forEach(lines::add);
        return lines.stream().flatMap(line -> calls(line).stream()).toList();
    }

    private static CommandLine model() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Map<String, Supplier<Object>> more = new LinkedHashMap<>();
        more.put("serve", () -> Wired.made("ServeCommand", Map.of(), Shell.CLOCK));
        more.put("config", () -> Wired.made("ConfigCommand", Map.of(), Shell.CLOCK));
        return new Commands(nowhere, nowhere, Map.of(), System.in, Shell.CLOCK, null, null, more).whole();
    }

    /// Whether the words name a command and no more.
    private static boolean mention(CommandLine line, List<String> words) {
        CommandLine at = line;
        for (String word : words) {
            at = at.getSubcommands().get(word);
            if (at == null) {
                return false;
            }
        }
        return true;
    }

    @Test
    void everyCommandLineIsUnderstood() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (Path page : pages()) {
            for (List<String> words : told(page)) {
                count++;
                if (!mention(model(), words)) {
                    wrong(words).ifPresent(why -> wrong.add(page + ": muster " + String.join(" ", words) + ": " + why));
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(count > 100, count + " command lines were found");
    }

    private static Optional<String> wrong(List<String> words) {
        try {
            model().parseArgs(words.stream().map(word -> PLACES.getOrDefault(word, word)).toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Test
    void aLineOfShellIsReadAsAShellReadsIt() {
        assertEquals(List.of(List.of("status")), calls("ssh ops@muster.example; muster status   # muster nothing"));
        assertEquals(List.of(List.of("keys", "create", "--name", "a b")),
                calls("sudo -u muster muster keys create --name \"a b\" > my.key"));
        assertEquals(List.of(List.of("import", "-")), calls("jq -c '.[] | muster' file | muster import -"));
        assertEquals(List.of(), calls("systemctl enable --now muster"));
        assertEquals(List.of(List.of("close-out")), calls("if muster close-out > day; then echo 'muster x'; fi"));
    }
}
