// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import muster.journal.JournalException.Kind;

/// Puts a copy in the place of a journal.
public final class JournalRestore {

    private JournalRestore() {}

    /// Puts a checked copy where the journal is. Sinks and channels whose position lies beyond the copy's end are set
    /// back to it.
    ///
    /// @param copy a file in the journal's own directory; it is gone afterwards
    /// @param aside where a journal that is there goes, with its log: a directory that is not there, on the same disk;
    ///     null = refuse if there is one
    /// @return whether there was one
    /// @throws JournalException if a daemon has it open, there is one and it must not be moved, or the disk refuses
    public static boolean put(Path copy, Path journal, Path aside) throws JournalException {
        try (WriterLock _ = WriterLock.take(journal)) {
            boolean there = Files.exists(journal);
            if (there && aside == null) {
                throw new JournalException(Kind.IO,
                        "there is a journal " + journal + " already. Nothing was changed.",
                        "With --force it is moved aside, not deleted.", null);
            }
            clamp(copy);
            if (aside != null) {
                move(journal, aside);
            }
            Files.move(copy, journal, StandardCopyOption.ATOMIC_MOVE);
            force(journal.toAbsolutePath().getParent());
            return there;
        } catch (SQLException | IOException e) {
            throw new Failures(journal, journal.resolveSibling("backups")).opening(e);
        }
    }

    private static void clamp(Path copy) throws SQLException, IOException {
        try (Connection connection = Sqlite.writer(copy)) {
            long head = Entries.head(connection);
            Sqlite.run(connection, "UPDATE cursor SET position = " + head + " WHERE position > " + head);
            Sqlite.run(connection, "UPDATE channel SET position = " + head + " WHERE position > " + head);
        }
        JournalCopy.force(copy);
    }

    private static void move(Path journal, Path aside) throws IOException {
        Files.createDirectories(aside);
        for (String name : List.of("", "-wal", "-shm", "-journal")) {
            Path file = journal.resolveSibling(journal.getFileName() + name);
            if (Files.exists(file)) {
                Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        force(aside);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
