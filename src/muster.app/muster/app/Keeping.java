// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.app.config.Config;
import muster.app.day.CloseOutKey;
import muster.app.keep.AnchorBook;
import muster.app.keep.BackupKey;
import muster.app.keep.BackupRounds;
import muster.app.keep.Backups;
import muster.app.keep.Sealing;
import muster.journal.Journal;
import muster.journal.JournalSettings;

/// The wiring of what keeps the journal for years: the chain of hashes, and backups.
final class Keeping implements AutoCloseable {

    private final List<Worker> workers = new ArrayList<>();

    private Keeping() {}

    /// @param signing what anchors are signed with
    /// @throws IOException if the backups' key cannot be read; the message names the file
    static Keeping start(Config config, CloseOutKey signing, Journal journal, InstantSource clock)
            throws IOException {
        Path data = config.data();
        Optional<Path> keyFile = config.backup().keyFile();
        Optional<BackupKey> key = keyFile.isPresent() ? Optional.of(BackupKey.read(keyFile.get())) : Optional.empty();
        Keeping keeping = new Keeping();
        keeping.workers.add(Worker.start("seals",
                new Sealing(journal, AnchorBook.in(data), signing, config.time().zone(), clock)::run));
        config.backup().to().ifPresent(folder -> keeping.workers.add(Worker.start("backups", new BackupRounds(
                new Backups(JournalSettings.at(data).file(), key, clock), folder, config.backup().every(),
                config.backup().keep(), journal, clock)::run)));
        return keeping;
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
    }
}
