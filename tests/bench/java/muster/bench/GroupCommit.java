// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// One thread that writes whatever waits in one transaction, into a table and a key like the journal's.
final class GroupCommit {

    private record Waiting(String serial, String[] lines, CompletableFuture<Integer> done) {}

    private final BlockingQueue<Waiting> line = new LinkedBlockingQueue<>();
    private final Map<String, Integer> terminals = new HashMap<>();
    private final Connection connection;
    private final PreparedStatement insert;

    GroupCommit(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("""
                    CREATE TABLE punch (seq INTEGER PRIMARY KEY, local_time TEXT NOT NULL, terminal INTEGER NOT NULL,
                        pin TEXT NOT NULL, state INTEGER NOT NULL, verify_mode INTEGER NOT NULL,
                        source INTEGER NOT NULL, instant INTEGER NOT NULL, reading INTEGER NOT NULL,
                        received_at INTEGER NOT NULL, work_code TEXT, raw BLOB NOT NULL) STRICT""");
            statement.execute("CREATE UNIQUE INDEX punch_key ON punch (local_time, terminal, pin, state, verify_mode)");
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("""
                INSERT INTO punch (local_time, terminal, pin, state, verify_mode, source, instant, reading, received_at,
                    work_code, raw) VALUES (?, ?, ?, ?, ?, 1, ?, 1, ?, NULL, ?) ON CONFLICT DO NOTHING""");
        Thread.ofPlatform().daemon().start(this::run);
    }

    /// How many lines were there, once they are on disk.
    int append(String serial, String[] lines) throws InterruptedException {
        Waiting waiting = new Waiting(serial, lines, new CompletableFuture<>());
        line.put(waiting);
        return waiting.done().join();
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        while (true) {
            try {
                batch.add(line.take());
                line.drainTo(batch, 20_000);
                for (Waiting waiting : batch) {
                    write(waiting);
                }
                connection.commit();
                batch.forEach(waiting -> waiting.done().complete(waiting.lines().length));
            } catch (SQLException | InterruptedException | RuntimeException e) {
                batch.forEach(waiting -> waiting.done().completeExceptionally(e));
            }
            batch.clear();
        }
    }

    private void write(Waiting waiting) throws SQLException {
        int terminal = terminals.computeIfAbsent(waiting.serial(), serial -> terminals.size() + 1);
        long now = System.currentTimeMillis();
        for (String text : waiting.lines()) {
            String[] columns = text.split("\t");
            insert.setString(1, columns[1]);
            insert.setInt(2, terminal);
            insert.setString(3, columns[0]);
            insert.setInt(4, Integer.parseInt(columns[2]));
            insert.setInt(5, Integer.parseInt(columns[3]));
            insert.setLong(6, now / 1000);
            insert.setLong(7, now);
            insert.setBytes(8, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }
}
