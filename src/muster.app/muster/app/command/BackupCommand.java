// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import muster.app.config.Config;
import muster.app.keep.Backups;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster backup`.
@Command(
        name = "backup",
        description = "Copies the journal, whole and checked, also while a daemon writes to it.",
        footer = {
            "",
            "Examples:",
            "  muster backup /media/stick/muster.db",
            "  muster backup --to /media/stick/muster --every 6h --keep 14 --key-file /root/backup.key"
        })
final class BackupCommand implements Callable<Integer> {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Surroundings surroundings;

    @Mixin
    private KeepOptions options;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Copy to this file; one that is there is replaced.")
    private Path file;

    @Option(names = "--to", paramLabel = "DIR",
            description = "Copy into this folder under a name with the time; it must be there (setting backup.to).")
    private Path folder;

    @Option(names = "--every", paramLabel = "TIME", converter = DurationText.class,
            description = "Go on: a copy every so often, such as 6h, until interrupted.")
    private Duration every;

    @Option(names = "--keep", paramLabel = "N", description = "How many stay in the folder (setting backup.keep).")
    private Integer keep;

    BackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, IOException, JournalException, InterruptedException {
        Config read = options.read(surroundings);
        Path target = folder != null || file != null ? folder : read.backup().to().orElse(null);
        if ((file == null) == (target == null)) {
            throw new UserError(ExitCode.USAGE, "where is the backup to go?", "name a FILE, or a folder with --to");
        }
        if (file != null && (every != null || keep != null)) {
            throw new UserError(ExitCode.USAGE, "--every and --keep are about a folder", "name one with --to");
        }
        if (every != null && every.compareTo(LEAST) < 0 || keep != null && keep < 1) {
            throw new UserError(ExitCode.USAGE, "--every is at least 1s and --keep at least 1", "");
        }
        Path journal = KeepOptions.there(JournalSettings.at(read.data()).file());
        Backups backups = new Backups(journal, options.key(read), surroundings.clock());
        int stay = keep != null ? keep : read.backup().keep();
        if (every == null) {
            tell(file != null ? backups.to(file) : backups.into(target, stay));
        } else {
            goOn(backups, target, stay);
        }
        return ExitCode.OK.number();
    }

    private void goOn(Backups backups, Path target, int stay) throws InterruptedException {
        while (true) {
            try {
                tell(backups.into(target, stay));
            } catch (IOException | JournalException e) {
                surroundings.err().println("muster: " + Display.safe(Failure.of(e).message()));
            }
            Thread.sleep(every);
        }
    }

    private void tell(Backups.Made made) {
        surroundings.out().println(made.file() + ": " + Display.count(made.head(), "entry", "entries") + ", "
                + Display.number(made.bytes() >> 10) + " KiB, checked"
                + (made.deleted() == 0 ? "" : "; " + Display.count(made.deleted(), "older backup") + " deleted"));
    }
}
