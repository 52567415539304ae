// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import muster.model.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many clients, and clients that do not read.
class StreamCrowdTest {

    private static final String SERIAL = "TSTATT000001";

    /// More than the buffers of a connection hold, on both sides.
    private static final int NOTICES = 1200;

    @TempDir
    Path directory;

    private static List<Notice> floodOfNotices() {
        return Collections.nCopies(NOTICES, OpenHouse.notice("x".repeat(12_000)));
    }

    /// A client that asks for everything and reads nothing.
    private static Wire stuck(OpenHouse open) throws IOException {
        return new Wire(open.port(), 4096).request("/api/stream");
    }

    private static void close(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @Test
    void aHundredClientsGetEverythingAlthoughSomeOfThemDoNotRead() throws Exception {
        try (OpenHouse open = new OpenHouse(directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Wire> stuck = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                stuck.add(stuck(open));
            }
            List<Wire> readers = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                readers.add(Wire.stream(open.port(), i % 2 == 0 ? "/devices/events" : "/api/stream?kinds=punch"));
            }
            Await.until("all follow", () -> open.api.streams() == 100);
            List<Future<List<Long>>> received = new ArrayList<>();
            for (Wire reader : readers) {
                Callable<List<Long>> read = () -> ids(reader, 300);
                received.add(threads.submit(read));
            }

            open.house.journal.append(floodOfNotices());
            for (int i = 0; i < 30; i++) {
                open.punches(SERIAL, "7", i * 10, 10);
                assertEquals(200, open.get("/api/status").statusCode());
            }

            List<Long> expected = LongStream.rangeClosed(NOTICES + 1, NOTICES + 300).boxed().toList();
            for (Future<List<Long>> ids : received) {
                assertEquals(expected, ids.get());
            }
            assertEquals(100, open.api.streams(), "nobody was cut off so soon");
            close(readers);
            close(stuck);
        }
    }

    private static List<Long> ids(Wire wire, int count) throws IOException {
        List<Long> ids = new ArrayList<>();
        while (ids.size() < count) {
            ids.add(wire.message().id());
        }
        return ids;
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndMissesNothingWhenItComesBack() throws Exception {
        ApiSettings impatient = OpenHouse.withStreams(10, Duration.ofSeconds(15), Duration.ofSeconds(1));
        try (OpenHouse open = new OpenHouse(directory, impatient);
                Wire idle = Wire.stream(open.port(), "/devices/events");
                Wire stuck = stuck(open)) {
            Await.until("both follow", () -> open.api.streams() == 2);
            open.house.journal.append(floodOfNotices());
            Await.until("one is cut off, and not the one that is merely idle", () -> open.api.streams() == 1);

            stuck.head();
            List<Long> received = new ArrayList<>();
            assertThrows(IOException.class, () -> {
                while (true) {
                    received.add(stuck.message().id());
                }
            });
            assertTrue(received.size() < NOTICES, "or it was never stuck");
            long last = received.isEmpty() ? 0 : received.getLast();
            try (Wire back = Wire.stream(open.port(), "/api/stream", "Last-Event-ID: " + last)) {
                received.addAll(ids(back, NOTICES - received.size()));
            }
            assertEquals(LongStream.rangeClosed(1, NOTICES).boxed().toList(), received);
            open.punches(SERIAL, "7", 0, 1);
            assertEquals(NOTICES + 1, idle.message().id());
        }
    }

    @Test
    void aClientIsStuckWhenItWritesAndGetsNoFurther() {
        Stall stuck = new Stall();
        assertEquals(List.of(0, 1, 2, 3), List.of(
                stuck.look(true, 7), stuck.look(true, 7), stuck.look(true, 7), stuck.look(true, 7)));
        assertEquals(0, stuck.look(true, 8), "slow, but it gets on");
        Stall idle = new Stall();
        assertEquals(List.of(0, 0, 0), List.of(idle.look(false, 7), idle.look(false, 7), idle.look(false, 7)));
    }

    @Test
    void closingEndsEveryStreamBehindAWholeMessage() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                wires.add(Wire.stream(open.port(), i % 2 == 0 ? "/devices/events" : "/api/stream"));
            }
            Await.until("all follow", () -> open.api.streams() == 50);
            open.punches(SERIAL, "7", 0, 20);
            assertTimeoutPreemptively(Duration.ofSeconds(10), open.api::close);
            assertEquals(0, open.api.streams());
            for (Wire wire : wires) {
                long last = 0;
                for (Wire.Message message = wire.message(); message != null; message = wire.message()) {
                    assertEquals(++last, message.id());
                }
            }
            close(wires);
            assertThrows(IOException.class, () -> Wire.stream(open.port(), "/healthz"));
        }
    }

    @Test
    void closingDoesNotWaitForAClientThatDoesNotRead() throws Exception {
        OpenHouse open = new OpenHouse(directory);
        try (Wire stuck = stuck(open); Wire reader = Wire.stream(open.port(), "/api/stream")) {
            Await.until("both follow", () -> open.api.streams() == 2);
            open.house.journal.append(floodOfNotices());
            assertEquals(NOTICES, ids(reader, NOTICES).size());
            assertTimeoutPreemptively(Duration.ofSeconds(20), open::close);
            stuck.head();
            assertThrows(IOException.class, () -> ids(stuck, NOTICES), "it was cut in the middle");
        }
    }

    @Test
    void aStreamEndsWhenTheJournalIsClosed() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = Wire.stream(open.port(), "/api/stream")) {
            Await.until("it follows", () -> open.api.streams() == 1);
            open.house.journal.close();
            Await.until("it has ended", () -> open.api.streams() == 0);
            assertEquals(null, wire.message());
        }
    }
}
