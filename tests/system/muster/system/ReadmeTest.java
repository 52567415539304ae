// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What README.md and the guides in docs/ tell to type works as it stands there.
@Tag("quick")
class ReadmeTest {

    private static final Pattern TO_BE_RUN = Pattern.compile("<!-- run -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    /// On a line of its own with arguments or a comment behind it, or between backticks.
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^muster |`muster )([a-z]+(?: [a-z]+)?)(?=[ `][^a-z]|$)");

    @TempDir
    private Path folder;

    private static String readme() throws Exception {
        return Files.readString(Path.of("README.md"));
    }

    private static List<String> blocks(Path page) throws Exception {
        return TO_BE_RUN.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
    }

    /// The pages with lines to be run; each begins with a muster that was never used.
    static List<Path> pages() throws Exception {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<Path> run = new ArrayList<>();
        for (Path page : pages) {
            if (!blocks(page).isEmpty()) {
                run.add(page);
            }
        }
        return run;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_lines_marked_to_be_run_do_what_they_say(Path page) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path here = Files.createDirectory(folder.resolve("here"));
        try (Muster muster = Muster.accepting(data)) {
            for (String block : blocks(page)) {
                Outcome run = Program.run(shell(muster, block).directory(here.toFile()));
                assertEquals(0, run.code(), block + run.out() + run.err());
                assertTrue(!run.out().contains("/problems/"), block + run.out());
                assertTrue(!(run.out() + run.err()).isBlank(), block);
            }
            JsonObject punches = muster.get("/api/punches").getAsJsonObject();
            assertTrue(!punches.getAsJsonArray("punches").isEmpty(), "nothing came of " + page);
        }
    }

    /// A block as one types it, but for the ports and where the program lies.
    private static ProcessBuilder shell(Muster muster, String block) {
        String script = "curl() { command curl --fail-with-body \"$@\" && echo; }\n"
                + "muster() { '" + Program.LAUNCHER + "' \"$@\"; }\n"
                + block.replace("127.0.0.1:8081", "127.0.0.1:" + muster.terminals().getPort())
                        .replace("127.0.0.1:8888", "127.0.0.1:" + muster.api().getPort());
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script);
        bash.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
        bash.environment().put("MUSTER_URL", muster.url());
        return bash;
    }

    @Test
    void each_of_the_four_people_finds_lines_that_are_run() throws Exception {
        assertTrue(pages().containsAll(List.of(Path.of("README.md"), Path.of("docs/bank.md"),
                Path.of("docs/event.md"), Path.of("docs/operator.md"), Path.of("docs/integrator.md"))),
                pages().toString());
    }

    @Test
    void every_page_it_points_at_is_there() throws Exception {
        List<Path> all = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            docs.forEach(all::add);
        }
        for (Path page : all) {
            for (MatchResult link : Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(page))
                    .results().toList()) {
                assertTrue(Files.exists(page.resolveSibling(link.group(1))), page + " points at " + link.group(1));
            }
        }
    }

    @Test
    void every_command_it_names_is_there() throws Exception {
        List<String> commands = COMMAND.matcher(readme()).results().map(found -> found.group(1)).distinct().toList();
        assertTrue(commands.size() >= 3, commands.toString());
        for (String command : commands) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.add("--help");
            String usage = Program.run(words.toArray(String[]::new)).good().out();
            assertTrue(usage.startsWith("Usage: muster " + command), usage);
        }
    }

    @Test
    void every_make_target_it_names_is_there() throws Exception {
        String makefile = Files.readString(Path.of("Makefile"));
        for (MatchResult found : Pattern.compile("(?m)(?:^|`)make ([a-z]+)").matcher(readme()).results().toList()) {
            assertTrue(Pattern.compile("(?m)^" + found.group(1) + ":").matcher(makefile).find(), found.group(1));
        }
    }
}
