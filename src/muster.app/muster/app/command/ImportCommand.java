// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import muster.app.file.Format;
import muster.app.file.ImportFile;
import muster.app.file.PunchFields;
import muster.app.file.UnreadableFile;
import muster.app.terminal.Refusal;
import muster.client.ApiException;
import muster.journal.JournalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster import`.
@Command(
        name = "import",
        description = "Reads punches from a file: an attlog.dat from a USB stick, CSV, JSON lines of our own export"
                + " or of a phone scanner. What is known already is recognised.",
        commandListHeading = "%nInstead of punches:%n",
        footer = {
            "",
            "Examples:",
            "  muster import --dry-run /media/stick/SERIAL_attlog.dat",
            "  muster import punches.csv --terminal SERIAL --zone Asia/Kolkata",
            "  muster import branches --dry-run branches.xlsx"
        })
final class ImportCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final JournalIntakes intakes;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OriginOptions place;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jsonl, attlog or csv; found out from the file unless given.")
    private Format format;

    @Option(
            names = "--terminal",
            paramLabel = "SERIAL",
            description = "The terminal of rows that name none; for an attlog.dat else taken from the file's name.")
    private String terminal;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of local times in the file, when it is not the terminal's own.")
    private ZoneId zone;

    @Option(
            names = "--columns",
            paramLabel = "LIST",
            description = "The order of an attlog.dat's columns: pin,time,device,state,verify_mode,work_code and - for"
                    + " one to pass over.")
    private String columns;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Import nothing; show the first rows as they would be read, and what would be new.")
    private boolean dryRun;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file; - for standard input.")
    private Path file;

    ImportCommand(Surroundings surroundings, JournalIntakes intakes) {
        this.surroundings = surroundings;
        this.intakes = intakes;
    }

    @Override
    public Integer call()
            throws UserError, ApiException, JournalException, Refusal, IOException, InterruptedException {
        if (file == null) {
            // picocli cannot ask for it itself: the command below this one does without
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        boolean standardInput = file.toString().equals("-");
        String name = standardInput ? "standard input" : file.toString();
        if (!standardInput && Files.isDirectory(file)) {
            throw new UserError(ExitCode.NO_INPUT, name + " is a directory", "name the file in it");
        }
        try (CountedInput in = new CountedInput(standardInput ? surroundings.in() : Files.newInputStream(file))) {
            long size = standardInput ? -1 : Files.size(file);
            Progress progress = new Progress(surroundings, in::count, () -> size)
                    .rated(in::count, Display::size);
            ImportRun run = new ImportRun(surroundings, name, open(in, name), progress);
            boolean clean = dryRun ? preview(run) : importAll(run);
            return (clean ? ExitCode.OK : ExitCode.BAD_DATA).number();
        }
    }

    private ImportFile open(InputStream in, String name) throws UserError, IOException {
        try {
            String last = file.getFileName() == null ? name : file.getFileName().toString();
            return ImportFile.open(in, last, new ImportFile.Wishes(format, columns, new PunchFields(terminal, zone)));
        } catch (UnreadableFile e) {
            throw new UserError(ExitCode.BAD_DATA, name + " cannot be imported: " + e.getMessage(), e.hint());
        }
    }

    private boolean preview(ImportRun run)
            throws UserError, ApiException, JournalException, IOException, InterruptedException {
        try (Origin origin = place.open(surroundings)) {
            return run.preview(new Known(origin));
        }
    }

    private boolean importAll(ImportRun run)
            throws UserError, ApiException, JournalException, Refusal, IOException, InterruptedException {
        Path data = place.data();
        try (Destination destination = data == null
                ? new ApiDestination(place.daemon().api(surroundings))
                : new JournalDestination(data, intakes, surroundings.clock())) {
            return run.importAll(destination);
        }
    }
}
