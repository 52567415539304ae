// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// A PostgreSQL of this machine.
public final class PostgresServer implements Database {

    private final Path programs;
    private final ServerProcess server;
    private final Path passwordFile = Files.writeString(Files.createTempFile("muster", ".password"), PASSWORD + "\n");

    PostgresServer() throws IOException, SQLException {
        this.programs = program().orElseThrow().getParent();
        this.server = new ServerProcess("postgres");
        String data = server.folder().resolve("data").toString();
        Path own = Files.writeString(Files.createTempFile("muster", ".pw"), PASSWORD);
        own.toFile().setReadable(true, false);
        server.run(List.of(programs.resolve("initdb").toString(), "-D", data, "-U", "admin", "-A", "scram-sha-256",
                "--pwfile", own.toString(), "-E", "UTF8", "--locale=C", "--no-sync"), true);
        Files.delete(own);
        start();
        run("CREATE ROLE muster LOGIN PASSWORD '" + PASSWORD + "'", "CREATE DATABASE muster OWNER muster",
                "CREATE ROLE guest LOGIN PASSWORD '" + PASSWORD + "'");
    }

    /// The server's program, if it is installed.
    static Optional<Path> program() {
        return ServerProcess.program("/usr/lib/postgresql", ".*/bin/postgres");
    }

    @Override
    public String url() {
        return url("muster");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    }

    @Override
    public Path passwordFile() {
        return passwordFile;
    }

    @Override
    public Connection admin() throws SQLException {
        try {
            return connect("muster");
        } catch (SQLException notYet) {
            return connect("postgres");
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties options = new Properties();
        options.setProperty("user", "admin");
        options.setProperty("password", PASSWORD);
        return new org.postgresql.Driver().connect(url(database), options);
    }

    @Override
    public void cut() throws SQLException {
        rows("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'muster'");
    }

    @Override
    public void start() throws IOException {
        server.start(List.of(programs.resolve("postgres").toString(), "-D", server.folder().resolve("data").toString(),
                "-p", Integer.toString(server.port()), "-k", server.folder().toString(),
                "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=16MB"));
        Started.await(server, this::admin);
    }

    @Override
    public void stop() throws IOException {
        server.stop("INT");
    }

    @Override
    public void close() throws IOException {
        stop();
        server.remove();
        Files.delete(passwordFile);
    }
}
