// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An event without a network, and what an operator does when it is back: check-ins go to a Convex backend that is away
/// at first, when somebody says so.
@Tag("system")
class DeliveryDayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENT = "fair";
    private static final String OTHER_KEY = "another-key-of-the-tests";

    @TempDir
    Path folder;

    private ConvexDouble backend;

    @BeforeEach
    void open() throws Exception {
        backend = new ConvexDouble();
        Files.writeString(folder.resolve("key"), ConvexDouble.KEY + "\n");
    }

    @AfterEach
    void close() {
        backend.close();
        assertEquals(List.of(), backend.wrong(), "requests the backend did not understand");
    }

    private Muster muster(String mode) throws Exception {
        List<String> options = SinkView.set("backend", "type=convex", "url=" + backend.url(),
                "key_file=" + folder.resolve("key"), "mode=" + mode);
        return Muster.start(folder.resolve("data"), options.toArray(String[]::new));
    }

    private static List<String> people(int count) {
        return IntStream.range(0, count).mapToObj(i -> EVENT + " person-" + i).toList();
    }

    @Test
    void a_whole_event_offline_is_brought_by_one_sync_and_a_second_brings_nothing_new() throws Exception {
        try (Muster muster = muster("manual")) {
            SinkView.event(muster, EVENT);
            SinkView.checkIn(muster, EVENT, 0, 300);
            String list = muster.run("sinks", "list").good().out();
            assertTrue(list.contains("backend") && list.contains("convex") && list.contains("300"), list);

            // often enough for the pauses between the attempts to have grown: the next one must not sit them out
            for (int i = 0; i < 6; i++) {
                Outcome offline = muster.run("sync", "now");
                assertEquals(75, offline.code(), "something still waits: " + offline);
                assertTrue(offline.out().contains("300 records wait"), offline.out());
            }
            backend.up();
            Outcome online = muster.run("sync", "now", "--sink", "backend").good();
            assertTrue(online.out().contains("backend: complete: 300 delivered"), online.out());
            assertEquals(people(300), backend.attendance());
            assertEquals(300, backend.records(), "each once");

            muster.run("sync", "now").good();
            assertEquals(300, backend.records(), "a second sync sends nothing");

            String replayed = muster.run("sinks", "replay", "backend", "--after", "0").good().out();
            assertTrue(replayed.contains("300 records wait"), replayed);
            muster.run("sync", "now").good();
            assertEquals(600, backend.records());
            assertEquals(people(300), backend.attendance(), "once in effect");
            assertEquals(300, SinkView.one(muster, "backend").duplicates());
        }
    }

    @Test
    void what_comes_while_a_sync_runs_is_neither_lost_nor_doubled() throws Exception {
        backend.up();
        try (Muster muster = muster("manual")) {
            SinkView.event(muster, EVENT);
            SinkView.checkIn(muster, EVENT, 0, 800);
            try (Background sync = Background.start(muster, "sync", "now")) {
                SinkView.checkIn(muster, EVENT, 800, 400);
                Await.until("the sync ended", PATIENCE, () -> !sync.alive());
                assertTrue(sync.output().contains("complete"), sync.output());
            }
            assertTrue(backend.count() >= 800, () -> backend.count() + " of those that were there when it began");
            muster.run("sync", "now").good();
            assertEquals(people(1200), backend.attendance());
            assertEquals(1200, backend.records(), "each sent once");
            assertTrue(backend.batches().stream().allMatch(size -> size <= 500), () -> backend.batches().toString());
        }
    }

    @Test
    void a_connection_cut_after_the_backend_took_the_records_makes_nobody_come_twice() throws Exception {
        backend.up();
        backend.cutAfterTaking(2);
        try (Muster muster = muster("live")) {
            SinkView.event(muster, EVENT);
            SinkView.checkIn(muster, EVENT, 0, 100);
            SinkStatus done = SinkView.awaitDone(muster, "backend", PATIENCE);
            assertEquals(new HashSet<>(people(100)), new HashSet<>(backend.attendance()));
            assertEquals(100, backend.attendance().size());
            assertEquals(100, done.delivered() + done.duplicates());
            assertTrue(done.duplicates() > 0, "what it had already is told apart");
        }
    }

    @Test
    void a_restart_in_the_middle_goes_on_where_it_was() throws Exception {
        try (Muster muster = muster("live")) {
            SinkView.event(muster, EVENT);
            SinkView.checkIn(muster, EVENT, 0, 50);
            SinkView.awaitState(muster, "backend", SinkState.RETRYING);
            assertTrue(muster.run("sinks", "show", "backend").good().out().contains("50 records wait"));
        }
        backend.up();
        try (Muster muster = muster("live")) {
            SinkView.awaitDone(muster, "backend", PATIENCE);
        }
        try (Muster muster = muster("live")) {
            SinkView.checkIn(muster, EVENT, 50, 1);
            SinkView.awaitDone(muster, "backend", PATIENCE);
        }
        assertEquals(people(51), backend.attendance());
        assertEquals(51, backend.records(), "nothing was sent again");
    }

    @Test
    void a_wrong_key_stops_that_sink_only_and_a_mended_key_file_goes_on() throws Exception {
        backend.up();
        backend.rekey(OTHER_KEY);
        try (WebhookDouble hook = new WebhookDouble(1);
                Muster muster = withHook(hook)) {
            SinkView.event(muster, EVENT);
            SinkView.checkIn(muster, EVENT, 0, 20);
            SinkView.awaitState(muster, "backend", SinkState.STOPPED);
            SinkView.awaitDone(muster, "hook", PATIENCE);
            assertEquals(20, hook.count());

            String shown = muster.run("sinks", "show", "backend").good().out();
            assertTrue(shown.contains("stopped") && shown.contains(folder.resolve("key").toString()), shown);
            assertTrue(shown.contains("20 records wait"), shown);
            Outcome test = muster.run("sinks", "test", "backend");
            assertEquals(75, test.code(), test.out());

            Files.writeString(folder.resolve("key"), OTHER_KEY + "\n");
            String tried = muster.run("sinks", "test", "backend").good().out();
            assertTrue(tried.contains("is there"), tried);
            assertEquals(0, backend.count(), "a test delivers nothing");
            muster.run("sinks", "resume", "backend").good();
            SinkView.awaitDone(muster, "backend", PATIENCE);
            assertEquals(people(20), backend.attendance());
            assertEquals(20, hook.count());
        }
    }

    private Muster withHook(WebhookDouble hook) throws Exception {
        List<String> options = new ArrayList<>(SinkView.set("backend", "type=convex", "url=" + backend.url(),
                "key_file=" + folder.resolve("key")));
        options.addAll(SinkView.set("hook", "type=webhook", "url=" + hook.url(), "private_addresses=true",
                "secret_files=" + WebhookDouble.secret(folder.resolve("secret"))));
        return Muster.start(folder.resolve("data"), options.toArray(String[]::new));
    }

    @Test
    void a_paused_sink_gets_nothing_and_everything_when_it_is_resumed() throws Exception {
        backend.up();
        try (Muster muster = muster("live")) {
            SinkView.event(muster, EVENT);
            muster.run("sinks", "pause", "backend").good();
            SinkView.checkIn(muster, EVENT, 0, 10);
            Outcome sync = muster.run("sync", "now", "--sink", "backend");
            assertTrue(sync.code() != 0 && sync.err().contains("sinks resume backend"), sync.toString());
            assertEquals(0, backend.records());
        }
        try (Muster muster = muster("live")) {
            assertEquals(SinkState.PAUSED, SinkView.one(muster, "backend").state(), "also after a restart");
            muster.run("sinks", "resume", "backend").good();
            SinkView.awaitDone(muster, "backend", PATIENCE);
            assertEquals(people(10), backend.attendance());
        }
    }
}
