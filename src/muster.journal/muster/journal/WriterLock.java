// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import muster.journal.JournalException.Kind;

/// The right to write to a journal: one process at a time. The system takes it back when the process
/// ends, however it ends; the file stays and holds the number of the process.
final class WriterLock implements AutoCloseable {

    private final FileChannel channel;

    private WriterLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the right to write.
    ///
    /// @throws JournalException if somebody else has it
    static WriterLock take(Path journal) throws IOException, JournalException {
        Path file = journal.resolveSibling(journal.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isFree(channel)) {
                throw taken(journal, file);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new WriterLock(channel);
        } catch (IOException | JournalException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            // Only a mistake in the program leads here. Closing this channel then takes the other's lock away
            // from it as far as other processes are concerned; the system keeps one lock per process.
            return false;
        }
    }

    private static JournalException taken(Path journal, Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return new JournalException(
                Kind.BUSY_ELSEWHERE,
                "the journal " + journal + " is in use by another muster (process " + pid + "), which holds " + file
                        + ". Nothing in it was changed.",
                "Stop that one first, or give this one a data directory of its own.",
                null);
    }

    /// Gives the right back.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The system gives it back when the process ends.
        }
    }
}
