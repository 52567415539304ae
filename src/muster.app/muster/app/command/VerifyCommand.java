// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import muster.app.config.Config;
import muster.app.keep.Anchor;
import muster.app.keep.AnchorBook;
import muster.app.keep.BackupSource;
import muster.journal.Chain;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.journal.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster verify`.
@Command(
        name = "verify",
        description = "Reads all of a journal or backup and tells whether it is sound, whole and unchanged.",
        footer = {"", "Examples:", "  muster verify", "  muster verify /media/stick/muster/muster-20261120T023006Z.db"})
final class VerifyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private KeepOptions options;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A backup; the journal itself unless given.")
    private Path file;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, IOException, JournalException {
        Config read = options.read(surroundings);
        if (file == null) {
            Path journal = KeepOptions.there(JournalSettings.at(read.data()).file());
            List<String> anchors = new ArrayList<>();
            Verification found = verified(journal);
            String said = anchors(journal, AnchorBook.in(read.data()), anchors);
            return tell(journal, found, anchors, said);
        }
        Path folder = Files.createTempDirectory("muster-verify-");
        Path copy = folder.resolve("muster.db");
        try {
            new BackupSource(KeepOptions.there(file), options.key(read)).unpack(copy);
            return tell(file, verified(copy), List.of(), null);
        } catch (IOException e) {
            throw new UserError(ExitCode.BAD_DATA, e.getMessage() == null ? e.toString() : e.getMessage(), "");
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    private Verification verified(Path journal) throws JournalException {
        AtomicLong done = new AtomicLong();
        AtomicLong whole = new AtomicLong();
        Progress progress = new Progress(surroundings, done::get, whole::get);
        try {
            return Verification.of(journal, (what, far, all) -> {
                done.set(far);
                whole.set(all);
                progress.show(what);
            });
        } finally {
            progress.clear();
        }
    }

    /// What the anchors tell; their faults go into the list.
    private static String anchors(Path journal, AnchorBook book, List<String> faults)
            throws IOException, JournalException {
        AnchorBook.Pages pages = book.read();
        Map<Long, String> hashes = Chain.hashes(journal);
        for (Anchor anchor : pages.anchors()) {
            String hash = hashes.get(anchor.seq());
            if (!anchor.isSigned()) {
                faults.add("the anchor of " + anchor.date() + " is not what was signed");
            } else if (!anchor.hash().equals(hash)) {
                faults.add("the anchor of " + anchor.date() + " does not fit: entries up to " + anchor.seq()
                        + " were changed or lost since");
            }
        }
        pages.strange().forEach(_ -> faults.add(book.file() + " has a line that is no anchor"));
        return pages.anchors().size() + " anchors fit the chain"
                + (pages.lost() == 0 ? "" : "; " + pages.lost() + " beyond a backup that was put back are void");
    }

    private int tell(Path what, Verification found, List<String> anchors, String said) {
        surroundings.out().println(what + ": " + Display.count(found.head(), "entry", "entries") + ", schema "
                + found.schema());
        found.sound().forEach(each -> line("ok", each));
        if (said != null && anchors.isEmpty()) {
            line("ok", said);
        }
        List<String> faults = new ArrayList<>(found.faults());
        faults.addAll(anchors);
        faults.forEach(each -> line("FAULT", each));
        return (faults.isEmpty() ? ExitCode.OK : ExitCode.BAD_DATA).number();
    }

    private void line(String level, String text) {
        surroundings.out().println(Display.padded(level, 7) + Display.safe(text));
    }
}
