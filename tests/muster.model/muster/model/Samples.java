// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// One of everything, with nobody real in it.
final class Samples {

    static final Instant RECEIVED = Instant.parse("2026-11-20T02:30:07.250Z");

    static final Punch PUNCH = new Punch(
            Source.PUSH,
            "TSTATT000001",
            "0042",
            LocalDateTime.of(2026, 11, 20, 8, 0, 5),
            ZoneOffset.ofHoursMinutes(5, 30),
            "Asia/Kolkata",
            ZoneFrom.TERMINAL,
            LocalTimeFit.EXACT,
            RECEIVED,
            0,
            1,
            "7",
            Bytes.of("0042\t2026-11-20 08:00:05\t0\t1\t7"));

    static final Terminal TERMINAL = new Terminal(
            "TSTATT000001",
            "Gate <1> & \"Café\"",
            Terminal.State.APPROVED,
            "Asia/Kolkata",
            List.of("192.0.2.0/24", "2001:db8::1"),
            "att2",
            "2.4.1",
            "69",
            Map.of("firmware", "Ver 8.0.4", "model", "ТЕСТ 端末"),
            Instant.parse("2026-11-01T00:00:00Z"));

    static final Command COMMAND = new Command(
            "TSTATT000001",
            7,
            "DATA QUERY ATTLOG",
            Command.State.DONE,
            2,
            0,
            "12 records",
            "api",
            RECEIVED,
            RECEIVED.plusSeconds(1),
            RECEIVED.plusSeconds(2),
            RECEIVED.plusSeconds(86_400));

    static final Command QUEUED = new Command(
            "TSTATT000001", 8, "CHECK", Command.State.QUEUED, 0, null, "", "api", RECEIVED, null, null,
            RECEIVED.plusSeconds(60));

    static final CheckIn CHECK_IN = new CheckIn("spring-2026", "ble", "manufacturer_data", -67, "Ada's <phone>",
            CheckIn.Proof.VERIFIED, CheckIn.Timing.RETIMED, "photos/0042.jpg", "f3b0-7");

    /// A check-in of which as little is known as may be.
    static final CheckIn BARE_CHECK_IN =
            new CheckIn("", "qr", null, null, null, null, CheckIn.Timing.SENDER, null, null);

    static final Gathering GATHERING = new Gathering(
            "spring-2026",
            "Spring \"Fair\" 春",
            Instant.parse("2026-11-20T02:00:00Z"),
            Instant.parse("2026-11-20T12:00:00Z"),
            Gathering.From.BACKEND,
            true,
            Gathering.State.SCANNING,
            300,
            true,
            false);

    static final AlertStatus ALERT = new AlertStatus(
            "terminal_silent:TSTATT000001", "terminal_silent", "TSTATT000001", "TSTATT000001", "north",
            Notice.Level.WARNING, AlertStatus.State.FIRING, "Gate <1> is silent for 15 min", 901.5,
            RECEIVED.minusSeconds(960), RECEIVED.minusSeconds(60), RECEIVED, null, null, "Ada", "on my way");

    /// One that is about muster as a whole, and of which nobody was told.
    static final AlertStatus QUIET_ALERT = new AlertStatus(
            "queue_long", "queue_long", "", null, null, Notice.Level.ERROR, AlertStatus.State.RESOLVED, "51 wait", 51,
            RECEIVED, RECEIVED, null, RECEIVED, "because of network_down", null, null);

    /// Every kind of fact, and the forms with members that are not known.
    static final List<Fact> FACTS = List.of(
            PUNCH,
            without(PUNCH),
            new Quarantined(Source.IMPORT, "TSTATT000001", "ATTLOG", Quarantined.Reason.TOO_OLD, "the clock was reset",
                    RECEIVED, Bytes.of(new byte[] {'4', '2', '\t', (byte) 0xff, 0})),
            atDoor(Source.BLE, CHECK_IN),
            atDoor(Source.MANUAL, BARE_CHECK_IN),
            new Contact("TSTATT000001", true, "192.0.2.7", "it called again after 3 h", RECEIVED),
            new TerminalChange(TERMINAL, "approved", "api", RECEIVED),
            new TerminalChange(new Terminal("TSTATT000002", "TSTATT000002", Terminal.State.REFUSED, null, null, "", "",
                    "", null, RECEIVED), "refused", "api", RECEIVED),
            new TerminalChange(new Terminal("TSTPUL000001", "Vault", Terminal.State.APPROVED, null, null, "", "", "",
                    null, RECEIVED, "north", new Pull("192.0.2.20", 4370, Pull.Transport.UDP, "/etc/muster/comm.key",
                            600, false, "8-ma300", "windows-1256", true)), "changed", "api", RECEIVED),
            new BranchChange(new Branch("north", "Branch North", "Asia/Kolkata", false), "added", "api", RECEIVED),
            new BranchChange(new Branch("south", "south", null, true), "removed", "api", RECEIVED),
            new Fetched("TSTPUL000001", false, 10, 3, 6, 1, 0, 17L, 7, 250, "it gave fewer than it holds", "poll",
                    RECEIVED),
            new ClockReading("TSTPUL000001", -1500, 620, true, RECEIVED),
            new Contact("TSTATT000001", false, "192.0.2.7", "silent", RECEIVED, RECEIVED.minusSeconds(900)),
            new PersonChange(new Person("0042", "Ñandú \u200f测试", "123", 14), false, "TSTATT000001", "terminal",
                    RECEIVED),
            new PersonChange(new Person("43", "", "", 0), true, null, "import", RECEIVED),
            new CommandChange(COMMAND, RECEIVED),
            new CommandChange(QUEUED, RECEIVED),
            new Operation("TSTATT000001", "OPERLOG", 4, "1", "2026-11-20 08:00:05", Map.of("object", "0"), RECEIVED,
                    Bytes.of("OPLOG 4\t1\t2026-11-20 08:00:05\t0")),
            new GatheringChange(GATHERING, "started", "time", RECEIVED),
            new GatheringChange(new Gathering("k", "k", null, null, Gathering.From.LOCAL, true, Gathering.State.LISTED,
                    null, false, true), "removed", "api", RECEIVED),
            new Registration("spring-2026", "0042", false, "backend", RECEIVED),
            new Registration("spring-2026", "43", true, "import", RECEIVED),
            new Presence("spring-2026", "0042", "door", Presence.Act.INSIDE, RECEIVED.minusSeconds(60), RECEIVED, 17,
                    -51, -80, true, RECEIVED),
            new Presence("spring-2026", "43", "door", Presence.Act.LEFT, RECEIVED, RECEIVED, 1, null, null, false,
                    RECEIVED),
            new ScannerChange("door", "hci0", ScannerChange.State.OFF, "the adapter is off", "switch it on", RECEIVED),
            new ScannerChange("door", null, ScannerChange.State.IDLE, "no event is started", null, RECEIVED),
            new SinkChange("office", SinkState.STOPPED, "stopped", "the key is refused", "put the right one", "sink",
                    RECEIVED),
            new SinkChange("office", SinkState.RUNNING, "resumed", null, null, "api", RECEIVED),
            new DeadLetterChange(new DeadLetter(9, "office", 17, "0042", "unknown_person", "404", DeadLetter.State.OPEN,
                    3, RECEIVED, RECEIVED, "42", "api"), "edited", "api", RECEIVED),
            new AlertChange(ALERT, "acknowledged", "Ada", RECEIVED),
            new AlertChange(QUIET_ALERT, "resolved", null, RECEIVED),
            new SilenceChange(new Silence(1, Silence.Kind.SNOOZE, "queue_long", null, null, RECEIVED,
                    RECEIVED.plusSeconds(3600), null, "the office knows", "Ada", null), "added", "Ada", RECEIVED),
            new SilenceChange(new Silence(2, Silence.Kind.MAINTENANCE, null, "TSTATT000001", "north", RECEIVED,
                    RECEIVED.plusSeconds(7200), Silence.Every.WEEK, "new firmware", "Ada", RECEIVED.plusSeconds(60)),
                    "ended", "Ada", RECEIVED),
            new ComponentChange(new Component("camera", Component.State.DEGRADED, "one of two lenses", RECEIVED,
                    RECEIVED, 300L, true), "reported", RECEIVED),
            new ComponentChange(new Component("scanner", Component.State.OFF, null, RECEIVED, RECEIVED, null, false),
                    "reported", RECEIVED),
            new AccessChange("desk", Role.OPERATOR, "created", "root", RECEIVED),
            new AccessChange("desk", Role.OPERATOR, "revoked", "root", RECEIVED),
            new Notice(Notice.Level.WARNING, "clock", "TSTATT000001", "its clock is an hour ahead",
                    Map.of("offset", "3600"), RECEIVED),
            new Notice(Notice.Level.ERROR, "journal", null, "the disk is full", null, RECEIVED),
            new PersonErased("erased-0123456789ab", Map.of("punch", 2L), "asked for it", "api", RECEIVED),
            new Forgotten("contact", RECEIVED));

    private Samples() {}

    private static Punch atDoor(Source source, CheckIn checkIn) {
        return new Punch(source, "door", "0042", PUNCH.localTime(), PUNCH.offset(), PUNCH.zone(), ZoneFrom.CONFIG,
                PUNCH.fit(), RECEIVED, Punch.NOT_GIVEN, Punch.NOT_GIVEN, "", Bytes.of("{}"), checkIn);
    }

    /// A punch of which the terminal told as little as it may.
    private static Punch without(Punch punch) {
        return new Punch(punch.source(), punch.terminal(), punch.pin(), punch.localTime(), punch.offset(), "+05:30",
                ZoneFrom.CONFIG, punch.fit(), punch.receivedAt(), Punch.NOT_GIVEN, Punch.NOT_GIVEN, "", Bytes.EMPTY);
    }
}
