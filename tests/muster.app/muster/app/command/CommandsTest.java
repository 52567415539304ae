// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import muster.app.command.Shell.Run;
import muster.app.terminal.Refusal;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class CommandsTest {

    private static void everyCommand(CommandLine line, List<String> path, List<List<String>> found) {
        line.getSubcommands().forEach((name, below) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            found.add(longer);
            everyCommand(below, longer, found);
        });
    }

    private static List<List<String>> everyCommand() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        List<List<String>> found = new ArrayList<>();
        everyCommand(new Shell().commands(nowhere, nowhere).whole(), List.of(), found);
        return found;
    }

    @Test
    void everyCommandShowsHelpWithAnExampleOnEightyColumns() {
        List<List<String>> commands = everyCommand();
        assertTrue(commands.size() > 20);
        for (List<String> command : commands) {
            List<String> words = new ArrayList<>(command);
            words.add("--help");
            Run run = new Shell().run(words.toArray(String[]::new));
            String name = "muster " + String.join(" ", command);
            assertEquals(0, run.code(), name);
            assertTrue(run.out().startsWith("Usage: " + name), name);
            assertTrue(run.out().matches("(?s).*\nExamples?:\n  " + name.split(" -")[0] + ".*"), run.out());
            run.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        }
    }

    @Test
    void helpIsAlsoAWord() {
        assertEquals(new Shell().run("terminals", "add", "--help"), new Shell().run("help", "terminals", "add"));
        assertEquals(new Shell().run("--help"), new Shell().run("help"));
    }

    @Test
    void helpWithoutACommandNamesThemAll() {
        Run run = new Shell().run("--help");
        everyCommand().stream().filter(command -> command.size() == 1).forEach(command ->
                assertTrue(run.out().contains("\n  " + command.getFirst() + " "), command.getFirst()));
    }

    @Test
    void mistakesOfTheCommandLineEndWith64AndSayWhereToLook() {
        assertEquals("muster: Missing required subcommand\n  try: muster --help\n", new Shell().run().err());
        Run misspelt = new Shell().run("punchs");
        assertEquals(64, misspelt.code());
        assertTrue(misspelt.err().contains("Did you mean: muster punches "), misspelt.err());
        assertTrue(new Shell().run("terminals", "lst").err().contains("terminals list"));
        for (String[] wrong : new String[][] {
            {"terminals"}, {"punches", "--nonsense"}, {"punches", "--limit", "0"}, {"punches", "--limit", "many"},
            {"punches", "--from", "2026-02-30"}, {"status", "--watch", "0"}, {"status", "--url", "ftp://x"},
            {"status", "--url", "http://a b"}, {"export"}, {"export", "--format", "xls"}, {"import"},
            {"terminals", "show"}, {"quarantine", "list", "--limit", "0"}, {"import", "x", "--zone", "Mars/Base"}
        }) {
            assertEquals(64, new Shell().run(wrong).code(), String.join(" ", wrong));
        }
    }

    @Test
    void whatWasTypedCannotTakeTheWindowOver() {
        assertFalse(new Shell().run("punches", "--from", "\033[2J").err().contains("\033"));
        assertFalse(new Shell().run("import", "/nowhere/\033[2J").err().contains("\033"));
    }

    @Test
    void theVersionIsShown() {
        assertTrue(new Shell().run("version").out().matches("muster \\S.* on Java 2[0-9].*\n"));
        assertEquals(0, new Shell().run("--version").code());
    }

    @Test
    void completionKnowsEveryCommand() {
        Run run = new Shell().run("completion");
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("#!/usr/bin/env bash"));
        assertTrue(run.out().contains("--terminals-at") && run.out().contains("quarantine"));
    }

    @Command(name = "extra", description = "An extra.")
    static final class Extra implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void onlyTheCommandThatIsCalledIsBuilt() {
        List<String> built = new ArrayList<>();
        Map<String, Supplier<Object>> more = new LinkedHashMap<>();
        for (String name : List.of("extra", "other")) {
            more.put(name, () -> {
                built.add(name);
                return new Extra();
            });
        }
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Commands commands = new Commands(
                nowhere, nowhere, Map.of(), InputStream.nullInputStream(), Shell.CLOCK, null, null, more);
        assertEquals(0, commands.run("extra"));
        assertEquals(List.of("extra"), built);
        assertEquals(0, commands.run("version"));
        assertEquals(List.of("extra"), built);
        commands.run("--help");
        assertEquals(List.of("extra", "extra", "other"), built);
    }

    @Test
    void everyErrorHasItsExitCode() {
        assertEquals(ExitCode.CONFIG, Failure.of(new UserError(ExitCode.CONFIG, "m", "h")).code());
        assertEquals(ExitCode.NO_INPUT, Failure.of(new NoSuchFileException("f")).code());
        assertEquals(ExitCode.NO_PERMISSION, Failure.of(new AccessDeniedException("f")).code());
        assertEquals(ExitCode.IO, Failure.of(new IOException()).code());
        assertEquals(ExitCode.BAD_DATA, Failure.of(new Refusal(Refusal.Kind.INVALID, "m")).code());
        assertEquals(ExitCode.TRY_AGAIN, Failure.of(new InterruptedException()).code());
        Failure bug = Failure.of(new IllegalStateException("x"));
        assertEquals(ExitCode.BUG, bug.code());
        assertTrue(bug.hint().contains("report"));
        assertTrue(bug.message().contains("CommandsTest.java:"), bug.message());
    }

    @Test
    void noStackTraceReachesTheUser() {
        Run run = new Shell().run("terminals", "list", "--data", Path.of("/proc/self/mem").toString());
        assertFalse(run.err().contains("\tat "), run.err());
        assertTrue(run.code() >= 65, "" + run.code());
    }
}
