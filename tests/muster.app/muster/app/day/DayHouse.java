// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import muster.app.House;
import muster.app.config.ProfileConfig;
import muster.app.config.SinkConfig;
import muster.app.config.Target;
import muster.app.sink.DayDeliveries;
import muster.app.sink.Sinks;
import muster.app.terminal.Counters;
import muster.model.BranchSettings;
import muster.model.Bytes;
import muster.model.Fetched;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.PullSettings;
import muster.model.Source;
import muster.model.TerminalSettings;
import muster.model.ZoneFrom;

/// A house in Kolkata with one sink, and those who close its days. The 20th of November is the day.
final class DayHouse implements AutoCloseable {

    static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    /// Six in the morning after.
    static final Instant AFTER = Instant.parse("2026-11-21T00:30:00Z");
    static final String PULLED = "TSTPUL000001";
    static final String PUSHED = "TSTATT000001";

    final House house;
    final Shelf shelf = new Shelf();
    final Sinks sinks;
    final DayDeliveries deliveries;
    final DayView view;
    final Reconciler reconciler;
    final CloseOuts closeOuts;
    final CloseOutKey key;

    DayHouse(Path directory) throws Exception {
        this(directory, ProfileConfig.plain());
    }

    DayHouse(Path directory, ProfileConfig profile) throws Exception {
        house = new House(directory);
        SinkConfig config = new SinkConfig("hr", SinkConfig.Mode.LIVE, Duration.ofSeconds(30), SinkConfig.Begin.START,
                Optional.empty(), Duration.ofSeconds(1), Optional.of("some"), Set.of("punch"),
                new Target.Convex(null, null, null));
        sinks = Sinks.start(List.of(new Sinks.Configured(config, shelf)), Map.of("some", profile), house.journal,
                house.terminals, house.clock, new Random(1));
        deliveries = new DayDeliveries(house.journal, sinks, house.clock);
        view = new DayView(house.journal, house.terminals, house.branches, new Counters(house.contacts),
                House.KOLKATA, house.clock);
        key = CloseOutKey.open(directory.resolve("closeout.key"));
        reconciler = new Reconciler(view, deliveries, house.fetchOrders, house.journal, house.clock);
        closeOuts = new CloseOuts(view, deliveries, house.journal, key, "test", house.clock);
    }

    void branch(String id) throws Exception {
        house.branches.add(new BranchSettings(id, "Branch " + id, null), "test");
    }

    void pulled(String serial, String branch) throws Exception {
        house.terminals.add(new TerminalSettings(serial, null, null, null, branch,
                PullSettings.at("127.0.0.1", 1)), "test");
    }

    void pushed(String serial, String branch) throws Exception {
        house.terminals.add(new TerminalSettings(serial, null, null, null, branch, null), "test");
    }

    /// Punches of the day, one each second from eight on.
    void punches(String serial, String pin, int count) throws Exception {
        List<Punch> punches = java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> punch(serial, pin, DAY.atTime(8, 0).plusSeconds(i)))
                .toList();
        house.journal.append(punches);
    }

    static Punch punch(String serial, String pin, LocalDateTime local) {
        return new Punch(Source.PUSH, serial, pin, local, ZoneOffset.ofHoursMinutes(5, 30), "Asia/Kolkata",
                ZoneFrom.CONFIG, LocalTimeFit.EXACT, local.toInstant(ZoneOffset.ofHoursMinutes(5, 30)), 0, 1, "",
                Bytes.of(pin + "\t" + local));
    }

    void heard(String serial) throws Exception {
        house.contacts.heard(serial, InetAddress.getByName("192.0.2.7"));
    }

    /// A read of a terminal's log that ended now and took a second.
    void read(String serial, long records, Long counter, boolean complete, String detail) {
        long missing = complete || counter == null ? 0 : counter - records;
        house.fetches.done(new Fetched(serial, complete, records, 0, records, 0, 0, counter, missing, 1000, detail,
                "poll", house.clock.instant()));
    }

    /// Waits until the sink has looked at everything.
    void delivered() throws Exception {
        long end = System.nanoTime() + 30_000_000_000L;
        while (sinks.all().getFirst().cursor() < house.journal.head()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the sink is stuck: " + sinks.all());
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        sinks.close();
        house.close();
    }
}
