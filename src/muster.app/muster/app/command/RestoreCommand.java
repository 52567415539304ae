// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import muster.app.config.Config;
import muster.app.keep.AnchorBook;
import muster.app.keep.BackupSource;
import muster.journal.JournalException;
import muster.journal.JournalRestore;
import muster.journal.JournalSettings;
import muster.journal.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster restore`.
@Command(
        name = "restore",
        description = "Puts a backup where the journal is, after checking all of it. The daemon must not run.",
        footer = {"", "Example:", "  muster restore /media/stick/muster.db --force"})
final class RestoreCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("'replaced-'uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Surroundings surroundings;

    @Mixin
    private KeepOptions options;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Option(names = "--force", description = "Move a journal that is there aside; it is not deleted.")
    private boolean force;

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, IOException, JournalException {
        Config read = options.read(surroundings);
        KeepOptions.there(file);
        Path data = Files.createDirectories(read.data());
        Path journal = JournalSettings.at(data).file();
        if (Files.exists(journal) && !force) {
            throw new UserError(ExitCode.CANNOT_CREATE, "there is a journal " + journal + " already",
                    "with --force it is moved aside, not deleted; nothing was changed");
        }
        Path copy = data.resolve(".muster.db.restore");
        try {
            new BackupSource(file, options.key(read)).unpack(copy);
            long head = checked(copy);
            own(copy, data);
            Path aside = force ? data.resolve(STAMP.format(surroundings.clock().instant())) : null;
            boolean moved = JournalRestore.put(copy, journal, aside);
            AnchorBook.in(data).restored(surroundings.clock().instant().toString(), head);
            surroundings.out().println(journal + " is the backup now: " + Display.count(head, "entry", "entries")
                    + (moved ? "; the journal from before is in " + aside : ""));
            surroundings.err().println("what came in after the backup is not in it: terminals still have it, muster"
                    + " fetch reads it again; sinks go on from where they were at the backup");
            return ExitCode.OK.number();
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private long checked(Path copy) throws UserError, JournalException {
        Verification found = Verification.of(copy, (_, _, _) -> {});
        if (!found.faults().isEmpty()) {
            throw new UserError(ExitCode.BAD_DATA, file + " is not sound: " + String.join("; ", found.faults()),
                    "nothing was changed; try an older backup");
        }
        return found.head();
    }

    /// For root: the daemon's user must be able to open it.
    private static void own(Path copy, Path data) {
        try {
            PosixFileAttributes like = Files.readAttributes(data, PosixFileAttributes.class);
            PosixFileAttributeView view = Files.getFileAttributeView(copy, PosixFileAttributeView.class);
            view.setOwner(like.owner());
            view.setGroup(like.group());
        } catch (FileSystemException | UnsupportedOperationException notRoot) {
            // whoever may not give files away runs as the daemon's user or is told by the daemon
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
