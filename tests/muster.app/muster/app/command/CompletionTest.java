// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts of `muster completion`, sourced by the shells they are for. A shell that is not here is left out.
final class CompletionTest {

    @TempDir
    private Path directory;

    private Path script(String shell) throws IOException {
        Shell.Run run = new Shell().run("completion", shell);
        assertEquals(0, run.code());
        return Files.writeString(directory.resolve("muster." + shell), run.out());
    }

    private static boolean here(String shell) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, shell)));
    }

    private static String output(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), output);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> bash(String... words) throws Exception {
        String quoted = Stream.of(words).map(word -> "'" + word + "'").reduce("", (a, b) -> a + " " + b);
        return output("bash", "--norc", "-c", "source " + script("bash") + "; COMP_WORDS=(" + quoted
                + " ); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _muster; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .lines().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void bashCompletesCommandsOptionsWordsAndFiles() throws Exception {
        assumeTrue(here("bash"), "bash is not here");
        assertEquals(List.of("terminals"), bash("muster", "ter"));
        assertEquals(List.of("list"), bash("muster", "terminals", "l"));
        assertEquals(List.of("--json"), bash("muster", "terminals", "list", "--j"));
        assertEquals(List.of("csv", "jsonl"), bash("muster", "export", "--format", ""));
        assertEquals(List.of("jsonl"), bash("muster", "export", "--format", "=", "j"));
        assertEquals(List.of("ble"), bash("muster", "doctor", ""));
        assertEquals(List.of("bash", "zsh", "fish"), bash("muster", "completion", ""));
        assertTrue(bash("muster", "close-out", "--").contains("--verify"));
        Path file = Files.createFile(directory.resolve("my punches.csv"));
        assertEquals(List.of(file.toString()), bash("muster", "import", directory + "/my"));
        assertEquals(List.of(file.toString()), bash("muster", "export", "-o", directory + "/my"));
        assertEquals(List.of(), bash("muster", "punches", "--pin", ""));
    }

    private List<String> fish(String line) throws Exception {
        return output("fish", "--no-config", "-c", "source " + script("fish") + "; complete -C '" + line + "'")
                .lines().map(each -> each.split("\t")[0]).toList();
    }

    @Test
    void fishCompletesCommandsOptionsWordsAndFiles() throws Exception {
        assumeTrue(here("fish"), "fish is not here");
        assertEquals(List.of("terminals"), fish("muster ter"));
        assertEquals(List.of("list"), fish("muster terminals l"));
        assertEquals(List.of("--json"), fish("muster terminals list --j"));
        assertEquals(List.of("csv", "jsonl"), fish("muster export --format "));
        assertEquals(List.of("ble"), fish("muster doctor "));
        assertEquals(List.of("bash", "fish", "zsh"), fish("muster completion "));
        assertTrue(fish("muster export --format csv --").contains("--bom"));
        Path file = Files.createFile(directory.resolve("mine.csv"));
        assertEquals(List.of(file.toString()), fish("muster import " + directory + "/mi"));
    }

    /// A window of zsh, into which is typed when its line editor has begun (before that Ctrl-D would end it); ends
    /// when what is awaited was offered.
    private String zsh(String line, String awaited) throws Exception {
        Path typed = Files.writeString(directory.resolve("typed.zsh"), """
                zmodload zsh/zpty
                zpty z zsh -f -i
                zpty -w z 'PS1=; autoload -U compinit; compinit -u -D; source %s; LISTMAX=1000'
                zpty -w z 'zle-line-init() { print -n rea""dy }; zle -N zle-line-init'
                zpty -r z out '*ready*'
                zpty -w -n z '%s'$'\\C-d'
                zpty -r z out '*%s*'
                print -r -- "$out"
                zpty -d z
                """.formatted(script("zsh"), line, awaited));
        return output("timeout", "20", "zsh", "-f", typed.toString());
    }

    @Test
    void zshCompletesCommandsOptionsWordsAndFiles() throws Exception {
        assumeTrue(here("zsh"), "zsh is not here");
        assertTrue(zsh("muster terminals l", "known terminals").contains("list  -- Lists the known terminals"));
        assertTrue(zsh("muster terminals list --", "--url ").contains("--json"));
        assertTrue(zsh("muster export --format ", "jsonl").contains("csv"));
        assertTrue(zsh("muster doctor ", "ble  --").contains("ble"));
        Files.createFile(directory.resolve("mine.csv"));
        Files.createFile(directory.resolve("mine.dat"));
        assertTrue(zsh("muster import " + directory + "/mi", "mine.dat").contains("mine.csv"));
    }

    @Test
    void zshAndFishFindNothingWrongInTheirScripts() throws Exception {
        assumeTrue(here("zsh") && here("fish"), "zsh or fish is not here");
        assertEquals("", output("zsh", "-n", script("zsh").toString()));
        assertEquals("", output("fish", "-n", script("fish").toString()));
    }

    @Test
    void anotherShellIsRefused() {
        assertEquals(64, new Shell().run("completion", "csh").code());
    }
}
