// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Streams: whoever comes back with the last number he saw misses nothing and sees nothing twice.
class FollowTest {

    private static final String SERIAL = "TSTATT000001";

    /// More than what the daemon keeps in memory.
    private static final int MANY = 3000;

    @TempDir
    Path data;

    private static long head(Muster muster) throws Exception {
        return muster.get("/api/status").getAsJsonObject().get("head").getAsLong();
    }

    private static int streams(Muster muster) throws Exception {
        return muster.get("/api/status").getAsJsonObject().get("streams").getAsInt();
    }

    private static List<Long> upTo(long head) {
        return LongStream.rangeClosed(1, head).boxed().toList();
    }

    private static List<String> times(Follower follower) {
        return follower.messages().stream()
                .map(message -> message.json().get("timestamp").getAsString())
                .toList();
    }

    private static List<String> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(Punches::time).toList();
    }

    private static Set<String> kinds(Follower follower) {
        return follower.messages().stream()
                .map(message -> message.json().get("kind").getAsString())
                .collect(Collectors.toSet());
    }

    @Test
    void everything_there_ever_was_can_be_had_from_the_beginning() throws Exception {
        try (Muster muster = Muster.accepting(data)) {
            assertEquals("OK: " + MANY, muster.upload(SERIAL, Punches.lines(0, MANY)).body());
            long head = head(muster);
            try (Follower all = Follower.open(muster, "/api/stream?after=0");
                    Follower punches = Follower.open(muster, "/devices/events?after=0")) {
                assertEquals(upTo(head), all.await((int) head).ids());
                punches.await(MANY);
                assertEquals(range(0, MANY), times(punches));

                muster.upload(SERIAL, Punches.lines(MANY, 1));
                assertEquals(head + 1, all.await((int) head + 1).ids().getLast(), "and goes on live");
                assertEquals(head + 1, punches.await(MANY + 1).ids().getLast());
            }
        }
    }

    @Test
    void a_client_resumes_behind_the_number_it_saw_last_even_after_a_restart() throws Exception {
        String last;
        try (Muster muster = Muster.accepting(data);
                Follower screen = Follower.open(muster, "/devices/events")) {
            muster.upload(SERIAL, Punches.lines(0, 10));
            last = Long.toString(screen.await(10).ids().get(6));
            muster.upload(SERIAL, Punches.lines(10, MANY));
        }
        try (Muster muster = Muster.accepting(data);
                Follower screen = Follower.open(muster, "/devices/events", last)) {
            muster.upload(SERIAL, Punches.lines(10 + MANY, 1));
            assertEquals(range(7, 10 + MANY + 1), times(screen.await(3 + MANY + 1)));
        }
    }

    @Test
    void a_client_that_loses_its_connection_again_and_again_misses_nothing_and_sees_nothing_twice() throws Exception {
        List<Long> seen = new ArrayList<>();
        try (Muster muster = Muster.accepting(data);
                Load load = Load.start(muster.terminals(), 4)) {
            String last = "0";
            for (int i = 0; i < 20; i++) {
                try (Follower screen = Follower.open(muster, "/api/stream?after=0", last)) {
                    screen.await(1 + 7 * i % 40);
                    List<Long> ids = screen.ids();
                    seen.addAll(ids);
                    last = Long.toString(ids.getLast());
                }
            }
            load.finish();
            long head = head(muster);
            try (Follower screen = Follower.open(muster, "/api/stream?after=0", last)) {
                Await.until("it has caught up", () -> screen.count() > 0 && screen.ids().getLast() >= head);
                seen.addAll(screen.ids());
            }
            assertEquals(upTo(seen.getLast()), seen);
        }
    }

    @Test
    void only_the_kinds_and_the_terminal_that_were_asked_for_come() throws Exception {
        try (Muster muster = Muster.accepting(data);
                Follower all = Follower.open(muster, "/api/stream");
                Follower contacts = Follower.open(muster, "/api/stream?kinds=contact,terminal");
                Follower other = Follower.open(muster, "/devices/events?terminal=TSTATT000002")) {
            muster.upload(SERIAL, Punches.lines(0, 5));
            muster.upload("TSTATT000002", Punches.lines(0, 2));
            muster.upload(SERIAL, Punches.lines(5, 5));
            long head = head(muster);
            all.await((int) head);
            contacts.await(all.count() - 12);
            assertTrue(kinds(all).containsAll(Set.of("punch", "contact", "terminal")), kinds(all).toString());
            assertEquals(Set.of("contact", "terminal"), kinds(contacts));
            assertEquals(range(0, 2), times(other.await(2)));
            HttpResponse<String> wrong = muster.ask("GET", "/api/stream?kinds=punsh", null);
            assertEquals(422, wrong.statusCode());
            assertTrue(wrong.body().contains("punch"), "the known kinds are named");
        }
    }

    @Test
    void silence_is_broken_by_comments_that_move_the_position_on() throws Exception {
        try (Muster muster = Muster.accepting(data, "--set", "api.keepalive=1s");
                Follower nothing = Follower.open(muster, "/api/stream?kinds=quarantine")) {
            Await.until("a comment comes", () -> nothing.comments().contains(": keepalive"));
            muster.upload(SERIAL, Punches.lines(0, 5));
            String head = Long.toString(head(muster));
            Await.until("the position has moved", () -> nothing.lastId().equals(head));
            assertEquals(0, nothing.count());
        }
    }

    @Test
    void a_client_too_many_is_told_to_come_later() throws Exception {
        try (Muster muster = Muster.accepting(data, "--set", "api.streams=2", "--set", "api.keepalive=1s");
                Follower screen = Follower.open(muster, "/api/stream")) {
            try (Follower other = Follower.open(muster, "/devices/events")) {
                HttpResponse<String> third = muster.ask("GET", "/devices/events", null);
                assertEquals(503, third.statusCode());
                assertTrue(third.headers().firstValue("Retry-After").isPresent());
                assertTrue(third.body().contains("/problems/busy"), third.body());
                assertTrue(!other.ended());
            }
            // that one has gone is noticed at the next keepalive, at the latest
            Await.until("a place is free", () -> streams(muster) == 1);
            try (Follower third = Follower.open(muster, "/devices/events")) {
                assertTrue(!third.ended() && !screen.ended());
            }
        }
    }

    @Test
    void a_client_that_does_not_read_is_cut_off_and_misses_nothing_when_it_comes_back() throws Exception {
        try (Muster muster = Muster.accepting(data, "--set", "api.stall=1s");
                Raw deaf = Raw.narrow(muster.api());
                Follower screen = Follower.open(muster, "/devices/events")) {
            deaf.send("GET /devices/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            Await.until("both follow", () -> streams(muster) == 2);
            for (int first = 0; first < 20_000; first += MANY) {
                muster.upload(SERIAL, Punches.lines(first, MANY));
            }
            screen.await(21_000);
            Await.until("it is cut off", () -> streams(muster) == 1);
            try (Follower again = Follower.open(muster, "/devices/events?after=0")) {
                assertEquals(screen.ids(), again.await(21_000).ids());
            }
        }
    }
}
