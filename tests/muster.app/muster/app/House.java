// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import muster.app.config.Dedupe;
import muster.app.config.OwnClockTrust;
import muster.app.config.Unlisted;
import muster.app.day.CloseOutKey;
import muster.app.day.CloseOuts;
import muster.app.day.DayView;
import muster.app.day.Reconciler;
import muster.app.door.Door;
import muster.app.door.DoorRules;
import muster.app.door.DoorView;
import muster.app.door.OwnClock;
import muster.app.door.PhoneCodes;
import muster.app.door.PhoneRules;
import muster.app.door.PhoneSource;
import muster.app.door.ScannerWatch;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Refresher;
import muster.app.gathering.Roster;
import muster.app.http.DaySide;
import muster.app.http.DoorSide;
import muster.app.http.SinkSide;
import muster.app.http.TerminalSide;
import muster.app.intake.Intake;
import muster.app.intake.TimeRules;
import muster.app.keep.AnchorBook;
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
import muster.app.terminal.CommandQueue;
import muster.app.terminal.CommandTexts;
import muster.app.terminal.Contacts;
import muster.app.terminal.Counters;
import muster.app.terminal.Fetches;
import muster.app.terminal.GivenOffsets;
import muster.app.terminal.OpenCommands;
import muster.app.terminal.TerminalRules;
import muster.app.terminal.Terminals;
import muster.ble.BeaconReader;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.Entry;
import muster.model.Punch;
import muster.model.TerminalSettings;
import muster.zk.http.Headers;
import muster.zk.http.Reply;
import muster.zk.http.Request;
import muster.zk.push.TransFlag;

/// A whole muster without its network doors, on a real journal, with a clock the test sets.
public final class House implements AutoCloseable {

    /// When the clock of a house begins: a morning in Kolkata.
    public static final Instant MORNING = Instant.parse("2026-11-20T02:30:10Z");

    public static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);
    private final AtomicLong nanos = new AtomicLong();
    private final InetAddress address;
    private final Path closeOutKey;

    public final InstantSource clock = now::get;
    public final Journal journal;
    public final OpenCommands open;
    public final Contacts contacts;
    public final Branches branches;
    public final Fetches fetches;
    public final Terminals terminals;
    public final CommandQueue queue;
    public final GivenOffsets offsets = new GivenOffsets();
    public final Intake intake;
    public final PushSource push;
    public final Trade trade;
    public final BranchView branchView;
    public final ClockHistory clocks;
    public final FetchOrders fetchOrders;
    public final Gatherings gatherings;
    public final Roster roster;
    public final OwnClock ownClock;
    public final Door door;
    public final PhoneSource phones;
    public final DoorView doorView;
    public final Refresher refresher;
    private final ScannerWatch scannerWatch;
    private Thread hearing;
    private final Fleet fleet;

    /// A house that accepts every terminal.
    public House(Path directory) throws JournalException, IOException {
        this(directory, new TerminalRules(TerminalRules.Unknown.ACCEPT, Duration.ZERO, List.of(), KOLKATA), null);
    }

    /// A house with rules of its own.
    ///
    /// @param photos where photos are kept, or null
    public House(Path directory, TerminalRules rules, Path photos) throws JournalException, IOException {
        address = InetAddress.getByName("192.0.2.77");
        closeOutKey = directory.resolve("closeout.key");
        journal = Journal.open(JournalSettings.at(directory), clock);
        open = new OpenCommands(journal.records());
        contacts = new Contacts(journal, Duration.ofSeconds(10), clock);
        branches = new Branches(journal, clock);
        fetches = new Fetches(journal, clock);
        terminals = new Terminals(journal, contacts, open, branches, fetches, rules, clock);
        CommandTexts texts = new CommandTexts(journal, terminals, contacts, clock);
        queue = new CommandQueue(journal, terminals, open, texts, Duration.ofHours(24), Duration.ofSeconds(10), clock);
        intake = new Intake(
                journal, terminals, new TimeRules(LocalDate.of(2005, 1, 1), Duration.ofHours(24)), clock);
        HandshakeSettings settings =
                new HandshakeSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), TransFlag.ALL);
        push = new PushSource(
                terminals,
                contacts,
                new Handshake(terminals, journal.records(), offsets,
                        RegistryCodes.open(directory.resolve("registry.key")), new BindingKeys(journal), settings),
                new Uploads(journal, intake, terminals, contacts, new PhotoFolder(photos), new Warnings(journal)),
                new CommandPolls(queue, terminals, contacts, journal.records()),
                Set.of("iclock", "aclock"),
                clock);
        trade = new Trade(journal, intake, terminals, contacts, fetches, queue, clock);
        branchView = new BranchView(branches, terminals, journal.records(), rules, clock);
        clocks = new ClockHistory(journal.records());
        PullRules pull = new PullRules(Duration.ofMinutes(5), 10, Duration.ofSeconds(60), false);
        fleet = Fleet.start(terminals, trade, pull, RandomGenerator.getDefault());
        fetchOrders = new FetchOrders(fleet, terminals, branches);

        gatherings = new Gatherings(journal, clock);
        roster = new Roster(journal, clock);
        ownClock = new OwnClock(OwnClockTrust.SET, clock, nanos::get, Path.of("/"), Instant.EPOCH, journal);
        PhoneCodes codes = new PhoneCodes(journal, null);
        DoorRules doorRules = new DoorRules("Scanner-01", KOLKATA, new Dedupe(Optional.of(Duration.ofMinutes(5))),
                Unlisted.HOLD, LocalDate.of(2005, 1, 1), Duration.ofHours(24));
        door = new Door(journal, gatherings, roster, ownClock, doorRules, codes, clock, nanos::get);
        PhoneRules phoneRules = new PhoneRules("Scanner-01", "ATT-", -90, -100, 1, Duration.ofSeconds(30),
                Duration.ofMinutes(2), Duration.ofMinutes(5));
        phones = new PhoneSource(phoneRules, new BeaconReader("ATT-"), codes, door, ownClock, gatherings, roster,
                journal, clock, nanos::get);
        doorView = new DoorView(journal, roster, door, phones::stays);
        refresher = new Refresher(
                null, gatherings, roster, door::replay, Duration.ofSeconds(10), clock, nanos::get);
        scannerWatch = new ScannerWatch(phoneRules, phones, gatherings, journal, clock, nanos::get, () -> false);
    }

    /// Checks in whom a scanner hears from now on.
    public void hear() {
        hearing = Thread.ofVirtual().start(() -> {
            try {
                phones.run(_ -> {});
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// What the API opens of the terminals.
    public TerminalSide terminalSide() {
        return new TerminalSide(terminals, queue, intake, branchView, branches, fetchOrders, clocks);
    }

    /// What the API opens of the door. There is no Bluetooth adapter.
    public DoorSide doorSide() {
        return new DoorSide(gatherings, roster, refresher, door, doorView, phones,
                () -> scannerWatch.status(List.of(), 0, door.checkIns(), ownClock.set()));
    }

    /// What the API opens of the sinks. There are none.
    public SinkSide sinkSide() throws IOException {
        return sinkSide(Sinks.start(List.of(), Map.of(), journal, terminals, clock, RandomGenerator.getDefault()));
    }

    /// The same with sinks, which whoever started them closes.
    public SinkSide sinkSide(Sinks sinks) throws IOException {
        DayView days = new DayView(journal, terminals, branches, new Counters(contacts), KOLKATA, clock);
        DayDeliveries deliveries = new DayDeliveries(journal, sinks, clock);
        return new SinkSide(sinks, new Explainer(journal, terminals, clocks, sinks), new DaySide(
                new Reconciler(days, deliveries, fetchOrders, journal, clock),
                new CloseOuts(days, deliveries, journal, CloseOutKey.open(closeOutKey), "house", clock),
                AnchorBook.in(closeOutKey.toAbsolutePath().getParent())));
    }

    /// Moves the clocks on.
    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        now.updateAndGet(before -> before.plus(time));
    }

    /// Sets the clock; time does not pass.
    public void setClock(Instant instant) {
        now.set(instant);
    }

    /// Adds a terminal in Kolkata's default zone.
    public void approve(String serial) throws Exception {
        terminals.add(new TerminalSettings(serial, null, null, null), "test");
    }

    /// A terminal's request and its answer.
    public Reply ask(String method, String target, String body) throws InterruptedException {
        return ask(Request.of(method, target, Headers.of(Map.of()), body.getBytes(StandardCharsets.UTF_8)));
    }

    /// A terminal's request and its answer.
    public Reply ask(Request request) throws InterruptedException {
        return push.answer(request, address);
    }

    /// The body of an answer.
    public static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    /// Every entry of the journal.
    public List<Entry> entries() throws JournalException {
        return journal.read(0, 10_000);
    }

    /// Every punch in the journal.
    public List<Punch> punches() throws JournalException {
        return entries().stream()
                .map(Entry::fact)
                .filter(Punch.class::isInstance)
                .map(Punch.class::cast)
                .toList();
    }

    @Override
    public void close() {
        fleet.close();
        if (hearing != null) {
            hearing.interrupt();
            try {
                // what is under way comes to its end before the journal does
                hearing.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        journal.close();
    }
}
