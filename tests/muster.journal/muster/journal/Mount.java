// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/// A small file system in memory, for tests that need a disk that is full or read-only.
final class Mount implements AutoCloseable {

    private final Path directory;

    private Mount(Path directory) {
        this.directory = directory;
    }

    /// Mounts one; the test is left out where that is not allowed.
    static Mount tmpfs(Path directory, String size) {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + size, "muster-test", directory.toString()) == 0,
                "needs the right to mount a file system in memory");
        return new Mount(directory);
    }

    /// Changes how it is mounted.
    void again(String option) {
        assertEquals(0, run("mount", "-o", "remount," + option, directory.toString()));
    }

    @Override
    public void close() {
        assertEquals(0, run("umount", directory.toString()));
    }

    private static int run(String... command) {
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException noSuchProgram) {
            return -1;
        }
        return process.onExit().join().exitValue();
    }
}
