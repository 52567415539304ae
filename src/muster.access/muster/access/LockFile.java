// SPDX-License-Identifier: Apache-2.0
package muster.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// The lock file beside an Access file: `.ldb` for `.mdb`, `.laccdb` for `.accdb`. While one is there the file is
/// another program's; ours looks like theirs, so that they see it. Ours is also locked with the operating system, so
/// that one left by a muster that was killed is known from one in use.
final class LockFile implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int NAME = 32;
    private static final byte[] COMPUTER = "MUSTER".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private LockFile(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Waits until no other program has the file, and takes it.
    ///
    /// @throws AccessTrouble if another one still has it when the time is over
    static LockFile take(Path file, Duration wait) throws IOException, AccessTrouble, InterruptedException {
        long pauses = wait.dividedBy(PAUSE);
        for (long i = 0; ; i++) {
            LockFile taken = tryTake(file);
            if (taken != null) {
                return taken;
            }
            if (i >= pauses) {
                throw locked(file, wait);
            }
            Thread.sleep(PAUSE);
        }
    }

    private static AccessTrouble locked(Path file, Duration wait) {
        Path lock = names(file).stream().filter(Files::exists).findFirst().orElse(names(file).getFirst());
        return new AccessTrouble(AccessTrouble.Kind.RETRY, "another program has " + file + " open (" + lock
                + " is there) and did not let go of it in " + wait.toSeconds() + " s; nothing was written",
                "close the program; when none is running, remove " + lock, null);
    }

    private static LockFile tryTake(Path file) throws IOException {
        List<Path> names = names(file);
        if (Files.exists(names.getLast())) {
            return null;
        }
        Path path = names.getFirst();
        FileChannel channel = create(path);
        if (channel == null) {
            return null;
        }
        LockFile taken = null;
        try {
            FileLock lock = channel.tryLock();
            if (lock != null && isStill(path, channel)) {
                taken = new LockFile(path, channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            // another sink of this process has it
            taken = null;
        } finally {
            if (taken == null) {
                channel.close();
            }
        }
        return taken;
    }

    /// A new lock file, or one that a muster left; null if it is another program's.
    private static FileChannel create(Path path) throws IOException {
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.write(ByteBuffer.wrap(content("")));
            return channel;
        } catch (FileAlreadyExistsException e) {
            return open(path);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        try {
            if (!isOurs(Files.readAllBytes(path))) {
                return null;
            }
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            // the other one has just finished
            return null;
        }
    }

    /// Whether the locked file is the one that has the name: its last holder may have removed it in between, and
    /// another one made it anew. What is written into the one is then not found in the other.
    private static boolean isStill(Path path, FileChannel channel) throws IOException {
        byte[] mine = content(UUID.randomUUID().toString().substring(0, 8));
        channel.write(ByteBuffer.wrap(mine), 0);
        try {
            return Arrays.equals(Files.readAllBytes(path), mine);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// As Access writes it: the computer's name and the user's, 32 bytes each.
    private static byte[] content(String user) {
        byte[] content = new byte[2 * NAME];
        byte[] name = user.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(COMPUTER, 0, content, 0, COMPUTER.length);
        System.arraycopy(name, 0, content, NAME, name.length);
        return content;
    }

    private static boolean isOurs(byte[] content) {
        return content.length == 2 * NAME
                && Arrays.equals(content, 0, NAME, content(""), 0, NAME);
    }

    /// The lock files there can be, ours first.
    private static List<Path> names(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        Path old = file.resolveSibling(stem + ".ldb");
        Path late = file.resolveSibling(stem + ".laccdb");
        return name.endsWith(".accdb") ? List.of(late, old) : List.of(old, late);
    }

    @Override
    public void close() throws IOException {
        try (channel; lock) {
            Files.deleteIfExists(path);
        }
    }
}
