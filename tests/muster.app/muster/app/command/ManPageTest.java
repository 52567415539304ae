// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/// `man/muster.1`: it names every command and every option that there is, and none that there is not.
final class ManPageTest {

    private static final Pattern COMMAND = Pattern.compile("^\\.Ss ([a-z -]+)\n(.*?)(?=^\\.S[sh] )",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("\\bFl (-?[a-z][a-z-]*)");

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

    private static Map<String, Set<String>> told() throws IOException {
        String page = Files.readString(Path.of("man/muster.1"));
        String commands = page.substring(page.indexOf(".Sh COMMANDS"), page.indexOf(".Sh ENVIRONMENT") + 15);
        Map<String, Set<String>> told = new TreeMap<>();
        Matcher matcher = COMMAND.matcher(commands);
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
    void itNamesExactlyTheCommandsAndOptionsThereAre() throws IOException {
        Map<String, Set<String>> there = new TreeMap<>();
        options(model(), "", there);
        assertEquals(lines(there), lines(told()));
    }

    private static String lines(Map<String, Set<String>> commands) {
        return commands.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void itNamesExactlyTheExitCodesThereAre() throws IOException {
        String page = Files.readString(Path.of("man/muster.1"));
        String status = page.substring(page.indexOf(".Sh EXIT STATUS"), page.indexOf(".Sh EXAMPLES"));
        assertEquals(
                Stream.of(ExitCode.values()).map(ExitCode::number).toList(),
                Pattern.compile("^\\.It ([0-9]+)$", Pattern.MULTILINE).matcher(status).results()
                        .map(code -> Integer.valueOf(code.group(1)))
                        .toList());
    }

    @Test
    void itsExamplesAreCommandLinesThatAreUnderstood() throws IOException {
        String page = Files.readString(Path.of("man/muster.1"));
        String examples = page.substring(page.indexOf(".Sh EXAMPLES"), page.indexOf(".Sh SEE ALSO"));
        Matcher example = Pattern.compile("^(?:\\.Dl )?muster ([^|\n]+)", Pattern.MULTILINE).matcher(examples);
        int count = 0;
        while (example.find()) {
            model().parseArgs(example.group(1).strip().split(" "));
            count++;
        }
        assertEquals(12, count);
    }
}
