// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server that runs in a folder of its own, as somebody who is not root, for neither database runs as root.
final class ServerProcess {

    private static final int PATIENCE = 60;

    private final String owner;
    private final Path folder;
    private final int port;
    private Process process;

    /// @param owner the user it runs as when we are root
    ServerProcess(String owner) throws IOException {
        this.owner = owner;
        this.folder = Files.createTempDirectory("muster-" + owner);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        if (isRoot()) {
            run(List.of("chown", owner, folder.toString()), false);
        }
    }

    /// The newest of the programs that a pattern finds, or empty when there is none.
    static Optional<Path> program(String root, String pattern) {
        try (Stream<Path> files = Files.walk(Path.of(root), 3)) {
            return files.filter(file -> file.toString().matches(pattern)).max(Comparator.naturalOrder());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /// Runs a command to its end.
    void run(List<String> command, boolean asOwner) throws IOException {
        Process once = builder(command, asOwner).start();
        if (!ended(once) || once.exitValue() != 0) {
            once.destroyForcibly();
            throw new IOException(command.getFirst() + " failed, see " + log());
        }
    }

    void start(List<String> command) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        process = builder(command, true).start();
    }

    /// For a run that is ended from outside; at the end of a whole one there is nothing left to do.
    private void kill() {
        if (isAlive()) {
            process.destroyForcibly();
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Ends it: SIGINT makes PostgreSQL end its sessions instead of waiting for them.
    void stop(String signal) throws IOException {
        if (isAlive()) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (!ended(process)) {
                process.destroyForcibly();
            }
        }
    }

    private static boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a database server started or ended", e);
        }
    }

    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(log());
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    private ProcessBuilder builder(List<String> command, boolean asOwner) {
        List<String> whole = new ArrayList<>();
        if (asOwner && isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups"));
        }
        whole.addAll(command);
        return new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }
}
