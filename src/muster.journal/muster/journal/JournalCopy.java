// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.journal.JournalException.Kind;

/// Copies a journal while a daemon writes to it.
///
/// The copy is one snapshot (`VACUUM INTO`, sqlite.org/lang_vacuum.html): it reads every row, so damage shows, and
/// leaves behind what was deleted. While it lasts, the write-ahead log cannot start over and grows by what is written
/// meanwhile; it is given up when that would come near the size at which the writer had to wait for it.
public final class JournalCopy {

    /// Given up when the log is beyond this and grew; the writer waits at [Checkpoints#MAX_LOG_BYTES].
    static final long MOST_LOG_BYTES = Checkpoints.MAX_LOG_BYTES * 3 / 4;

    private static final int LOOK_MILLIS = 100;

    private JournalCopy() {}

    /// Copies the journal and checks the copy.
    ///
    /// @param journal the file, whether or not a daemon has it open
    /// @param copy a file that is not there, best on the journal's own disk: how long the snapshot lasts depends on
    ///     it. Only its owner may read it. It is not left behind when this fails
    /// @return the last sequence number in the copy
    /// @throws JournalException if the journal cannot be read, the disk refuses, the copy is not sound, or the journal
    ///     is written too fast just now ([JournalException.Kind#BUSY_ELSEWHERE])
    public static long make(Path journal, Path copy) throws JournalException, InterruptedException {
        return make(journal, copy, MOST_LOG_BYTES);
    }

    static long make(Path journal, Path copy, long mostLog) throws JournalException, InterruptedException {
        boolean done = false;
        boolean made = false;
        try (Records records = Records.open(journal)) {
            long least = records.head();
            create(copy);
            made = true;
            vacuum(journal, copy, mostLog);
            long head = Verification.ofCopy(copy, least);
            force(copy);
            done = true;
            return head;
        } catch (SQLException | IOException e) {
            throw new Failures(copy, journal.resolveSibling("backups")).copying(journal, e);
        } finally {
            if (made && !done) {
                delete(copy);
            }
        }
    }

    private static void create(Path copy) throws IOException {
        try {
            Files.createFile(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException noSuchRights) {
            Files.createFile(copy);
        }
    }

    /// On a thread of its own: SQLite's native calls would hold a virtual thread's carrier.
    private static void vacuum(Path journal, Path copy, long mostLog)
            throws SQLException, IOException, JournalException, InterruptedException {
        try (Connection connection = Sqlite.reader(journal);
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toAbsolutePath().toString());
            FutureTask<Void> task = new FutureTask<>(() -> {
                vacuum.execute();
                return null;
            });
            Thread thread = Thread.ofPlatform().name("journal-copy").daemon().start(task);
            try {
                await(task, vacuum, journal, mostLog);
            } finally {
                vacuum.cancel();
                thread.join();
            }
        }
    }

    private static void await(FutureTask<Void> task, PreparedStatement vacuum, Path journal, long mostLog)
            throws SQLException, IOException, JournalException, InterruptedException {
        Path wal = Sqlite.wal(journal);
        long before = Sqlite.bytes(wal);
        while (true) {
            try {
                task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                long now = Sqlite.bytes(wal);
                if (now > mostLog && now > before) {
                    vacuum.cancel();
                    throw new JournalException(Kind.BUSY_ELSEWHERE,
                            "the journal " + journal + " is written so fast just now that a copy of it would hold up"
                                    + " the writer. No copy was made; the journal is as it was.",
                            "Try again when less comes in.", null);
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException refused) {
                    throw refused;
                }
                throw new IOException(e.getCause());
            }
        }
    }

    /// Has the disk keep a file.
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Deletes a half-made copy and what SQLite put beside it.
    static void delete(Path copy) {
        for (String name : List.of("", "-journal", "-wal", "-shm")) {
            try {
                Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + name));
            } catch (IOException gone) {
                // A stick that was pulled takes it along.
            }
        }
    }
}
