// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A disk of a few megabytes at a folder, seen only by those who enter: a tmpfs in a mount namespace,
/// held by a shell. It needs root, or a kernel that lets users make namespaces.
final class SmallDisk implements AutoCloseable {

    private static final List<List<String>> WAYS = List.of(List.of("--mount"), List.of("--mount", "--user"));

    private final Process shell;
    private final BufferedReader replies;
    private final List<String> way;
    private final Path folder;

    private SmallDisk(Process shell, List<String> way, Path folder) {
        this.shell = shell;
        this.replies = shell.inputReader();
        this.way = way;
        this.folder = folder;
    }

    /// Mounts one, or skips the test by name where that is not allowed.
    ///
    /// @param size as the tmpfs takes it: `4m`
    static SmallDisk mount(Path folder, String size) throws IOException {
        for (List<String> way : WAYS) {
            List<String> command = new ArrayList<>(List.of("unshare"));
            command.addAll(way);
            command.addAll(way.contains("--user") ? List.of("--map-root-user", "bash") : List.of("bash"));
            SmallDisk disk = new SmallDisk(new ProcessBuilder(command).start(), way, folder);
            if (disk.succeeds("mount -t tmpfs -o size=" + size + " muster-test '" + folder + "'")) {
                return disk;
            }
            disk.close();
        }
        return Assumptions.abort("a small disk cannot be mounted here: neither as root nor in a user namespace");
    }

    /// Runs a command inside; fails the test if it fails.
    void run(String command) throws IOException {
        Assertions.assertTrue(succeeds(command), command);
    }

    private boolean succeeds(String command) throws IOException {
        try {
            shell.outputWriter().append(command).append("; echo \"code $?\"\n").flush();
        } catch (IOException notEvenAShell) {
            return false;
        }
        String line = replies.readLine();
        while (line != null && !line.startsWith("code ")) {
            line = replies.readLine();
        }
        return "code 0".equals(line);
    }

    /// A command line that runs inside.
    ProcessBuilder inside(ProcessBuilder builder) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", Long.toString(shell.pid())));
        words.addAll(way);
        if (way.contains("--user")) {
            words.add("--preserve-credentials");
        }
        builder.command().addAll(0, words);
        return builder;
    }

    /// A file of the disk, as it is seen from outside. (Not by SQLite, which follows the link `root` by hand.)
    private Path seen(Path file) {
        return Path.of("/proc", Long.toString(shell.pid()), "root").resolve(Path.of("/").relativize(file));
    }

    /// Copies a journal out, from under a daemon that must not write meanwhile.
    Path copy(Path journal, Path to) throws IOException {
        for (String end : List.of("", "-wal")) {
            Path from = seen(journal.resolveSibling(journal.getFileName() + end));
            Path copy = to.resolve(journal.getFileName() + end);
            Files.deleteIfExists(copy);
            if (Files.exists(from)) {
                Files.copy(from, copy);
            }
        }
        Files.deleteIfExists(to.resolve(journal.getFileName() + "-shm"));
        return to.resolve(journal.getFileName());
    }

    /// Takes so much of its space away.
    void fill(String name, int bytes) throws IOException {
        Files.write(seen(folder.resolve(name)), new byte[bytes]);
    }

    /// Gives it back.
    void free(String name) throws IOException {
        Files.delete(seen(folder.resolve(name)));
    }

    @Override
    public void close() throws IOException {
        shell.destroyForcibly().onExit().join();
        replies.close();
    }
}
