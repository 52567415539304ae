// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.app.file.ImportFile;
import muster.app.file.Row;
import muster.app.terminal.Refusal;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.ImportResult;
import muster.model.ImportedPunch;

/// One file on its way in. For one thread, once.
final class ImportRun {

    private static final int BATCH = 5000;
    /// The API takes 8 MiB, and in JSON a byte may become six.
    private static final int BATCH_BYTES = 1 << 20;
    private static final int SHOWN_ROWS = 10;
    private static final int NAMED_LINES = 100;

    private final Surroundings surroundings;
    private final String name;
    private final ImportFile file;
    private final Progress progress;
    private long good;
    private long bad;

    ImportRun(Surroundings surroundings, String name, ImportFile file, Progress progress) {
        this.surroundings = surroundings;
        this.name = Display.safe(name);
        this.file = file;
        this.progress = progress;
    }

    /// Imports the good rows and names the bad ones.
    ///
    /// @return whether every row was good
    boolean importAll(Destination destination)
            throws ApiException, JournalException, Refusal, IOException, InterruptedException {
        ImportResult total = new ImportResult(0, 0, 0, 0);
        long taken = 0;
        boolean done = false;
        try {
            for (List<ImportedPunch> batch = batch(); !batch.isEmpty(); batch = batch()) {
                total = total.plus(destination.take(batch));
                taken += batch.size();
                progress.show(Display.count(good + bad, "row"));
            }
            done = true;
        } finally {
            progress.clear();
            if (!done && taken > 0) {
                surroundings.err().println("muster: the first " + Display.count(taken, "good row") + " of " + name
                        + " are in; import it again later, what is in will be recognised");
            }
        }
        tell(total);
        return bad == 0;
    }

    private void tell(ImportResult total) {
        String read = name + ": " + Display.count(good, "punch", "punches") + " read";
        boolean nothing = total.stored() + total.variants() + total.quarantined() == 0;
        if (good > 0 && nothing) {
            surroundings.out().println(read + ", nothing new: all of them are in the journal already");
        } else if (good > 0) {
            surroundings.out().println(read + ", " + Display.number(total.stored()) + " new, "
                    + Display.number(total.duplicates()) + " known already"
                    + (total.variants() == 0 ? "" : ", " + Display.number(total.variants())
                            + " known with another state or verify mode and kept beside it")
                    + (total.quarantined() == 0 ? "" : ", " + Display.number(total.quarantined())
                            + " held for their impossible time (muster quarantine list)"));
        }
        tellBad("left out ", " that could not be read");
    }

    /// Shows how the file is read, and changes nothing.
    ///
    /// @return whether every row was good
    boolean preview(Known known) throws ApiException, JournalException, IOException, InterruptedException {
        surroundings.out().println(name + ": " + Display.safe(file.rows().reading()));
        List<ImportedPunch> batch = batch();
        show(batch.subList(0, Math.min(SHOWN_ROWS, batch.size())));
        try {
            while (!batch.isEmpty()) {
                known.look(batch);
                progress.show(Display.count(good + bad, "row"));
                batch = batch();
            }
        } finally {
            progress.clear();
        }
        surroundings.out().println(Display.count(good, "punch", "punches") + " read; would be new: "
                + Display.number(known.unknown()) + ", known already: " + Display.number(known.known())
                + (known.different() == 0 ? "" : ", known with another state or verify mode: "
                        + Display.number(known.different())));
        tellBad("would leave out ", " that cannot be read");
        return bad == 0;
    }

    private void show(List<ImportedPunch> punches) {
        Table table = new Table("TERMINAL", "PIN", "TIME", "STATE", "VERIFY MODE", "WORK CODE");
        punches.forEach(punch -> table.row(
                punch.terminal(),
                punch.pin(),
                punch.localTime() == null ? punch.instant() : punch.localTime(),
                punch.state(),
                punch.verifyMode(),
                punch.workCode()));
        table.print(surroundings.out());
    }

    private void tellBad(String before, String after) {
        if (bad > NAMED_LINES) {
            surroundings.err().println("muster: and " + Display.count(bad - NAMED_LINES, "more bad row"));
        }
        if (bad > 0) {
            surroundings.out().println(before + Display.count(bad, "row") + after);
        }
    }

    private List<ImportedPunch> batch() throws IOException {
        List<ImportedPunch> batch = new ArrayList<>(BATCH);
        int bytes = 0;
        while (batch.size() < BATCH && bytes < BATCH_BYTES) {
            switch (file.rows().next()) {
                case null -> {
                    return batch;
                }
                case Row.Good(long _, ImportedPunch punch) -> {
                    batch.add(punch);
                    bytes += punch.raw().length();
                    good++;
                }
                case Row.Bad(long line, String why) -> bad(line, why);
            }
        }
        return batch;
    }

    private void bad(long line, String why) {
        bad++;
        if (bad <= NAMED_LINES) {
            progress.clear();
            surroundings.err().println("muster: " + name + ":" + line + ": " + Display.cut(Display.safe(why), 200));
        }
    }
}
