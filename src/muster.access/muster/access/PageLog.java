// SPDX-License-Identifier: Apache-2.0
package muster.access;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// What is about to be written into an Access file, on disk before the file itself is touched: after a kill in the
/// middle the rest is written from it, so a batch is in the file whole or not at all.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `MUSTRED1` |
/// | 8 | size of the file when all is written |
/// | 4 | number of blocks |
/// | 8, 4, 4096 each | number of the block, CRC-32C of what was there, what is to be there |
/// | 8 | CRC-32C of all before it |
final class PageLog {

    private static final long MAGIC = 0x4d55535452454431L;

    private final Path file;
    private final Path path;

    PageLog(Path file) {
        this.file = file;
        this.path = file.resolveSibling(file.getFileName() + ".muster-redo");
    }

    /// What becomes of one block.
    ///
    /// @param before CRC-32C of what was there
    /// @param after what is to be there
    record Change(int before, byte[] after) {}

    /// All changes of a batch.
    record Changes(long size, SortedMap<Long, Change> blocks) {}

    /// Puts the changes on disk beside the file.
    void save(Changes changes) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".tmp");
        try (FileOutputStream file = new FileOutputStream(draft.toFile())) {
            CheckedOutputStream sum = new CheckedOutputStream(new BufferedOutputStream(file, 1 << 16), new CRC32C());
            DataOutputStream out = new DataOutputStream(sum);
            out.writeLong(MAGIC);
            out.writeLong(changes.size());
            out.writeInt(changes.blocks().size());
            for (var block : changes.blocks().entrySet()) {
                out.writeLong(block.getKey());
                out.writeInt(block.getValue().before());
                out.write(block.getValue().after());
            }
            out.writeLong(sum.getChecksum().getValue());
            out.flush();
            file.getFD().sync();
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Writes the changes into the file, and forgets them when they are on disk. What makes the file longer comes
    /// first: on a full disk nothing else is touched then.
    void apply(Changes changes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (var block : changes.blocks().reversed().entrySet()) {
                write(channel, changes.size(), block.getKey(), block.getValue().after());
            }
            channel.force(true);
        }
        Files.deleteIfExists(path);
    }

    static void write(FileChannel channel, long size, long block, byte[] bytes) throws IOException {
        long at = block * HeldPages.BLOCK;
        ByteBuffer all = ByteBuffer.wrap(bytes, 0, (int) Math.min(bytes.length, size - at));
        while (all.hasRemaining()) {
            at += channel.write(all, at);
        }
    }

    /// Finishes what a killed muster had begun.
    ///
    /// @throws AccessTrouble if another program wrote the same places in between: nobody can tell what is right then
    void recover() throws IOException, AccessTrouble {
        if (!Files.exists(path)) {
            return;
        }
        Changes changes = read();
        if (changes == null || !fits(changes)) {
            throw new AccessTrouble(AccessTrouble.Kind.STOP, "muster was killed while it wrote " + file
                    + ", and the file was changed by another program before the rest could be written",
                    "have Access repair the file or put a backup in its place, then remove " + path, null);
        }
        apply(changes);
    }

    /// Whether each place holds what was there before or what is to be there.
    private boolean fits(Changes changes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (var block : changes.blocks().entrySet()) {
                int found = sum(HeldPages.load(channel, block.getKey()));
                Change change = block.getValue();
                if (found != change.before() && found != sum(change.after())) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The changes on disk; null if they are damaged.
    private Changes read() throws IOException {
        try (var sum = new CheckedInputStream(
                        new BufferedInputStream(Files.newInputStream(path), 1 << 16), new CRC32C());
                DataInputStream in = new DataInputStream(sum)) {
            long left = Files.size(path);
            if (left < 28 || in.readLong() != MAGIC) {
                return null;
            }
            long size = in.readLong();
            int count = in.readInt();
            if (left != 28 + count * (12L + HeldPages.BLOCK)) {
                return null;
            }
            SortedMap<Long, Change> blocks = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                long block = in.readLong();
                int before = in.readInt();
                blocks.put(block, new Change(before, in.readNBytes(HeldPages.BLOCK)));
            }
            long expected = sum.getChecksum().getValue();
            return in.readLong() == expected ? new Changes(size, blocks) : null;
        }
    }

    static int sum(byte[] block) {
        CRC32C sum = new CRC32C();
        sum.update(block);
        return (int) sum.getValue();
    }
}
