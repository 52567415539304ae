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

    /// Every kind of fact, and the forms with members that are not known.
    static final List<Fact> FACTS = List.of(
            PUNCH,
            without(PUNCH),
            new Quarantined(Source.IMPORT, "TSTATT000001", "ATTLOG", Quarantined.Reason.TOO_OLD, "the clock was reset",
                    RECEIVED, Bytes.of(new byte[] {'4', '2', '\t', (byte) 0xff, 0})),
            new Contact("TSTATT000001", true, "192.0.2.7", "it called again after 3 h", RECEIVED),
            new TerminalChange(TERMINAL, "approved", "api", RECEIVED),
            new TerminalChange(new Terminal("TSTATT000002", "TSTATT000002", Terminal.State.REFUSED, null, null, "", "",
                    "", null, RECEIVED), "refused", "api", RECEIVED),
            new TerminalChange(new Terminal("TSTPUL000001", "Vault", Terminal.State.APPROVED, null, null, "", "", "",
                    null, RECEIVED, "north", new Pull("192.0.2.20", 4370, Pull.Transport.UDP, "/etc/muster/comm.key", 600,
                            false, "8-ma300", "windows-1256", true)), "changed", "api", RECEIVED),
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
            new Notice(Notice.Level.WARNING, "clock", "TSTATT000001", "its clock is an hour ahead",
                    Map.of("offset", "3600"), RECEIVED),
            new Notice(Notice.Level.ERROR, "journal", null, "the disk is full", null, RECEIVED));

    private Samples() {}

    /// A punch of which the terminal told as little as it may.
    private static Punch without(Punch punch) {
        return new Punch(punch.source(), punch.terminal(), punch.pin(), punch.localTime(), punch.offset(), "+05:30",
                ZoneFrom.CONFIG, punch.fit(), punch.receivedAt(), Punch.NOT_GIVEN, Punch.NOT_GIVEN, "", Bytes.EMPTY);
    }
}
