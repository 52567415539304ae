// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import muster.app.House;
import muster.app.alert.Alerts;
import muster.app.alert.Rules;
import muster.app.channel.Channels;
import muster.app.http.WatchSide;
import muster.app.sink.Sinks;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.GatheringStatus;

/// Everything that is measured in a house, wired as in the daemon.
public final class WatchPost implements AutoCloseable {

    public final Recent recent;
    public final Watch watch;
    public final Subjects subjects;
    public final WatchSide side;
    private final House house;
    private final AtomicLong nanos = new AtomicLong();

    /// @param disk a folder on the journal's disk
    public WatchPost(House house, Sinks sinks, Path disk) throws JournalException {
        this.house = house;
        recent = new Recent(house.journal, House.KOLKATA, house.clock.instant());
        OwnComponents own = new OwnComponents(house.journal::health, JournalGauge.diskOf(disk),
                house.doorSide().scanner(), sinks::all);
        Components components = new Components(house.journal, own, house.clock, nanos::get);
        watch = new Watch(house.journal, house.terminals, recent, sinks::summary, House.KOLKATA, "9.9.9",
                house.clock, components::list, house.journal.records().watching()::alerts, sinks::all);
        subjects = new KnownSubjects(house.terminals, house.branches,
                id -> house.gatherings.find(id).map(Gathering::name));
        Instruments instruments = new Instruments(house.journal::head, house.clock)
                .add(new SeedGauge(watch::metrics, watch.started()))
                .add(new JournalGauge(
                        house.journal::health, house.journal.records()::fileBytes, JournalGauge.diskOf(disk)))
                .add(new HeldGauge(house.journal.records()))
                .add(new ArrivalsGauge(recent, subjects))
                .add(new TerminalsGauge(
                        house.terminals::list, watch.started(), Duration.ofMinutes(5), House.KOLKATA))
                .add(new BranchesGauge(house.branchView::list))
                .add(new SinksGauge(sinks::all))
                .add(new ScannerGauge(house.doorSide().scanner()))
                .add(new EventsGauge(this::event))
                .add(components);
        side = new WatchSide(instruments, components, new Reports(house.journal, House.KOLKATA, house.clock),
                new Past(house.journal.records().watching(), instruments),
                Alerts.open(Rules.of(List.of()), instruments::now, subjects, house.journal, Duration.ofMinutes(5),
                        House.KOLKATA, house.clock),
                Channels.start(List.of(), house.journal, House.KOLKATA, house.clock, new Random(1)));
    }

    private Optional<GatheringStatus> event() throws JournalException {
        Optional<Gathering> current = house.gatherings.current();
        return current.isEmpty() ? Optional.empty() : Optional.of(house.doorView.status(current.get()));
    }

    /// Moves the clocks on, and looks which components are stale.
    public void pass(Duration time) throws JournalException, InterruptedException {
        house.pass(time);
        nanos.addAndGet(time.toNanos());
        side.components().sweep();
    }

    /// Keeps what is measured now.
    public void sample() throws JournalException, InterruptedException {
        new Sampler(side.instruments(), house.journal).sample();
    }

    @Override
    public void close() {
        side.channels().close();
    }
}
