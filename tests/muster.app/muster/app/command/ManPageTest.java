// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The pages of section 1: together they name every command and every option that there is, each in the page that
/// `man` finds by the command's name, and no page of any section names one that there is not.
final class ManPageTest {

    private static final Pattern COMMAND = Pattern.compile("^\\.Ss ([a-z -]+)\n(.*?)(?=^\\.S[sh] )",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("\\bFl (-?[a-z][a-z-]*)");
    private static final Pattern NAMED = Pattern.compile("^\\.(?:Ic|Nm muster Ic) (.*)$", Pattern.MULTILINE);
    private static final Pattern REFERENCE = Pattern.compile("^\\.?.*?\\bXr (muster\\S*) (\\d)", Pattern.MULTILINE);
    private static final Pattern SHOWN =
            Pattern.compile("^(?:\\.Dl )?(?:sudo (?:-u muster )?)?muster ((?:.*\\\\e\n)*.*)$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

    private static CommandLine model() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Map<String, Supplier<Object>> more = new LinkedHashMap<>();
        more.put("serve", () -> Wired.made("ServeCommand", Map.of(), Shell.CLOCK));
        more.put("config", () -> Wired.made("ConfigCommand", Map.of(), Shell.CLOCK));
        return new Commands(nowhere, nowhere, Map.of(), System.in, Shell.CLOCK, null, null, more).whole();
    }

    private static void options(CommandLine line, String path, Map<String, Set<String>> found) {
        // `import` can be called, and has a command below it all the same
        if (line.getSubcommands().isEmpty() || line.getCommandSpec().userObject() instanceof Callable) {
            found.put(path, line.getCommandSpec().options().stream()
                    .flatMap(option -> names(line, option))
                    .filter(name -> !name.equals("--help") && !name.equals("-h"))
                    .map(name -> name.substring(1))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        line.getSubcommands().forEach((name, below) ->
                options(below, path.isEmpty() ? name : path + " " + name, found));
    }

    /// The names of an option, and those that say the opposite.
    private static Stream<String> names(CommandLine line, OptionSpec option) {
        Stream<String> names = Stream.of(option.names());
        return option.negatable()
                ? names.flatMap(name -> Stream.of(
                        name, line.getNegatableOptionTransformer().makeNegative(name, line.getCommandSpec())))
                : names;
    }

    /// Every page by its name, without the further names that lead to some.
    private static Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("man"))) {
            for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                pages.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return pages;
    }

    private static String page() throws IOException {
        return pages().get("muster.1");
    }

    /// Each command that a page has a section for, with its options.
    private static Map<String, Set<String>> told(String page) {
        Map<String, Set<String>> told = new TreeMap<>();
        int begin = page.indexOf(".Sh COMMANDS");
        Matcher matcher = COMMAND.matcher(begin < 0 ? "" : page.substring(begin));
        while (matcher.find()) {
            Set<String> options = new TreeSet<>();
            OPTION.matcher(matcher.group(2)).results().forEach(option -> options.add(option.group(1)));
            // the other way to write the first of a pair: -f | --follow
            Pattern.compile("\\| -([a-z-]+)").matcher(matcher.group(2)).results()
                    .forEach(option -> options.add("-" + option.group(1)));
            told.put(matcher.group(1), options);
        }
        return told;
    }

    @Test
    void theyNameExactlyTheCommandsAndOptionsThereAreEachOnce() throws IOException {
        Map<String, Set<String>> there = new TreeMap<>();
        options(model(), "", there);
        Map<String, Set<String>> told = new TreeMap<>();
        pages().forEach((name, page) -> told(page).forEach((command, options) ->
                assertEquals(null, name.endsWith(".1") ? told.put(command, options) : null, name + ": " + command)));
        assertEquals(lines(there), lines(told));
    }

    private static String lines(Map<String, Set<String>> commands) {
        return commands.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aCommandIsInThePageThatItsNameLeadsTo() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            for (String command : told(page.getValue()).keySet()) {
                // `import branches` is in the page of branches
                Set<String> found = new TreeSet<>();
                for (String word : command.split(" ")) {
                    Path file = Path.of("man/muster-" + word + ".1");
                    if (Files.exists(file)) {
                        found.add(file.toRealPath().getFileName().toString());
                    }
                }
                assertTrue(found.contains(page.getKey()), "muster " + command + " is in " + page.getKey());
            }
        }
        for (String first : model().getSubcommands().keySet()) {
            assertTrue(Files.exists(Path.of("man/muster-" + first + ".1")), "man muster-" + first);
        }
    }

    @Test
    void aPageTellsEveryNameItIsFoundBy() throws IOException {
        Map<String, Set<String>> links = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("man"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                links.computeIfAbsent(file.toRealPath().getFileName().toString(), _ -> new TreeSet<>())
                        .add(name.substring(0, name.lastIndexOf('.')));
            }
        }
        for (Map.Entry<String, String> page : pages().entrySet()) {
            String names = page.getValue().substring(0, page.getValue().indexOf("\n.Nd "));
            assertEquals(links.get(page.getKey()), Pattern.compile("^\\.Nm (\\S+)", Pattern.MULTILINE).matcher(names)
                    .results()
                    .map(name -> name.group(1))
                    .collect(Collectors.toCollection(TreeSet::new)), page.getKey());
        }
    }

    @Test
    void theFirstPageListsEveryCommandWithThePageToRead() throws IOException {
        String list = page().substring(page().indexOf(".Sh COMMANDS"), page().indexOf(".Ss completion"));
        Set<String> listed = new TreeSet<>();
        for (String item : list.split("\n\\.It Ic ")) {
            String[] lines = item.split("\n");
            Matcher reference = REFERENCE.matcher(item);
            if (item.startsWith(".Sh") || !reference.find()) {
                continue;
            }
            for (String command : lines[0].split(" , ")) {
                listed.add(command.split(" ")[0]);
                Path read = Path.of("man/" + reference.group(1) + "." + reference.group(2));
                String name = command.equals("import branches") ? "branches" : command;
                assertEquals(read.toRealPath(), Path.of("man/muster-" + name + ".1").toRealPath(), command);
            }
        }
        listed.addAll(Set.of("completion", "version"));
        assertEquals(new TreeSet<>(model().getSubcommands().keySet()), listed);
    }

    @Test
    void noPageNamesACommandOrPageThatThereIsNot() throws IOException {
        Set<String> commands = new TreeSet<>(Set.of("help"));
        every(model(), "", commands);
        Set<String> wrong = new TreeSet<>();
        for (Map.Entry<String, String> page : pages().entrySet()) {
            NAMED.matcher(page.getValue()).results()
                    .map(named -> named.group(1).replaceAll(" (?:Ar|Fl|Op|Cm|Xr|Pq|No|Ns)\\b.*", ""))
                    .flatMap(names -> Stream.of(names.split(" [,;.:)]")))
                    .map(name -> name.strip().replaceFirst("^muster ?", ""))
                    .filter(name -> !name.isEmpty() && commands.stream()
                            .noneMatch(command -> command.equals(name) || command.endsWith(" " + name)))
                    .forEach(name -> wrong.add(page.getKey() + ": " + name));
            REFERENCE.matcher(page.getValue()).results()
                    .map(found -> found.group(1) + "." + found.group(2))
                    .filter(name -> !Files.exists(Path.of("man", name)))
                    .forEach(name -> wrong.add(page.getKey() + ": no page " + name));
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theHelpOfEveryCommandNamesAPageThatIsThere() throws IOException {
        CommandLine model = model();
        for (Map.Entry<String, CommandLine> first : model.getSubcommands().entrySet()) {
            Path read = Path.of("man/muster-" + first.getKey() + ".1");
            String named = "The manual: man muster-" + first.getKey() + "\n";
            assertTrue(Files.readString(read).contains(" Ic " + first.getKey()), read + " tells nothing of it");
            assertTrue(first.getValue().getUsageMessage().endsWith(named), first.getKey());
            first.getValue().getSubcommands().values().forEach(below ->
                    assertTrue(below.getUsageMessage().endsWith(named), below.getCommandName()));
        }
    }

    @Test
    void noPageSpeaksOfAnOptionThatNoCommandHas() throws IOException {
        Map<String, Set<String>> there = new TreeMap<>();
        options(model(), "", there);
        Set<String> options = new TreeSet<>(Set.of("h", "-help", "V", "-version"));
        there.values().forEach(options::addAll);
        for (Map.Entry<String, String> page : pages().entrySet()) {
            OPTION.matcher(page.getValue()).results()
                    .map(option -> option.group(1))
                    .filter(option -> !options.contains(option) && !option.equals("-"))
                    .forEach(option -> fail(page.getKey() + " speaks of -" + option));
        }
    }

    private static void every(CommandLine line, String path, Set<String> found) {
        line.getSubcommands().forEach((name, below) -> {
            String longer = path.isEmpty() ? name : path + " " + name;
            found.add(longer);
            every(below, longer, found);
        });
    }

    @Test
    void theyNameExactlyTheExitCodesThereAre() throws IOException {
        String status = page().substring(page().indexOf(".Sh EXIT STATUS"), page().indexOf(".Sh EXAMPLES"));
        assertEquals(
                Stream.of(ExitCode.values()).map(ExitCode::number).toList(),
                Pattern.compile("^\\.It ([0-9]+)$", Pattern.MULTILINE).matcher(status).results()
                        .map(code -> Integer.valueOf(code.group(1)))
                        .toList());
    }

    @Test
    void theirCommandLinesAreUnderstood() throws IOException {
        int count = 0;
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> page : pages().entrySet()) {
            List<String> lines = SHOWN.matcher(page.getValue()).results().map(shown -> shown.group(1)).toList();
            assertTrue(!lines.isEmpty() || !page.getKey().endsWith(".1"), page.getKey() + " shows no example");
            for (String line : lines) {
                try {
                    model().parseArgs(words(line));
                } catch (ParameterException e) {
                    wrong.add(page.getKey() + ": muster " + line + ": " + e.getMessage());
                }
                count++;
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(count > 80, "only " + count + " were found");
    }

    /// As a shell would take them, up to the first pipe or redirection.
    private static String[] words(String line) {
        String plain = line.replace("\\e\n", " ").replace("\\(dq", "\"").replaceFirst("[|>#].*", "");
        return WORD.matcher(plain).results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }
}
