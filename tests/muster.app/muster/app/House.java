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
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import muster.app.intake.Intake;
import muster.app.intake.TimeRules;
import muster.app.pull.ClockHistory;
import muster.app.pull.FetchOrders;
import muster.app.pull.Fleet;
import muster.app.pull.PullRules;
import muster.app.pull.Trade;
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
import muster.app.terminal.Fetches;
import muster.app.terminal.GivenOffsets;
import muster.app.terminal.OpenCommands;
import muster.app.terminal.TerminalRules;
import muster.app.terminal.Terminals;
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
    private final InetAddress door;

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
    private final Fleet fleet;

    /// A house that accepts every terminal.
    public House(Path directory) throws JournalException, IOException {
        this(directory, new TerminalRules(TerminalRules.Unknown.ACCEPT, Duration.ZERO, List.of(), KOLKATA), null);
    }

    /// A house with rules of its own.
    ///
    /// @param photos where photos are kept, or null
    public House(Path directory, TerminalRules rules, Path photos) throws JournalException, IOException {
        door = InetAddress.getByName("192.0.2.77");
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
    }

    /// Moves the clock on.
    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    /// Sets the clock.
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
        return push.answer(request, door);
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
        journal.close();
    }
}
