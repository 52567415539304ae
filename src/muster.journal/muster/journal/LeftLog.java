// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The write-ahead log that a killed process, or a connection that failed, left behind.
///
/// An fsync that fails gives up what it should have brought to the disk: in the system's memory it looks written, and
/// no later fsync writes it (Linux since 4.13). SQLite finds it there, takes it for committed and goes on behind it. A
/// power cut then takes all that was committed behind that hole; and where a checkpoint had moved some of it into the
/// file, a file is left that nobody can read. So such a log is written once more, as it is, before SQLite reads it.
final class LeftLog {

    private static final int PART = 64 << 10;

    /// A disk that fails now and then is no reason not to start.
    private static final int TRIES = 3;

    private LeftLog() {}

    /// Brings the log of a journal to the disk, whatever became of it before. Nobody writes to the journal meanwhile;
    /// who reads it sees no difference.
    ///
    /// @throws IOException if the disk did not take it: nothing may be read from it or written behind it
    static void secure(Path file) throws IOException {
        Path log = Sqlite.wal(file);
        for (int attempt = 1; true; attempt++) {
            try {
                rewrite(log);
                return;
            } catch (NoSuchFileException nothingLeft) {
                return;
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /// Every byte in its place again: the same, but new to the system, which then has to bring it to the disk.
    private static void rewrite(Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer part = ByteBuffer.allocateDirect(PART);
            long at = 0;
            while (channel.read(part.clear(), at) > 0) {
                part.flip();
                while (part.hasRemaining()) {
                    at += channel.write(part, at);
                }
            }
            channel.force(true);
        }
    }

    /// Brings to the disk that the log is there under its name. SQLite does so too, and takes no notice if it fails.
    ///
    /// @throws IOException if it is not certain: after a power cut there could be none, or an older one
    static void secureName(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
