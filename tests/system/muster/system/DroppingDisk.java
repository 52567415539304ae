// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;

/// A folder on a disk that drops what was not synced when its power is cut, and fails when it is told to. It is a model
/// (`tests/rigs/disk/README.md`): a library in front of the C library and a [Platter] behind it.
final class DroppingDisk {

    static final String MISSING = "needs a C compiler: apt install gcc libc6-dev";

    private static final Path SOURCE = Path.of("tests/rigs/disk/disk.c").toAbsolutePath();
    private static final int PAGE = 4096;
    private static final List<String> COUNTED =
            List.of("refused as full", "failed writes", "failed fsyncs", "writes", "fsyncs");

    private final Path library;
    private final Path root;
    private final Path log;
    private final Path control;
    private final MappedByteBuffer told;
    private final Platter platter;

    /// What can be set, by its place in the rig's `struct control`.
    enum Setting { FULL, BAD_WRITES, BAD_SYNCS, SYNC_MICROS, SEED }

    private DroppingDisk(Path library, Path folder, long seed) throws IOException {
        this.library = library;
        this.root = Files.createDirectories(folder.resolve("disk"));
        this.log = folder.resolve("disk.log");
        this.control = Files.write(folder.resolve("disk.control"), new byte[PAGE]);
        try (FileChannel channel =
                FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            this.told = channel.map(FileChannel.MapMode.READ_WRITE, 0, PAGE);
        }
        told.order(ByteOrder.nativeOrder());
        this.platter = new Platter(root, log, new Random(seed));
        set(Setting.SEED, (int) seed | 1);
    }

    /// Builds the rig's library.
    ///
    /// @return null where there is no compiler
    static Path library(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("disk.so").toAbsolutePath();
        List<String> command = List.of("gcc", "-std=gnu17", "-Wall", "-Wextra", "-Werror", "-O2", "-shared", "-fPIC",
                "-o", library.toString(), SOURCE.toString(), "-ldl");
        Process compiler;
        try {
            compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException noSuchProgram) {
            return null;
        }
        String said = new String(compiler.getInputStream().readAllBytes());
        if (compiler.waitFor() != 0) {
            throw new IOException("the rig of the disk does not compile: " + said);
        }
        return library;
    }

    /// An empty one.
    ///
    /// @param library as [#library] made it; null: a plain folder that cannot fail
    static DroppingDisk in(Path library, Path folder, long seed) throws IOException {
        return new DroppingDisk(library, folder, seed);
    }

    boolean canFail() {
        return library != null;
    }

    /// Its folder.
    Path root() {
        return root;
    }

    /// Makes a program that is to be started use it.
    ProcessBuilder under(ProcessBuilder builder) {
        if (library != null) {
            builder.environment().merge("LD_PRELOAD", library.toString(), (others, own) -> own + ":" + others);
            builder.environment().put("DISK_ROOT", root.toString());
            builder.environment().put("DISK_LOG", log.toString());
            builder.environment().put("DISK_CONTROL", control.toString());
        }
        return builder;
    }

    void set(Setting setting, int value) {
        told.putInt(4 * setting.ordinal(), value);
    }

    /// Whether it is asked to fail now.
    boolean failing() {
        return told.getInt(0) != 0 || told.getInt(4) != 0 || told.getInt(8) != 0;
    }

    void heal() {
        for (Setting setting : List.of(Setting.FULL, Setting.BAD_WRITES, Setting.BAD_SYNCS, Setting.SYNC_MICROS)) {
            set(setting, 0);
        }
    }

    /// What it did so far, in the order of [#counted()].
    int[] counts() {
        int[] counts = new int[COUNTED.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = told.getInt(4 * (Setting.values().length + i));
        }
        return counts;
    }

    static List<String> counted() {
        return COUNTED;
    }

    /// Called when its program has ended.
    ///
    /// @param cut whether the power went with it
    void programEnded(boolean cut) {
        if (library == null) {
            return;
        }
        try {
            if (cut) {
                platter.cut();
            } else {
                platter.settle();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Platter platter() {
        return platter;
    }
}
