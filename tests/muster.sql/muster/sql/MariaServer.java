// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// A MariaDB of this machine.
public final class MariaServer implements Database {

    private final Path program;
    private final ServerProcess server;
    private final Path users;
    private final Path passwordFile = Files.writeString(Files.createTempFile("muster", ".password"), PASSWORD + "\n");

    MariaServer() throws IOException, SQLException {
        this.program = program().orElseThrow();
        Path install = ServerProcess.program("/usr/bin", ".*/mariadb-install-db").orElseThrow();
        this.server = new ServerProcess("mysql");
        this.users = Files.createTempFile("muster", ".sql");
        Files.writeString(users, """
                CREATE DATABASE IF NOT EXISTS muster CHARACTER SET utf8mb4;
                CREATE USER IF NOT EXISTS admin@'%%' IDENTIFIED BY '%1$s';
                GRANT ALL ON *.* TO admin@'%%' WITH GRANT OPTION;
                CREATE USER IF NOT EXISTS muster@'%%' IDENTIFIED BY '%1$s';
                GRANT ALL ON muster.* TO muster@'%%';
                CREATE USER IF NOT EXISTS guest@'%%' IDENTIFIED BY '%1$s';
                """.formatted(PASSWORD));
        users.toFile().setReadable(true, false);
        server.run(List.of(install.toString(), "--no-defaults", "--datadir=" + data(), "--skip-test-db",
                "--auth-root-authentication-method=normal"), true);
        start();
    }

    /// The server's program, if it is installed.
    static Optional<Path> program() {
        return ServerProcess.program("/usr/sbin", ".*/mariadbd");
    }

    private Path data() {
        return server.folder().resolve("data");
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + server.port() + "/muster";
    }

    @Override
    public Path passwordFile() {
        return passwordFile;
    }

    @Override
    public Connection admin() throws SQLException {
        Properties options = new Properties();
        options.setProperty("user", "admin");
        options.setProperty("password", PASSWORD);
        return new org.mariadb.jdbc.Driver().connect(url(), options);
    }

    @Override
    public void cut() throws SQLException {
        List<String> kills = new ArrayList<>();
        rows("SELECT id FROM information_schema.processlist WHERE user = 'muster'")
                .forEach(id -> kills.add("KILL " + id));
        run(kills.toArray(String[]::new));
    }

    @Override
    public void start() throws IOException {
        server.start(List.of(program.toString(), "--no-defaults", "--datadir=" + data(),
                "--socket=" + server.folder().resolve("s"), "--port=" + server.port(), "--bind-address=127.0.0.1",
                "--pid-file=" + server.folder().resolve("pid"), "--init-file=" + users, "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M", "--skip-name-resolve"));
        Started.await(server, this::admin);
    }

    @Override
    public void stop() throws IOException {
        server.stop("TERM");
    }

    @Override
    public void close() throws IOException {
        stop();
        server.remove();
        Files.delete(users);
        Files.delete(passwordFile);
    }
}
