// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;
import muster.app.config.KeyFile;
import muster.app.config.Photos;
import muster.app.day.CloseOutKey;
import muster.app.day.CloseOuts;
import muster.app.day.DayView;
import muster.app.day.Reconciler;
import muster.app.http.AccessSettings;
import muster.app.http.ApiServer;
import muster.app.http.ApiSettings;
import muster.app.http.DaySide;
import muster.app.http.DoorSide;
import muster.app.http.SinkSide;
import muster.app.http.TerminalSide;
import muster.app.intake.Intake;
import muster.app.intake.TimeRules;
import muster.app.keep.AnchorBook;
import muster.app.privacy.Retention;
import muster.app.pull.ClockHistory;
import muster.app.pull.FetchOrders;
import muster.app.pull.Fleet;
import muster.app.pull.PullRules;
import muster.app.pull.Trade;
import muster.app.sink.DayDeliveries;
import muster.app.sink.Explainer;
import muster.app.sink.Sinks;
import muster.app.source.BindingKeys;
import muster.app.source.CommandPolls;
import muster.app.source.Handshake;
import muster.app.source.HandshakeSettings;
import muster.app.source.PhotoFolder;
import muster.app.source.PushSource;
import muster.app.source.RegistryCodes;
import muster.app.source.Uploads;
import muster.app.source.Warnings;
import muster.app.terminal.BranchView;
import muster.app.terminal.Branches;
import muster.app.terminal.CommandPlaces;
import muster.app.terminal.CommandQueue;
import muster.app.terminal.CommandTexts;
import muster.app.terminal.Contacts;
import muster.app.terminal.Counters;
import muster.app.terminal.Fetches;
import muster.app.terminal.GivenOffsets;
import muster.app.terminal.OpenCommands;
import muster.app.terminal.TerminalRules;
import muster.app.terminal.Terminals;
import muster.app.watch.Measures;
import muster.app.watch.NumberGauge;
import muster.app.watch.Recent;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.StatusReport;
import muster.zk.http.Limits;
import muster.zk.http.Listener;
import muster.zk.http.ListenerSettings;
import muster.zk.http.Service;
import muster.zk.http.Times;
import muster.zk.push.TransFlag;

/// The wiring: everything that runs, in the order it is started; it is closed in the reverse order.
final class Daemon {

    private static final Logger LOG = System.getLogger(Daemon.class.getName());

    /// How long requests of terminals may go on when muster ends; whoever is cut off sends again.
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Config config;
    private final String version;
    private final PrintStream out;
    private final InstantSource clock;
    private final ConfigReader reader;
    private final Supervisor supervisor;

    /// @param reader reads the same configuration again
    /// @param supervisor who is told how it goes
    Daemon(Config config, String version, PrintStream out, InstantSource clock, ConfigReader reader,
            Supervisor supervisor) {
        this.config = config;
        this.version = version;
        this.out = out;
        this.clock = clock;
        this.reader = reader;
        this.supervisor = supervisor;
    }

    /// Runs until the process is asked to end.
    ///
    /// @throws JournalException if the journal cannot be opened
    /// @throws IOException if a port or file cannot be opened; the message names it
    void run() throws ConfigException, JournalException, IOException, InterruptedException {
        Planes planes = new Planes(config, clock, System::nanoTime);
        try (Shutdown shutdown = Shutdown.open();
                Journal journal = Journal.open(journalSettings(), clock)) {
            // meanwhile, on the other core: trying the key takes as long as opening the journal
            FutureTask<CloseOutKey> signing =
                    new FutureTask<>(() -> CloseOutKey.open(config.data().resolve("closeout.key")));
            Thread.ofVirtual().name("closeout-key").start(signing);
            OpenCommands open = new OpenCommands(journal.records());
            Contacts contacts = new Contacts(journal, config.push().delay(), clock);
            Branches branches = new Branches(journal, clock);
            Fetches fetches = new Fetches(journal, clock);
            Terminals terminals =
                    new Terminals(journal, contacts, open, branches, fetches, terminalRules(), clock);
            CommandTexts texts = new CommandTexts(journal, terminals, contacts, clock);
            CommandQueue queue = new CommandQueue(
                    journal, terminals, open, texts, config.push().commandExpiry(), config.push().delay(), clock);
            TimeRules times = new TimeRules(config.time().earliest(), config.time().future());
            Intake intake = new Intake(journal, terminals, times, clock);
            GivenOffsets offsets = new GivenOffsets();
            Recent recent = new Recent(journal, config.time().zone(), clock.instant());
            Service push = planes.guarded(
                    pushSource(journal, contacts, terminals, queue, intake, offsets, planes.commands()), paths());
            Trade trade = new Trade(journal, intake, terminals, contacts, fetches, queue, clock);
            BranchView branchView =
                    new BranchView(branches, terminals, journal.records(), terminalRules(), clock);
            ClockHistory clocks = new ClockHistory(journal.records());
            try (Fleet fleet = Fleet.start(terminals, trade, pullRules(), RandomGenerator.getDefault());
                    FetchOrders orders = new FetchOrders(fleet, terminals, branches);
                    Sinks sinks = sinks(journal, terminals);
                    Entrance entrance = Entrance.open(config, journal, clock, System::nanoTime, sinks::isSyncing);
                    Lookout lookout = new Lookout(config, version, journal, terminals, branches, branchView, sinks,
                            entrance.side(), recent, clock);
                    Listener listener = listener(push);
                    Listener secured = planes.secured(push, listenerSettings());
                    ApiServer api = apiServer(planes.api(), journal, lookout,
                            new TerminalSide(terminals, queue, intake, branchView, branches, orders, clocks),
                            entrance.side(), new SinkSide(sinks, new Explainer(journal, terminals, clocks, sinks),
                                    daySide(journal, terminals, branches, contacts, sinks, orders, opened(signing))),
                            push);
                    Worker following = Worker.start("recent", recent::follow);
                    Worker _ = Worker.start("retention", new Retention(journal, config.retention().kept(),
                            config.retention().photos(), clock)::run);
                    Worker keeping = Worker.start("housekeeping", new Housekeeping(journal, contacts, terminals, queue,
                            offsets, () -> intake.replay() + entrance.side().door().replay(), clock)::run)) {
                lookout.side().instruments().add(new NumberGauge(Measures.SSE_CLIENTS, api::streams));
                Reload reload = new Reload(reader, supervisor, changed -> take(changed, lookout));
                HangupSignal.take(reload::ask);
                ready(api.address(), listener.address(), secured);
                lookout.begin();
                Pulse pulse = new Pulse(supervisor, signs(journal, listener, api, () -> Stream.of(
                        List.of(following, keeping), lookout.workers(), entrance.workers()).flatMap(List::stream)
                        .toList()), List.of(Signs.disk(journal)), () -> status(lookout));
                try (Worker _ = Worker.start("reload", reload::run); Worker _ = Worker.start("pulse", pulse::run);
                        Keeping _ = Keeping.start(config, opened(signing), journal, clock)) {
                    shutdown.await();
                }
                supervisor.stopping();
                LOG.log(Level.INFO, "muster ends");
            }
        }
    }

    private static List<Pulse.Sign> signs(Journal journal, Listener listener, ApiServer api,
            Supplier<List<Worker>> workers) {
        return List.of(Signs.journal(journal), Signs.workers(workers),
                Signs.holds(listener::isAccepting, "nobody takes the terminals' connections any more"),
                Signs.answers(api.address()));
    }

    private static CloseOutKey opened(FutureTask<CloseOutKey> key) throws IOException, InterruptedException {
        try {
            return key.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException unreadable ? unreadable : new IOException(e.getCause());
        }
    }

    private static void take(Config changed, Lookout lookout) throws InterruptedException {
        Logs.threshold(changed.logLevel());
        lookout.change(changed);
    }

    /// For `systemctl status`.
    private static String status(Lookout lookout) throws JournalException {
        StatusReport now = lookout.watch().report(0);
        return "%d of %d terminals online, %d wait for approval; %d records wait for sinks; %d alerts fire".formatted(
                now.terminalsOnline(), now.terminals(), now.terminalsPending(), now.metrics().queueSize(),
                now.alertsFiring());
    }

    private DaySide daySide(Journal journal, Terminals terminals, Branches branches, Contacts contacts, Sinks sinks,
            FetchOrders orders, CloseOutKey key) throws IOException {
        DayView view = new DayView(
                journal, terminals, branches, new Counters(contacts), config.time().zone(), clock);
        DayDeliveries deliveries = new DayDeliveries(journal, sinks, clock);
        return new DaySide(
                new Reconciler(view, deliveries, orders, journal, clock),
                new CloseOuts(view, deliveries, journal, key, instance(), clock),
                AnchorBook.in(config.data()));
    }

    /// What this muster is called in what it signs: the machine's name, without asking anybody on the network for it.
    private static String instance() throws IOException {
        Path name = Path.of("/proc/sys/kernel/hostname");
        return Files.isReadable(name) ? Files.readString(name).strip() : "muster";
    }

    private void ready(InetSocketAddress api, InetSocketAddress terminals, Listener secured) {
        LOG.log(Level.INFO, "muster {0} is ready; the journal is {1}", version, journalSettings().file());
        LOG.log(Level.INFO, "point terminals at port {0} of this machine; unknown ones: {1}",
                Integer.toString(terminals.getPort()), config.push().unknown().name().toLowerCase());
        out.println("ready api=" + text(api) + " terminals=" + text(terminals)
                + (secured == null ? "" : " terminals_tls=" + text(secured.address())));
        out.flush();
        supervisor.ready();
    }

    private PushSource pushSource(
            Journal journal,
            Contacts contacts,
            Terminals terminals,
            CommandQueue queue,
            Intake intake,
            GivenOffsets offsets,
            CommandPlaces places)
            throws IOException {
        RegistryCodes codes = RegistryCodes.open(config.data().resolve("registry.key"));
        HandshakeSettings settings = new HandshakeSettings(
                config.push().delay(), config.push().errorDelay(), content());
        Path photos = config.push().photos() == Photos.KEEP ? config.data().resolve("photos") : null;
        return new PushSource(
                terminals,
                contacts,
                new Handshake(
                        terminals, journal.records(), offsets, codes, new BindingKeys(journal), settings),
                new Uploads(journal, intake, terminals, contacts, new PhotoFolder(photos), new Warnings(journal)),
                new CommandPolls(queue, terminals, contacts, journal.records(), places),
                paths(),
                clock);
    }

    private Set<String> paths() {
        return config.push().paths().stream().map(String::toLowerCase).collect(Collectors.toSet());
    }

    private TransFlag content() {
        return switch (config.push().content()) {
            case OPERATIONS -> TransFlag.PUNCHES_AND_OPERATIONS;
            case PHOTOS -> TransFlag.PUNCHES_OPERATIONS_AND_PHOTOS;
            case ALL -> TransFlag.ALL;
        };
    }

    private ListenerSettings listenerSettings() {
        Times standard = Times.STANDARD;
        Times times = new Times(standard.idle(), config.push().headTime(), config.push().requestTime(),
                standard.silence(), standard.linger(), CLOSE);
        return new ListenerSettings(
                limits(), times, config.push().connections(), config.push().connectionsPerAddress(), bodyRoom());
    }

    private Listener listener(Service push) throws IOException {
        try {
            return Listener.open(config.push().listen(), push, listenerSettings(), clock);
        } catch (BindException e) {
            throw taken("push.listen", config.push().listen(), e);
        }
    }

    private Sinks sinks(Journal journal, Terminals terminals) throws ConfigException {
        Outlets outlets = new Outlets(config.time().zone(), journal, terminals, clock);
        return Sinks.start(outlets.of(config.sinks()), config.profiles(), journal, terminals, clock,
                RandomGenerator.getDefault());
    }

    private ApiServer apiServer(SSLContext tls, Journal journal, Lookout lookout, TerminalSide terminals,
            DoorSide door, SinkSide sinks, Service push)
            throws IOException {
        try {
            return ApiServer.open(
                    apiSettings(tls), journal, lookout.watch(), terminals, door, sinks, lookout.side(), push, clock);
        } catch (BindException e) {
            throw taken("api.listen", config.api().listen(), e);
        }
    }

    private PullRules pullRules() {
        return new PullRules(config.pull().poll(), config.pull().parallel(), config.pull().clockBound(), true);
    }

    static BindException taken(String setting, InetSocketAddress address, BindException cause) {
        BindException named = new BindException(setting + ": " + text(address) + " cannot be opened ("
                + cause.getMessage() + ")");
        named.initCause(cause);
        return named;
    }

    private Limits limits() {
        Limits standard = Limits.STANDARD;
        int text = config.push().bodyKib() * 1024;
        int any = Math.max(standard.any(), text);
        return new Limits(standard.head(), standard.headLines(), text, standard.photo(), any);
    }

    private long bodyRoom() {
        return Math.max(ListenerSettings.STANDARD.bodyRoom(), limits().any());
    }

    private JournalSettings journalSettings() {
        JournalSettings standard = JournalSettings.at(config.data());
        return new JournalSettings(
                standard.file(), config.synchronous(), standard.backups(), standard.readers(), standard.tail());
    }

    private TerminalRules terminalRules() {
        return new TerminalRules(config.push().unknown(), config.push().pairingWindow(), config.push().addresses(),
                config.time().zone());
    }

    private ApiSettings apiSettings(SSLContext tls) throws IOException {
        Optional<Path> file = config.api().keyFile();
        String key = file.isPresent() ? KeyFile.read(file.get()) : null;
        return new ApiSettings(config.api().listen(), key, config.api().streams(), config.api().keepalive(),
                config.api().stall(), version, config.api().proxies(), limits(), paths(), accessSettings(),
                config.safety().api().addresses(), tls);
    }

    private AccessSettings accessSettings() {
        return new AccessSettings(config.data(), config.api().open(), Set.copyOf(config.api().hosts()),
                Set.copyOf(config.api().origins()), config.api().rate());
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
