// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A PostgreSQL of this machine in a folder of its own, as a user who is not root.
final class Postgres implements AutoCloseable {

    static final String USER = "muster";
    static final String PASSWORD = "nothing-secret";

    private final Path programs;
    private final Path folder;
    private final int port;
    private final Process process;

    private Postgres(Path programs) throws Exception {
        this.programs = programs;
        this.folder = Files.createTempDirectory("muster-postgres");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            run(new ProcessBuilder("chown", "-R", "postgres", folder.toString()));
        }
        run(program("initdb", "-D", data(), "-U", USER, "-A", "scram-sha-256", "--pwfile", password.toString(), "-E",
                "UTF8", "--locale=C", "--no-sync"));
        this.process = program("postgres", "-D", data(), "-p", Integer.toString(port), "-k", folder.toString(), "-c",
                "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=32MB").start();
        Await.until("PostgreSQL answers", this::answers);
    }

    /// Starts one, or skips the test by name where there is none.
    static Postgres start() throws Exception {
        Path root = Path.of("/usr/lib/postgresql");
        List<Path> found = List.of();
        if (Files.isDirectory(root)) {
            try (Stream<Path> versions = Files.list(root)) {
                found = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .sorted()
                        .toList();
            }
        }
        Assumptions.assumeFalse(found.isEmpty(), "needs a real server: apt install postgresql");
        return new Postgres(found.getLast());
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private ProcessBuilder program(String name, String... words) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    private void run(ProcessBuilder builder) throws Exception {
        Process once = builder.start();
        Assertions.assertTrue(once.waitFor(60, TimeUnit.SECONDS) && once.exitValue() == 0,
                () -> builder.command() + " failed, see " + log());
    }

    private boolean answers() throws SQLException {
        Assertions.assertTrue(process.isAlive(), () -> "PostgreSQL ended, see " + log());
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(port), USER, PASSWORD);
    }

    /// @param port its own, or that of somebody between
    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /// The first column of every row.
    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(texts(sql).getFirst());
    }

    @Override
    public void close() throws IOException {
        // its fast shutdown: sessions are ended, not waited for
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        process.onExit().completeOnTimeout(null, Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(log());
    }
}
