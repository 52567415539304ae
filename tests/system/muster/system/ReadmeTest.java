// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What README.md tells to type works as it stands there.
@Tag("quick")
class ReadmeTest {

    private static final Pattern TO_BE_RUN = Pattern.compile("<!-- run -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    /// On a line of its own with arguments or a comment behind it, or between backticks.
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^muster |`muster )([a-z]+(?: [a-z]+)?)(?=[ `][^a-z]|$)");

    private static String readme() throws Exception {
        return Files.readString(Path.of("README.md"));
    }

    @Test
    void the_lines_with_curl_do_what_they_say(@TempDir Path data) throws Exception {
        List<String> blocks = TO_BE_RUN.matcher(readme()).results().map(found -> found.group(1)).toList();
        assertTrue(blocks.size() >= 4, blocks.size() + " blocks are marked to be run");
        try (Muster muster = Muster.accepting(data)) {
            for (String block : blocks) {
                String script = "curl() { command curl --fail-with-body \"$@\"; echo; }\n"
                        + block.replace("127.0.0.1:8081", "127.0.0.1:" + muster.terminals().getPort())
                                .replace("127.0.0.1:8888", "127.0.0.1:" + muster.api().getPort());
                Outcome run = Program.run(new ProcessBuilder("bash", "-euo", "pipefail", "-c", script));
                assertEquals(0, run.code(), block + run.out() + run.err());
                assertTrue(!run.out().contains("/problems/"), block + run.out());
                assertTrue(!run.out().isBlank(), block);
            }
            assertEquals(1, muster.get("/api/punches?terminal=TSTATT000001").getAsJsonObject()
                    .getAsJsonArray("punches").size());
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
