// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a disk has of a folder, told by the log that `tests/rigs/disk` writes: a model of a page cache and a file
/// system that promise what POSIX promises and no more. Names are kept in the order in which they changed, and for
/// certain only when their folder was synced. For one thread.
final class Platter {

    /// One write in so many is followed by the system's own writing back.
    private static final int WRITE_BACK = 40;

    private static final int HEAD = 24;

    private final Path root;
    private final Path log;
    private final Random random;
    private final Map<Long, CachedFile> inodes = new HashMap<>();
    private final Map<String, CachedFile> names = new TreeMap<>();
    private final Map<String, CachedFile> keptNames = new TreeMap<>();
    private final List<NameChange> changes = new ArrayList<>();
    private int unseen;
    private int cuts;
    private long atRisk;

    /// A name that comes, goes, or goes elsewhere.
    ///
    /// @param from null: none before
    /// @param to null: none afterwards
    private record NameChange(String from, String to, CachedFile file) {

        void apply(Map<String, CachedFile> names) {
            if (from != null) {
                names.remove(from);
            }
            if (to != null) {
                names.put(to, file);
            }
        }

        boolean touches(String folder) {
            return isIn(from, folder) || isIn(to, folder);
        }

        private static boolean isIn(String name, String folder) {
            return name != null && name.lastIndexOf('/') == folder.length() && name.startsWith(folder);
        }
    }

    /// @param root an empty folder
    /// @param log what the rig writes
    Platter(Path root, Path log, Random random) {
        this.root = root;
        this.log = log;
        this.random = random;
    }

    /// Takes in what a program did that is not there any more: what it wrote is still in the page cache.
    void settle() throws IOException {
        replay();
        reconcile();
    }

    /// The power fails: the folder is from now on what the disk has.
    void cut() throws IOException {
        settle();
        cuts++;
        int happened = random.nextInt(changes.size() + 1);
        changes.subList(0, happened).forEach(change -> change.apply(keptNames));
        int together = random.nextBoolean() ? 1 : 8;
        Map<String, byte[]> rest = new TreeMap<>();
        for (var name : keptNames.entrySet()) {
            CachedFile file = name.getValue();
            atRisk += file.atRisk();
            rest.put(name.getKey(), file.afterCut(together, random));
        }
        rebuild(rest);
    }

    private void rebuild(Map<String, byte[]> rest) throws IOException {
        for (String name : present()) {
            Files.delete(Path.of(name));
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path index : all.filter(path -> path.toString().endsWith("-shm")).toList()) {
                Files.delete(index); // it was memory
            }
        }
        inodes.clear();
        names.clear();
        keptNames.clear();
        changes.clear();
        for (var file : rest.entrySet()) {
            Path path = Files.write(Path.of(file.getKey()), file.getValue());
            CachedFile whole = CachedFile.of(file.getValue());
            inodes.put(number(path), whole);
            names.put(file.getKey(), whole);
            keptNames.put(file.getKey(), whole);
        }
    }

    private static long number(Path file) throws IOException {
        return (Long) Files.getAttribute(file, "unix:ino");
    }

    private Set<String> present() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return new HashSet<>(all.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(name -> !name.endsWith("-shm"))
                    .toList());
        }
    }

    private void replay() throws IOException {
        if (!Files.exists(log)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.nativeOrder());
            while (all.remaining() >= HEAD) {
                int kind = all.getInt();
                int length = all.getInt();
                long file = all.getLong();
                long offset = all.getLong();
                if (all.remaining() < length) {
                    break; // killed while it noted this; then the change itself was not made
                }
                byte[] bytes = new byte[length];
                all.get(bytes);
                take(kind, file, (int) offset, bytes);
            }
        }
        try (RandomAccessFile empty = new RandomAccessFile(log.toFile(), "rw")) {
            empty.setLength(0);
        }
    }

    private void take(int kind, long number, int offset, byte[] bytes) {
        CachedFile file = kind == 5 ? new CachedFile() : inodes.computeIfAbsent(number, _ -> new CachedFile());
        switch (kind) {
            case 1 -> {
                file.write(offset, bytes);
                if (random.nextInt(WRITE_BACK) == 0) {
                    file.writeBack(random);
                }
            }
            case 2 -> file.sync();
            case 3 -> file.failToSync();
            case 4 -> file.truncate(offset);
            case 5 -> {
                inodes.put(number, file); // the number may have been another file's before
                change(null, text(bytes), file);
            }
            case 6 -> change(text(bytes), null, file);
            case 7 -> {
                String[] both = text(bytes).split("\n");
                change(both[0], both[1], file);
            }
            case 8 -> syncFolder(text(bytes));
            default -> throw new IllegalArgumentException("a record of kind " + kind);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void change(String from, String to, CachedFile file) {
        NameChange change = new NameChange(from, to, file);
        change.apply(names);
        changes.add(change);
    }

    private void syncFolder(String folder) {
        int done = changes.size();
        while (done > 0 && !changes.get(done - 1).touches(folder)) {
            done--;
        }
        List<NameChange> certain = changes.subList(0, done);
        certain.forEach(change -> change.apply(keptNames));
        certain.clear();
    }

    /// The last act of a killed program may be noted and not done, or done and not noted; more than that would be a
    /// hole in the rig, and is counted.
    private void reconcile() throws IOException {
        Set<String> present = present();
        for (String gone : new HashSet<>(names.keySet())) {
            if (!present.contains(gone)) {
                change(gone, null, names.get(gone));
                unseen++;
            }
        }
        for (String name : present) {
            CachedFile file = inodes.computeIfAbsent(number(Path.of(name)), _ -> new CachedFile());
            if (file != names.get(name)) {
                change(null, name, file);
                unseen++;
            }
            unseen += file.correct(Files.readAllBytes(Path.of(name))) ? 1 : 0;
        }
    }

    /// How many differences between the log and the folder were found.
    int unseen() {
        return unseen;
    }

    int cuts() {
        return cuts;
    }

    /// How many sectors were at risk in all cuts.
    long atRisk() {
        return atRisk;
    }
}
