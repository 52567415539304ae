// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import muster.model.AccessChange;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Branch;
import muster.model.BranchChange;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.ClockReading;
import muster.model.Command;
import muster.model.CommandChange;
import muster.model.Component;
import muster.model.ComponentChange;
import muster.model.Contact;
import muster.model.DeadLetter;
import muster.model.DeadLetterChange;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Fetched;
import muster.model.Forgotten;
import muster.model.Gathering;
import muster.model.GatheringChange;
import muster.model.HeldCheckIn;
import muster.model.Json;
import muster.model.LocalTimeFit;
import muster.model.LocalTimes;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.PersonErased;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Registration;
import muster.model.Role;
import muster.model.ScannerChange;
import muster.model.Silence;
import muster.model.SilenceChange;
import muster.model.SinkChange;
import muster.model.SinkState;
import muster.model.Source;
import muster.model.Terminal;
import muster.model.TerminalChange;
import muster.model.ZoneFrom;

/// Facts and journals for the tests.
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-20T02:30:06.123Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final LocalDateTime EIGHT = LocalDateTime.of(2026, 11, 20, 8, 0, 0);
    static final String T1 = "TSTATT000001";
    static final String T2 = "TSTATT000002";
    static final String DOOR = "door-1";
    static final String FAIR = "fair";

    private Samples() {}

    static Journal open(Path directory) throws JournalException {
        return Journal.open(JournalSettings.at(directory), CLOCK);
    }

    /// A punch by push, a number of seconds after eight.
    static Punch punch(String terminal, String pin, long second) {
        return punch(Source.PUSH, terminal, pin, second, 0, 1);
    }

    static Punch punch(Source source, String terminal, String pin, long second, int state, int verifyMode) {
        LocalDateTime time = EIGHT.plusSeconds(second);
        return new Punch(
                source, terminal, pin, time, ZoneOffset.ofHoursMinutes(5, 30), "Asia/Kolkata", ZoneFrom.TERMINAL,
                LocalTimeFit.EXACT, NOW, state, verifyMode, "",
                Bytes.of(pin + "\t" + LocalTimes.TEXT.format(time) + "\t" + state + "\t" + verifyMode));
    }

    /// A check-in of a phone, a number of seconds after eight.
    static Punch checkIn(String event, String pin, long second) {
        return checkIn(Source.BLE, event, pin, second, null);
    }

    /// @param key the sender's idempotency key, or null
    static Punch checkIn(Source source, String event, String pin, long second, String key) {
        Punch p = punch(source, DOOR, pin, second, Punch.NOT_GIVEN, Punch.NOT_GIVEN);
        boolean phone = source == Source.BLE;
        CheckIn checkIn = new CheckIn(
                event, phone ? "ble" : "qr", phone ? "manufacturer_data" : null, phone ? -60 : null, null,
                CheckIn.Proof.CLAIMED, CheckIn.Timing.CLOCK, null, key);
        return with(p, checkIn);
    }

    /// The same punch, with what is known of it as a check-in.
    static Punch with(Punch p, CheckIn checkIn) {
        return new Punch(
                p.source(), p.terminal(), p.pin(), p.localTime(), p.offset(), p.zone(), p.zoneFrom(), p.fit(),
                p.receivedAt(), p.state(), p.verifyMode(), p.workCode(), p.raw(), checkIn);
    }

    /// A check-in that cannot count yet, as it is kept.
    static Quarantined held(Quarantined.Reason reason, Punch checkIn) {
        HeldCheckIn held = new HeldCheckIn(checkIn.pin(), checkIn.instant(), "boot", 90_000L, null, checkIn.checkIn());
        return new Quarantined(
                checkIn.source(), DOOR, HeldCheckIn.TABLE, reason, "it waits", NOW, Bytes.of(Json.text(held)));
    }

    static Gathering gathering(String id, Gathering.State state) {
        return new Gathering(id, "The " + id, NOW, null, Gathering.From.LOCAL, true, state, 300, false, false);
    }

    static GatheringChange changed(Gathering gathering) {
        return new GatheringChange(gathering, "changed", "api", NOW);
    }

    static Registration registered(String event, String pin) {
        return new Registration(event, pin, false, "import", NOW);
    }

    static Registration unregistered(String event, String pin) {
        return new Registration(event, pin, true, "api", NOW);
    }

    /// What was noticed of a person a number of seconds after eight.
    static Presence presence(String event, String pin, Presence.Act act, long second) {
        Instant at = EIGHT.plusSeconds(second).toInstant(ZoneOffset.ofHoursMinutes(5, 30));
        return new Presence(event, pin, DOOR, act, at, at, 17, -50, -60, true, at);
    }

    static Quarantined unparsable(String terminal, String raw) {
        return new Quarantined(
                Source.PUSH, terminal, "ATTLOG", Quarantined.Reason.UNPARSABLE, "no time in it", NOW, Bytes.of(raw));
    }

    static Contact contact(String terminal, boolean online) {
        return new Contact(terminal, online, "192.0.2.7", "polls again", NOW);
    }

    static Terminal terminal(String serial, String name) {
        return new Terminal(
                serial, name, Terminal.State.APPROVED, "Asia/Kolkata", List.of("192.0.2.0/24"), "att2", "2.4.1", "69",
                Map.of("model", "test", "firmware", "Ver 1.0"), NOW);
    }

    static TerminalChange added(Terminal terminal) {
        return new TerminalChange(terminal, "added", "config", NOW);
    }

    static PersonChange known(String pin, String name) {
        return new PersonChange(new Person(pin, name, "", 0), false, T1, "terminal", NOW);
    }

    static PersonChange removed(String pin) {
        return new PersonChange(new Person(pin, "", "", 0), true, null, "operator", NOW);
    }

    static Command command(String terminal, long id, Command.State state) {
        boolean sent = state != Command.State.QUEUED;
        return new Command(
                terminal, id, "INFO", state, sent ? 1 : 0, state.ended() ? Integer.valueOf(0) : null, "", "operator",
                NOW, sent ? NOW.plusSeconds(1) : null, state.ended() ? NOW.plusSeconds(2) : null,
                NOW.plusSeconds(3600));
    }

    static CommandChange queued(String terminal, long id) {
        return new CommandChange(command(terminal, id, Command.State.QUEUED), NOW);
    }

    static Operation operation(String terminal, int code, String line) {
        return new Operation(
                terminal, "OPERLOG", code, "1", "2026-11-20 08:00:05", Map.of("object", "0"), NOW, Bytes.of(line));
    }

    static Notice notice(String message) {
        return new Notice(Notice.Level.WARNING, "warning", null, message, Map.of("used", "91 %"), NOW);
    }

    /// An alert that fires, a number of seconds after it began to.
    static AlertStatus firing(String rule, String subject, long second) {
        return alert(rule, subject, AlertStatus.State.FIRING, NOW.plusSeconds(second));
    }

    static AlertStatus alert(String rule, String subject, AlertStatus.State state, Instant toldAt) {
        return new AlertStatus(
                AlertStatus.id(rule, subject), rule, subject, null, "north", Notice.Level.WARNING, state,
                "more than 50 wait", 51.5, NOW.minusSeconds(60), NOW, toldAt,
                state == AlertStatus.State.RESOLVED ? toldAt : null, null, null, null);
    }

    static AlertChange changed(AlertStatus after, String act) {
        return new AlertChange(after, act, null, NOW);
    }

    /// A snooze of a rule for an hour.
    static Silence silence(long id, Instant endedAt) {
        return new Silence(id, Silence.Kind.SNOOZE, "queue_long", null, null, NOW, NOW.plusSeconds(3600), null,
                "known", "tester", endedAt);
    }

    static SilenceChange changed(Silence after) {
        return new SilenceChange(after, after.endedAt() == null ? "added" : "ended", "tester", NOW);
    }

    static ComponentChange component(String name, Component.State state, String act) {
        return new ComponentChange(new Component(name, state, "as it says", NOW, NOW, 300L, true), act, NOW);
    }

    /// One fact of every kind.
    static List<Fact> oneOfEach() {
        return Stream.concat(before().stream(), Stream.of(
                new BranchChange(new Branch("north", "North", "Asia/Kolkata", false), "added", "api", NOW),
                new Fetched(T1, true, 10, 3, 7, 0, 0, 17L, 0, 250, "", "poll", NOW),
                new ClockReading(T1, -1500, 620, false, NOW),
                checkIn(FAIR, "7", 5), changed(gathering(FAIR, Gathering.State.SCANNING)), registered(FAIR, "7"),
                presence(FAIR, "7", Presence.Act.ENTERED, 5),
                new ScannerChange(DOOR, "hci0", ScannerChange.State.OFF, "it is off", "switch it on", NOW),
                new SinkChange("office", SinkState.PAUSED, "paused", "not now", null, "api", NOW),
                new DeadLetterChange(new DeadLetter(0, "office", 1, "7", "refused", "no", DeadLetter.State.OPEN, 1, NOW,
                        NOW, "8", "api"), "edited", "api", NOW),
                changed(firing("queue_long", "office", 0), "fired"), changed(silence(1, null)),
                component("camera", Component.State.ERROR, "reported"),
                new AccessChange("desk", Role.OPERATOR, "created", "root", NOW),
                new PersonErased("erased-0123456789ab", Map.of("punch", 2L), "asked for it", "api", NOW),
                new Forgotten("contact", NOW))).toList();
    }

    /// One fact of every kind there was before version 2 of the schema.
    static List<Fact> before() {
        return List.of(
                punch(T1, "7", 5), unparsable(T1, "not a punch"), contact(T1, true), added(terminal(T1, "Gate")),
                known("7", "A. Person"), queued(T1, 1), operation(T1, 4, "OPLOG 4\t1"),
                notice("the log is nearly full"));
    }

    /// The whole journal, read page by page from disk.
    static List<Entry> everything(Records records) throws JournalException {
        List<Entry> entries = new ArrayList<>();
        for (List<Entry> page = records.entries(0, 1000); !page.isEmpty(); ) {
            entries.addAll(page);
            page = records.entries(entries.getLast().seq(), 1000);
        }
        return entries;
    }

    static List<Long> seqs(List<Entry> entries) {
        return entries.stream().map(Entry::seq).toList();
    }

    static List<Fact> facts(List<Entry> entries) {
        return entries.stream().map(Entry::fact).toList();
    }

    /// Asks the file of a closed journal something in SQL.
    static String ask(Path file, String sql) throws SQLException {
        try (Connection connection = Sqlite.reader(file)) {
            return Sqlite.text(connection, sql);
        }
    }

    static Path scratch() throws IOException {
        return Files.createTempDirectory("muster-journal");
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
