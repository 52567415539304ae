// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import muster.model.SinkStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A target that was away for very many check-ins. `-Dmuster.backlog=1000000` takes a million; the figures it prints
/// are those of the machine it ran on.
@Tag("system")
class BacklogTest {

    private static final int BACKLOG = Integer.getInteger("muster.backlog", 300_000);
    private static final int BATCH = 500;
    private static final int TURNS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /// The heap as the launcher bounds it, 256 MB, and room for everything else; no more, however much waits.
    private static final long MOST_KB = 330 * 1024;
    private static final String EVENT = "fair";

    /// A thousand people at each of many events.
    private static final String PIN = "'person-' || (i % 1000)";
    private static final String OF = "'fair-' || (i / 1000)";

    @TempDir
    Path folder;

    private Path key;

    /// Many check-ins in no time: one is made at the door, the others are its row again with numbers of their own.
    @BeforeEach
    void fill() throws Exception {
        key = Files.writeString(folder.resolve("key"), ConvexDouble.KEY + "\n");
        try (Muster muster = Muster.start(data(), "--set", "time.zone=Asia/Kolkata")) {
            SinkView.event(muster, EVENT);
            SinkView.checkIn(muster, EVENT, 0, 1);
        }
        long head;
        try (JournalFile journal = JournalFile.read(data().resolve("muster.db"))) {
            head = journal.head();
        }
        String numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + (BACKLOG - 2)
                + ") INSERT INTO ";
        JournalFile.change(data().resolve("muster.db"), numbers + "punch SELECT " + head + " + i,"
                + " strftime('%Y-%m-%d %H:%M:%S', '2026-11-01', i || ' seconds'), terminal, " + PIN + ", state,"
                + " verify_mode, source, unixepoch('2026-11-01', i || ' seconds', '-330 minutes'), reading,"
                + " received_at, work_code, CAST(" + PIN + " AS BLOB) FROM n, (SELECT * FROM punch)");
        JournalFile.change(data().resolve("muster.db"), numbers + "check_in SELECT " + head + " + i, " + OF + ","
                + " " + PIN + ", unixepoch('2026-11-01', i || ' seconds', '-330 minutes'), NULL,"
                + " CASE WHEN body ->> '$.event' IS NULL THEN body ELSE json_set(body, '$.event', " + OF + ") END"
                + " FROM n, (SELECT * FROM check_in)");
        // the next one makes the journal count and index the rows that came behind its back
        try (Muster muster = Muster.start(data())) {
            SinkView.checkIn(muster, EVENT, 1, 1);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private String[] convex(ConvexDouble backend, String... more) {
        List<String> settings = new ArrayList<>(List.of("type=convex", "url=" + backend.url(), "key_file=" + key));
        settings.addAll(List.of(more));
        return SinkView.set("backend", settings.toArray(String[]::new)).toArray(String[]::new);
    }

    private long millisToReady(String... options) throws Exception {
        long begin = System.nanoTime();
        try (Muster muster = Muster.start(data(), options)) {
            long millis = (System.nanoTime() - begin) / 1_000_000;
            muster.kill();
            return millis;
        }
    }

    @Test
    void it_starts_as_soon_drains_in_bounded_memory_and_goes_on_after_a_kill() throws Exception {
        try (ConvexDouble backend = new ConvexDouble()) {
            millisToReady();
            List<Long> without = new ArrayList<>();
            List<Long> with = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                without.add(millisToReady());
                with.add(millisToReady(convex(backend)));
            }
            System.out.printf("ready after %s ms without a sink, %s ms with %d records waiting%n",
                    without, with, BACKLOG);
            assertTrue(median(with) < 3 * median(without) + 1000, "the backlog delays the start");

            backend.up();
            long idle = memoryWithoutASink();
            AtomicLong most = new AtomicLong();
            long begin = System.nanoTime();
            try (Muster muster = Muster.start(data(), convex(backend))) {
                watching("a third is delivered", muster, most, () -> backend.count() > BACKLOG / 3);
                muster.kill();
            }
            long sentBefore = backend.records();
            long again = System.nanoTime();
            try (Muster muster = Muster.start(data(), convex(backend))) {
                System.out.printf("ready after %d ms in the middle%n", (System.nanoTime() - again) / 1_000_000);
                watching("all are delivered", muster, most, () -> backend.count() == BACKLOG);
                SinkStatus done = SinkView.awaitDone(muster, "backend", PATIENCE);
                assertEquals(0, done.deadLetters());
            }
            System.out.printf("%d delivered in %d s with one kill; %d sent again; at most %d MB of its own,"
                    + " %d MB without a sink%n", BACKLOG, (System.nanoTime() - begin) / 1_000_000_000,
                    backend.records() - BACKLOG, most.get() / 1024, idle / 1024);
            assertEquals(BACKLOG, new HashSet<>(backend.attendance()).size());
            assertTrue(backend.records() - BACKLOG <= 2 * BATCH, () -> sentBefore + " of " + backend.records());
            assertTrue(most.get() < MOST_KB, () -> most.get() / 1024 + " MB");
            assertEquals(List.of(), backend.wrong());
        }
    }

    /// Waits and notes how much memory the daemon takes meanwhile.
    private static void watching(String what, Muster muster, AtomicLong most,
            java.util.concurrent.Callable<Boolean> holds) throws Exception {
        Await.until(what, PATIENCE, () -> {
            most.accumulateAndGet(ownKilobytes(muster.pid()), Math::max);
            return holds.call();
        });
    }

    private long memoryWithoutASink() throws Exception {
        try (Muster muster = Muster.start(data())) {
            return ownKilobytes(muster.pid());
        }
    }

    /// What is in memory and is its own: pages of the journal's file can be let go of at any time.
    private static long ownKilobytes(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static double median(List<? extends Number> values) {
        List<Double> sorted = new ArrayList<>(values.stream().map(Number::doubleValue).toList());
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    @Test
    void convex_takes_from_it_what_it_takes_from_a_bare_client() throws Exception {
        try (ConvexDouble backend = new ConvexDouble();
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                Muster muster = Muster.start(data(), convex(backend))) {
            muster.run("sinks", "pause", "backend").good();
            backend.up();
            List<Double> ratios = turns(muster, "backend", backend::count, turn -> {
                for (int first = 0; first < turnSize(); first += BATCH) {
                    HttpRequest request = HttpRequest.newBuilder(URI.create(backend.url() + "/batch-checkin"))
                            .header("x-api-key", ConvexDouble.KEY)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body(turn, first)))
                            .build();
                    assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
                }
            });
            System.out.printf("Convex: muster is %.2f times as fast as a bare client (median of %s)%n",
                    median(ratios), ratios);
        }
    }

    private static int turnSize() {
        return BACKLOG / (TURNS + 1) / BATCH * BATCH;
    }

    private static String body(int turn, int first) {
        StringBuilder body = new StringBuilder("{\"records\":[");
        for (int i = first; i < first + BATCH; i++) {
            body.append(i == first ? "" : ",").append("{\"bleUuid\":\"bare-").append(turn).append('-').append(i)
                    .append("\",\"eventId\":\"fair\",\"timestamp\":1793491200000,\"scannerSource\":\"Scanner-01\"}");
        }
        return body.append("]}").toString();
    }

    /// What a bare client does in a turn.
    private interface Bare {
        void send(int turn) throws Exception;
    }

    /// How many the target has.
    private interface Count {
        long now() throws Exception;
    }

    /// Muster's rate by the bare client's, turn by turn.
    private static List<Double> turns(Muster muster, String sink, Count count, Bare bare) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            long before = count.now();
            long begin = System.nanoTime();
            muster.post("/api/sinks/" + sink + "/resume", "{}");
            Await.until("its turn is over", PATIENCE, () -> count.now() >= before + turnSize());
            double musters = (count.now() - before) / seconds(begin);
            muster.post("/api/sinks/" + sink + "/pause", "{}");
            begin = System.nanoTime();
            bare.send(turn);
            double bares = turnSize() / seconds(begin);
            System.out.printf("%s: muster %.0f, a bare client %.0f records/s%n", sink, musters, bares);
            ratios.add(musters / bares);
        }
        return ratios;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Test
    void postgresql_takes_from_it_what_it_takes_from_a_bare_client() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), Postgres.PASSWORD + "\n");
        try (Postgres postgres = Postgres.start();
                Connection bare = postgres.connect();
                Muster muster = Muster.start(data(), SinkView.set("table", "type=sql", "create=true", "table=punches",
                        "url=" + Postgres.url(postgres.port()), "user=" + Postgres.USER,
                        "password_file=" + password).toArray(String[]::new))) {
            Await.until("some rows are there", () -> delivered("table") >= BATCH);
            muster.run("sinks", "pause", "table").good();
            try (Statement statement = bare.createStatement()) {
                statement.execute("CREATE TABLE bare (LIKE punches INCLUDING ALL)");
            }
            List<Object[]> rows = rows(bare);
            List<Double> ratios = turns(muster, "table", () -> delivered("table"), turn -> insert(bare, rows, turn));
            System.out.printf("PostgreSQL: muster is %.2f times as fast as a bare client (median of %s)%n",
                    median(ratios), ratios);
        }
    }

    /// How many rows are there by the cursor, which is cheaper to ask than the table.
    private long delivered(String sink) throws Exception {
        try (JournalFile journal = JournalFile.read(data().resolve("muster.db"))) {
            return journal.number("SELECT delivered FROM cursor WHERE sink = '" + sink + "'");
        }
    }

    private static List<Object[]> rows(Connection connection) throws Exception {
        List<Object[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM punches LIMIT " + BATCH)) {
            while (row.next()) {
                Object[] values = new Object[row.getMetaData().getColumnCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.getObject(i + 1);
                }
                rows.add(values);
            }
        }
        return rows;
    }

    /// The same columns and batches, each batch a transaction.
    private static void insert(Connection connection, List<Object[]> rows, int turn) throws Exception {
        connection.setAutoCommit(false);
        String marks = String.join(", ", Collections.nCopies(rows.getFirst().length, "?"));
        String sql = "INSERT INTO bare VALUES (" + marks + ") ON CONFLICT DO NOTHING";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int first = 0; first < turnSize(); first += BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    Object[] values = rows.get(i);
                    insert.setObject(1, turn + "-" + (first + i));
                    for (int column = 1; column < values.length; column++) {
                        insert.setObject(column + 1, values[column]);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            }
        }
    }
}
