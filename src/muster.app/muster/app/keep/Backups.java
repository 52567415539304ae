// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import muster.app.disk.WholeFile;
import muster.journal.JournalCopy;
import muster.journal.JournalException;

/// Makes backups of one journal. Thread-safe.
///
/// The snapshot is taken on the journal's own disk, checked there and only then written to where it is to be: a slow
/// stick never holds up the journal, and nothing unencrypted touches it when there is a key.
public final class Backups {

    private static final System.Logger LOG = System.getLogger(Backups.class.getName());

    private final Path journal;
    private final Optional<BackupKey> key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /// @param journal the file, whether or not a daemon has it open
    public Backups(Path journal, Optional<BackupKey> key, InstantSource clock) {
        this.journal = journal;
        this.key = key;
        this.clock = clock;
    }

    /// A backup that was made.
    ///
    /// @param head the last sequence number in it
    /// @param deleted how many older ones were deleted after it
    public record Made(Path file, long head, long bytes, int deleted) {}

    /// Makes one in a folder, which must be there, and then deletes all but the newest.
    ///
    /// @param keep how many stay, at least 1
    /// @throws IOException if it cannot be written; the message tells what is kept
    /// @throws JournalException if the journal cannot be copied
    public Made into(Path folder, int keep) throws IOException, JournalException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder + " to put a backup into (is the stick or share"
                    + " there?). None was made; the journal is as it was");
        }
        try {
            for (Path part : BackupNames.parts(folder)) {
                WholeFile.discard(part);
            }
            Made made = to(folder.resolve(BackupNames.of(clock.instant(), key.isPresent())));
            return new Made(made.file(), made.head(), made.bytes(), rotate(folder, keep, made.file()));
        } catch (IOException e) {
            throw new IOException("no backup could be made in " + folder + " (" + reason(e) + "). The journal is as it"
                    + " was, " + kept(folder), e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static String kept(Path folder) {
        try {
            List<Path> there = BackupNames.in(folder);
            return there.isEmpty()
                    ? "and there is no older backup in that folder"
                    : "and the " + there.size() + " older backups there are kept; the newest is "
                            + there.getLast().getFileName();
        } catch (IOException gone) {
            return "and the folder cannot be read any more";
        }
    }

    /// By their names, but never the one that was just made: the clock may have been set back.
    private static int rotate(Path folder, int keep, Path made) throws IOException {
        List<Path> others = BackupNames.in(folder).stream().filter(each -> !each.equals(made)).toList();
        int deleted = 0;
        for (Path old : others.subList(0, Math.max(0, others.size() - Math.max(0, keep - 1)))) {
            try {
                Files.deleteIfExists(BackupNames.sum(old));
                Files.delete(old);
                deleted++;
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "the old backup {0} could not be deleted: {1}", old, reason(e));
            }
        }
        return deleted;
    }

    /// Makes one under a name; a file of that name is replaced when the new one is whole.
    public Made to(Path target) throws IOException, JournalException, InterruptedException {
        Path staging = journal.resolveSibling("." + journal.getFileName() + ".copy");
        try (FileChannel turn = lockFile(staging.resolveSibling(staging.getFileName() + ".lock"));
                FileLock mine = turn.tryLock()) {
            if (mine == null) {
                throw new IOException("another backup of this journal is being made just now");
            }
            return staged(staging, target);
        } catch (java.nio.channels.OverlappingFileLockException e) {
            throw new IOException("another backup of this journal is being made just now", e);
        }
    }

    /// A lock file that root made would keep the daemon, which is another user, from its own backups; so it belongs to
    /// whoever has the folder. No link is followed: root must not give away what it leads to.
    private static FileChannel lockFile(Path file) throws IOException {
        boolean isNew = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(file,
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        if (isNew) {
            UserPrincipal owner = Files.getOwner(file.toAbsolutePath().getParent());
            FileOwnerAttributeView view =
                    Files.getFileAttributeView(file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (!view.getOwner().equals(owner)) {
                view.setOwner(owner);
            }
        }
        return channel;
    }

    private Made staged(Path staging, Path target) throws IOException, JournalException, InterruptedException {
        requireRoom(staging);
        Files.deleteIfExists(staging);
        try {
            long head = JournalCopy.make(journal, staging);
            if (key.isPresent()) {
                WholeFile.write(target, out -> encrypted(staging, out));
            } else {
                plain(staging, target);
            }
            return new Made(target, head, Files.size(target), 0);
        } finally {
            WholeFile.discard(staging);
        }
    }

    private void requireRoom(Path staging) throws IOException {
        long free = Files.getFileStore(staging.toAbsolutePath().getParent()).getUsableSpace();
        long needed = Files.size(journal) + (64L << 20);
        if (free < needed) {
            throw new IOException("the copy is first made beside the journal, where " + (needed >> 20)
                    + " MiB must be free and " + (free >> 20) + " are");
        }
    }

    private void encrypted(Path staging, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(staging)) {
            BackupCipher.encrypt(in, out, key.orElseThrow(), random);
        }
    }

    /// The sum gets its name first: a backup without one would not be checked byte by byte.
    private static void plain(Path staging, Path target) throws IOException {
        MessageDigest digest = sha256();
        WholeFile.write(target, out -> {
            DigestOutputStream counted = new DigestOutputStream(out, digest);
            Files.copy(staging, counted);
            String sum = HexFormat.of().formatHex(digest.digest()) + "  " + target.getFileName() + "\n";
            WholeFile.write(BackupNames.sum(target), line -> line.write(sum.getBytes()));
        });
    }

    /// A fresh digest.
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
