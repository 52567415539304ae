// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import muster.model.SinkStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What three sinks of different kinds deliver while muster is killed again and again and their targets fail, is at
/// every target once in the end. `make torture ONE=DeliveryKillTest` does it 50 times with 100,000 punches;
/// `-Dmuster.seed=` repeats the same failures.
@Tag("system")
class DeliveryKillTest {

    private static final int ROUNDS = Integer.getInteger("muster.rounds", 10);
    private static final int PUNCHES = ROUNDS < 50 ? 1000 * ROUNDS : 2000 * ROUNDS;
    private static final long SEED = Long.getLong("muster.seed", System.nanoTime() & 0xffff);
    private static final Duration PATIENCE = Duration.ofMinutes(ROUNDS < 50 ? 4 : 18);
    private static final List<String> SINKS = List.of("hook", "table", "folder");

    /// The longest that a round goes on behind its last punch.
    private static final long LONGEST = 1_500_000_000;

    /// One delivery in five fails: of the table's each is a commit, of the webhook's a hundred requests.
    private static final double COMMITS = 0.2;
    private static final double REQUESTS = 0.0022;

    @TempDir
    Path folder;

    @Test
    void every_target_has_every_punch_once_and_in_order_after_all_kills() throws Exception {
        System.out.printf("seed %d, %d rounds, %d punches%n", SEED, ROUNDS, PUNCHES);
        try (Postgres postgres = Postgres.start();
                CuttingProxy proxy = new CuttingProxy(postgres.port(), SEED, COMMITS);
                WebhookDouble hook = new WebhookDouble(SEED).failing(REQUESTS)) {
            int door = freePort();
            List<String> options = options(hook, proxy);
            options.addAll(List.of("--terminals", "127.0.0.1:" + door));
            Feed feed = Feed.start(new InetSocketAddress("127.0.0.1", door), new Random(SEED));
            killAgainAndAgain(options.toArray(String[]::new), feed);
            long begin = System.nanoTime();
            try (Muster muster = Muster.accepting(folder.resolve("data"), options.toArray(String[]::new))) {
                feed.join();
                for (String sink : SINKS) {
                    told(SinkView.awaitDone(muster, sink, PATIENCE));
                }
                assertEquals(List.of(), SinkView.letters(muster, "state=open"), "dead letters");
            }
            System.out.printf("the rest took %d s; webhook: %s; PostgreSQL: %s%n",
                    (System.nanoTime() - begin) / 1_000_000_000, hook.told(), proxy.told());
            assertTrue(proxy.cuts() > 0, "the database failed");
            assertEverywhere(hook, postgres);
        }
    }

    private void killAgainAndAgain(String[] options, Feed feed) throws Exception {
        Random random = new Random(SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            feed.allow(PUNCHES / ROUNDS);
            // the last post of what is allowed may wait for more to be allowed
            int enough = (round - 1) * (PUNCHES / ROUNDS) + random.nextInt(PUNCHES / ROUNDS - Feed.MOST_A_POST);
            try (Muster muster = Muster.accepting(folder.resolve("data"), options)) {
                Await.until(enough + " punches are acknowledged", () -> feed.acknowledged >= enough);
                LockSupport.parkNanos(random.nextLong(LONGEST));
                muster.kill();
            }
            try (JournalFile journal = JournalFile.read(folder.resolve("data/muster.db"))) {
                System.out.printf("round %d: %d acknowledged; %s%n", round, feed.acknowledged,
                        journal.texts("SELECT sink || ' ' || position FROM cursor ORDER BY sink"));
            }
        }
    }

    private List<String> options(WebhookDouble hook, CuttingProxy proxy) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), Postgres.PASSWORD + "\n");
        List<String> options = new ArrayList<>(List.of("--set", "time.zone=Asia/Kolkata"));
        options.addAll(SinkView.set("hook", "type=webhook", "url=" + hook.url(), "wait_max=1s",
                "secret_files=" + WebhookDouble.secret(folder.resolve("secret")), "private_addresses=true",
                "batch=100"));
        options.addAll(SinkView.set("table", "type=sql", "url=" + Postgres.url(proxy.port()) + "?prepareThreshold=0",
                "wait_max=1s",
                "user=" + Postgres.USER, "password_file=" + password, "create=true", "table=punches", "batch=50"));
        options.addAll(SinkView.set("folder", "type=file", "folder=" + folder.resolve("files"), "format=jsonl"));
        return options;
    }

    private static void told(SinkStatus sink) {
        System.out.printf("%s: %d taken, %d there already, cursor %d of %d%n",
                sink.name(), sink.delivered(), sink.duplicates(), sink.cursor(), sink.head());
        assertEquals(0, sink.deadLetters());
    }

    private void assertEverywhere(WebhookDouble hook, Postgres postgres) throws Exception {
        try (JournalFile journal = JournalFile.read(folder.resolve("data/muster.db"))) {
            journal.assertSound();
            List<String> punches = journal.punches();
            assertEquals(PUNCHES, new HashSet<>(punches).size(), "in the journal");
            assertEquals(List.of(), List.copyOf(hook.wrong()), "requests the receiver did not understand");
            assertSame("webhook", punches, hook.punches());
            assertSame("table", punches, postgres.texts("SELECT device_sn || ' ' || pin || ' '"
                    + " || to_char(punched_local, 'YYYY-MM-DD HH24:MI:SS') FROM punches"));
            assertSame("files", punches, lines());
            assertEquals(byPerson(punches), byPerson(hook.punches()), "the order of each person's punches");
            assertEquals(byPerson(punches), byPerson(lines()), "the order of each person's punches in the files");
        }
    }

    private static void assertSame(String target, List<String> expected, List<String> actual) {
        HashSet<String> lost = new HashSet<>(expected);
        lost.removeAll(new HashSet<>(actual));
        System.out.printf("%s: %d of %d lost, %d twice%n",
                target, lost.size(), expected.size(), actual.size() - new HashSet<>(actual).size());
        assertEquals(List.of(), lost.stream().limit(10).toList(), target + " lacks some");
        assertEquals(expected.size(), actual.size(), target + " has some twice, or foreign ones");
    }

    private static Map<String, List<String>> byPerson(List<String> punches) {
        Map<String, List<String>> byPerson = new HashMap<>();
        punches.forEach(punch -> byPerson.computeIfAbsent(punch.split(" ")[1], _ -> new ArrayList<>()).add(punch));
        return byPerson;
    }

    /// What the files hold, day by day.
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("files"))) {
            List<Path> days = files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
            assertFalse(days.isEmpty(), "no files");
            for (Path day : days) {
                for (String line : Files.readAllLines(day)) {
                    JsonObject punch = JsonParser.parseString(line).getAsJsonObject();
                    lines.add(punch.get("terminal").getAsString() + " " + punch.get("pin").getAsString() + " "
                            + punch.get("local_time").getAsString());
                }
            }
        }
        return lines;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Eight terminals whose punches come one post after the other, each until it is acknowledged, as many as are
    /// allowed.
    private static final class Feed {

        private static final int MOST_A_POST = 40;
        private static final long AFTER_A_FAILURE = 20_000_000;

        private final InetSocketAddress door;
        private final Random random;
        private final Semaphore allowed = new Semaphore(0);
        private final Thread thread = Thread.ofVirtual().name("feed").unstarted(this::work);
        private volatile int acknowledged;

        private Feed(InetSocketAddress door, Random random) {
            this.door = door;
            this.random = random;
        }

        static Feed start(InetSocketAddress door, Random random) {
            Feed feed = new Feed(door, random);
            feed.thread.start();
            return feed;
        }

        void allow(int punches) {
            allowed.release(punches);
        }

        void join() throws InterruptedException {
            thread.join(PATIENCE);
            assertEquals(PUNCHES, acknowledged);
        }

        private void work() {
            while (acknowledged < PUNCHES) {
                int count = Math.min(1 + random.nextInt(MOST_A_POST), PUNCHES - acknowledged);
                allowed.acquireUninterruptibly(count);
                String target = "/iclock/cdata?SN=TSTATT%06d&table=ATTLOG&Stamp=9999".formatted(random.nextInt(8));
                String post = Muster.request("POST", target, Punches.lines(acknowledged, count));
                while (!taken(post, count)) {
                    LockSupport.parkNanos(AFTER_A_FAILURE);
                }
                acknowledged += count;
            }
        }

        private boolean taken(String post, int count) {
            try {
                return Raw.exchange(door, post).body().equals("OK: " + count);
            } catch (IOException nobodyThere) {
                return false;
            }
        }
    }
}
