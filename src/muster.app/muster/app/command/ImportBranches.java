// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import muster.app.file.BranchFile;
import muster.app.file.UnreadableFile;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster import branches`.
@Command(
        name = "branches",
        description = {
            "Adds and changes branches and their terminals as a table says, CSV or an Excel workbook.",
            "Its first row names the columns: branch, branch_name, branch_zone, serial, terminal_name, host, port,"
                    + " transport, comm_key_file, poll_seconds, zone, live. What a row leaves empty stays as it is."
        },
        footer = {
            "",
            "Examples:",
            "  muster import branches --dry-run branches.xlsx",
            "  muster import branches branches.csv"
        })
final class ImportBranches implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Change nothing; show what would be added and changed.")
    private boolean dryRun;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private Path file;

    ImportBranches(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, IOException, InterruptedException {
        refuseMisplaced();
        boolean standardInput = file.toString().equals("-");
        String name = standardInput ? "standard input" : file.toString();
        if (!standardInput && Files.isDirectory(file)) {
            throw new UserError(ExitCode.NO_INPUT, name + " is a directory", "name the file in it");
        }
        try (InputStream in = standardInput ? surroundings.in() : Files.newInputStream(file);
                Api api = daemon.api(surroundings)) {
            BranchFile rows = BranchFile.open(in);
            BranchRun run = new BranchRun(surroundings, name, rows, api);
            boolean clean = dryRun ? run.preview() : run.importAll();
            return (clean ? ExitCode.OK : ExitCode.BAD_DATA).number();
        } catch (UnreadableFile e) {
            throw new UserError(ExitCode.BAD_DATA, name + " cannot be imported: " + e.getMessage(), e.hint());
        }
    }

    /// `import --dry-run branches FILE` would import: the option belongs to the command before it.
    private void refuseMisplaced() {
        if (spec.parent() != null && !spec.parent().commandLine().getParseResult().matchedOptions().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "options stand behind the word branches: muster import"
                    + " branches --dry-run FILE");
        }
    }
}
