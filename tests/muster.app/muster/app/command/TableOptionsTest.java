// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import muster.app.command.Shell.Run;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Lists, as wide as there is room, with and without their heads.
final class TableOptionsTest {

    @TempDir
    private Path directory;

    private static void lists(CommandLine line) {
        boolean list = line.getCommandName().equals("list");
        if (list) {
            assertTrue(line.getCommandSpec().findOption("--json") != null, line.getCommandSpec().qualifiedName());
        }
        if (line.getCommandSpec().findOption("--no-header") != null) {
            assertTrue(line.getCommandSpec().findOption("--json") != null, line.getCommandSpec().qualifiedName());
        }
        line.getSubcommands().values().forEach(TableOptionsTest::lists);
    }

    @Test
    void everyListCanBeReadByPrograms() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        lists(new Shell().commands(nowhere, nowhere).whole());
    }

    @Test
    void rowsAloneAreForScripts() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.house.terminals.add(new TerminalSettings("TSTATT000001", "Gate", null, null), "test");
            Shell shell = new Shell().with("MUSTER_URL", muster.url());
            Run run = shell.run("terminals", "list", "--no-header");
            assertEquals(1, run.out().lines().count(), run.out());
            assertTrue(run.out().startsWith("TSTATT000001  Gate  "), run.out());
        }
    }

    @Test
    void aNarrowWindowGetsWhatFitsAndIsToldWhatDoesNot() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.house.terminals.add(new TerminalSettings("TSTATT000001", "Gate", null, null), "test");
            Run run = new Shell().with("MUSTER_URL", muster.url()).with("COLUMNS", "60").run("terminals", "list");
            run.out().lines().forEach(line -> assertTrue(line.length() <= 60, line));
            assertTrue(run.out().contains("TSTATT000001"), run.out());
            assertTrue(run.err().startsWith("no room for CLOCK OFF"), run.err());
            Run whole = new Shell().with("MUSTER_URL", muster.url()).run("terminals", "list");
            assertTrue(whole.out().contains("CLOCK OFF"), whole.out());
            assertFalse(whole.err().contains("no room"), whole.err());
        }
    }
}
