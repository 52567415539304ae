// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import muster.app.alert.Alerts;
import muster.app.alert.Rules;
import muster.app.channel.Channels;
import muster.app.channel.Heartbeat;
import muster.app.config.Config;
import muster.app.config.HeartbeatConfig;
import muster.app.door.DoorView;
import muster.app.gathering.Gatherings;
import muster.app.http.DoorSide;
import muster.app.http.WatchSide;
import muster.app.sink.Sinks;
import muster.app.terminal.BranchView;
import muster.app.terminal.Branches;
import muster.app.terminal.Terminals;
import muster.app.watch.ArrivalsGauge;
import muster.app.watch.BackupsGauge;
import muster.app.watch.BranchesGauge;
import muster.app.watch.CertificatesGauge;
import muster.app.watch.ChannelsGauge;
import muster.app.watch.Components;
import muster.app.watch.EventsGauge;
import muster.app.watch.HeldGauge;
import muster.app.watch.Instruments;
import muster.app.watch.JournalGauge;
import muster.app.watch.KnownSubjects;
import muster.app.watch.OwnComponents;
import muster.app.watch.Past;
import muster.app.watch.Recent;
import muster.app.watch.Reports;
import muster.app.watch.Sampler;
import muster.app.watch.ScannerGauge;
import muster.app.watch.SeedGauge;
import muster.app.watch.SinksGauge;
import muster.app.watch.Subjects;
import muster.app.watch.TerminalsGauge;
import muster.app.watch.Watch;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.ChannelList;
import muster.model.Gathering;
import muster.model.GatheringStatus;

/// The wiring of everything that is measured, of the alerts, and of the channels by which people are told. Closed
/// in the reverse order.
final class Lookout implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Lookout.class.getName());

    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final Watch watch;
    private final Channels channels;
    private final Alerts alerts;
    private final BooleanSupplier well;
    private final InstantSource clock;
    private HeartbeatConfig beating;
    private Heartbeat heartbeat;
    private final WatchSide side;
    private final Components components;
    private final Sampler sampler;
    private final List<Worker> workers = new CopyOnWriteArrayList<>();

    /// @param recent what happened lately
    Lookout(Config config, String version, Journal journal, Terminals terminals, Branches branches,
            BranchView branchView, Sinks sinks, DoorSide door, Recent recent, InstantSource clock)
            throws JournalException {
        Path data = config.data();
        OwnComponents own =
                new OwnComponents(journal::health, JournalGauge.diskOf(data), door.scanner(), sinks::all);
        components = new Components(journal, own, clock, System::nanoTime);
        watch = new Watch(journal, terminals, recent, sinks::summary, config.time().zone(), version, clock,
                components::list, journal.records().watching()::alerts, sinks::all);
        Subjects subjects = new KnownSubjects(terminals, branches, id -> event(door.gatherings(), id));
        Instruments instruments = new Instruments(journal::head, clock)
                .add(new SeedGauge(watch::metrics, watch.started()))
                .add(new JournalGauge(journal::health, journal.records()::fileBytes, JournalGauge.diskOf(data)))
                .add(new HeldGauge(journal.records()))
                .add(new ArrivalsGauge(recent, subjects))
                .add(new TerminalsGauge(
                        terminals::list, watch.started(), config.pull().poll(), config.time().zone()))
                .add(new BranchesGauge(branchView::list))
                .add(new SinksGauge(sinks::all))
                .add(new ScannerGauge(door.scanner()))
                .add(new EventsGauge(() -> current(door.gatherings(), door.view())))
                .add(components);
        config.watched().backups().ifPresent(folder -> instruments.add(new BackupsGauge(folder, watch.started())));
        instruments.add(new CertificatesGauge(Planes.certificates(config)));
        channels = Channels.start(
                config.channels(), journal, config.time().zone(), clock, RandomGenerator.getDefault());
        instruments.add(new ChannelsGauge(() -> new ChannelList(channels.all())));
        alerts = Alerts.open(Rules.of(config.rules()), instruments::now, subjects, journal,
                config.alertsRepeat(), config.time().zone(), clock);
        side = new WatchSide(instruments, components, new Reports(journal, config.time().zone(), clock),
                new Past(journal.records().watching(), instruments), alerts, channels);
        sampler = new Sampler(instruments, journal);
        well = () -> journal.health().ok();
        this.clock = clock;
        beating = config.heartbeat();
        heartbeat = Heartbeat.start(beating, well, clock);
    }

    /// Begins to measure, and to tell of what is wrong. To be called once, when everything is there to be measured: the
    /// first look takes processor time that the start needs.
    void begin() {
        workers.add(Worker.start("samples", sampler::run));
        workers.add(Worker.start("components", () -> sweep(components)));
        workers.add(Worker.start("alerts", alerts::follow));
    }

    private static Optional<String> event(Gatherings gatherings, String id) {
        return gatherings.all().stream().filter(each -> each.id().equals(id)).map(Gathering::name).findFirst();
    }

    private static Optional<GatheringStatus> current(Gatherings gatherings, DoorView view) throws JournalException {
        Optional<Gathering> current = gatherings.current();
        return current.isEmpty() ? Optional.empty() : Optional.of(view.status(current.get()));
    }

    private static void sweep(Components components) throws InterruptedException {
        while (true) {
            Thread.sleep(SWEEP);
            try {
                components.sweep();
            } catch (JournalException e) {
                LOG.log(Level.DEBUG, "that a component is stale is noted later: {0}", e.getMessage());
            }
        }
    }

    /// Goes on with the rules, channels and sign of life of another configuration.
    synchronized void change(Config config) throws InterruptedException {
        alerts.change(Rules.of(config.rules()), config.alertsRepeat());
        channels.change(config.channels());
        if (!config.heartbeat().equals(beating)) {
            beating = config.heartbeat();
            heartbeat.close();
            heartbeat = Heartbeat.start(beating, well, clock);
        }
    }

    /// The threads of it that must not end.
    List<Worker> workers() {
        return List.copyOf(workers);
    }

    /// How this muster is doing.
    Watch watch() {
        return watch;
    }

    /// What of it the API opens.
    WatchSide side() {
        return side;
    }

    @Override
    public synchronized void close() {
        heartbeat.close();
        workers.reversed().forEach(Worker::close);
        channels.close();
    }
}
