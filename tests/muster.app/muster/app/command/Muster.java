// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import muster.app.House;
import muster.app.http.ApiServer;
import muster.app.http.ApiSettings;
import muster.app.sink.SinkSet;
import muster.app.sink.Sinks;
import muster.app.terminal.TerminalRules;
import muster.app.watch.WatchPost;
import muster.model.Bytes;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Source;
import muster.model.ZoneFrom;

/// A real muster with its API on a free port, for commands to ask.
final class Muster implements AutoCloseable {

    static final String SERIAL = "TSTATT000001";

    final House house;
    final Sinks sinks;
    private final ApiServer api;
    private final WatchPost post;
    private final Thread recent;

    Muster(Path directory) throws Exception {
        this(directory, null, Duration.ofSeconds(15));
    }

    /// A muster with sinks.
    Muster(Path directory, Function<House, Sinks> sinks) throws Exception {
        this(directory, null, Duration.ofSeconds(15), sinks);
    }

    /// @param key the API's key, or null
    Muster(Path directory, String key, Duration keepalive) throws Exception {
        this(directory, key, keepalive, SinkSet::none);
    }

    private Muster(Path directory, String key, Duration keepalive, Function<House, Sinks> with) throws Exception {
        house = new House(
                directory,
                new TerminalRules(TerminalRules.Unknown.HOLD, Duration.ZERO, List.of(), House.KOLKATA),
                null);
        sinks = with.apply(house);
        post = new WatchPost(house, sinks, directory);
        recent = Thread.ofVirtual().start(() -> {
            try {
                post.recent.follow();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ApiSettings settings = new ApiSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), key, 100,
                keepalive, Duration.ofSeconds(60), "9.9.9", List.of());
        house.hear();
        api = ApiServer.open(settings, house.journal, post.watch, house.terminalSide(), house.doorSide(),
                house.sinkSide(sinks), post.side, house.push,
                InstantSource.system());
    }

    String url() {
        return "http://127.0.0.1:" + api.address().getPort();
    }

    /// A punch of a person at a terminal in Kolkata, some seconds after eight.
    static Punch punch(String terminal, String pin, int second) {
        LocalDateTime local = LocalDateTime.of(2026, 11, 20, 8, 0).plusSeconds(second);
        return new Punch(Source.PUSH, terminal, pin, local, ZoneOffset.ofHoursMinutes(5, 30), "Asia/Kolkata",
                ZoneFrom.CONFIG, LocalTimeFit.EXACT, Instant.parse("2026-11-20T02:30:00Z").plusSeconds(second), 0, 1,
                "", Bytes.of(pin + "\t2026-11-20 08:00\t0\t1"));
    }

    /// Journals so many punches of one person.
    void punches(String terminal, String pin, int from, int count) throws Exception {
        house.journal.append(IntStream.range(from, from + count).mapToObj(i -> punch(terminal, pin, i)).toList());
    }

    @Override
    public void close() {
        api.close();
        post.close();
        sinks.close();
        recent.interrupt();
        house.close();
    }
}
