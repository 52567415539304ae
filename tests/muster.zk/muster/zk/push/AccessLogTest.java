// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccessLogTest {

    private static final String IN = "time=2026-11-20 08:30:00\tpin=1001\tevent=0\tinoutstatus=0\tverifytype=1";

    @Test
    void readsEveryRecordedLine() {
        recorded("144-acc-rtlog", "punch 1001 2026-11-20 08:30:00 0/1 event 0 door 1 card 0 index 57");
        recorded("145-acc-rtlog-two", "record 206 of  at 2026-11-20 08:31:00 door 1 card 0",
                "record 27 of 1002 at 2026-11-20 08:31:04 door 1 card 00B1C2D3");
        recorded("152-acc-clone-aclock", "punch 00001001 2026-11-20 08:32:00 -1/4 event 0 door 1 card 0 index 3");
    }

    @Test
    void takesOnlyEventsBelowTwentyWithAPinForPunches() {
        reads(IN.replace("event=0", "event=19"), "punch 1001 2026-11-20 08:30:00 0/1 event 19 door  card  index ");
        reads(IN.replace("event=0", "event=20"), "record 20 of 1001 at 2026-11-20 08:30:00 door  card ");
        reads(IN.replace("event=0", "event=220"), "record 220 of 1001 at 2026-11-20 08:30:00 door  card ");
        reads(IN.replace("event=0", "event=4001"), "record 4001 of 1001 at 2026-11-20 08:30:00 door  card ");
        reads(IN.replace("pin=1001", "pin=0"), "record 0 of  at 2026-11-20 08:30:00 door  card ");
        reads(IN.replace("pin=1001", "pin=00000000"), "record 0 of  at 2026-11-20 08:30:00 door  card ");
        reads(IN.replace("pin=1001", "pin="), "record 0 of  at 2026-11-20 08:30:00 door  card ");
    }

    /// 2 means a break to attendance terminals, and neither in nor out here.
    @Test
    void passesOnNoStateThatIsNeitherInNorOut() {
        reads(IN.replace("inoutstatus=0", "inoutstatus=1"),
                "punch 1001 2026-11-20 08:30:00 1/1 event 0 door  card  index ");
        reads(IN.replace("inoutstatus=0", "inoutstatus=2"),
                "punch 1001 2026-11-20 08:30:00 -1/1 event 0 door  card  index ");
        reads(IN.replace("verifytype=1", "verifytype=0000000000000010"),
                "punch 1001 2026-11-20 08:30:00 0/-1 event 0 door  card  index ");
    }

    @Test
    void holdsAPunchItCannotRead() {
        reads(IN.replace("2026-11-20", "2026-02-30"), "?");
        reads(IN.replace("1001", "9".repeat(65)), "?");
        reads(IN.replace("event=0", "event=x"), "?");
        reads("noise", "?");
    }

    @Test
    void keepsARecordWhoseTimeIsImpossible() {
        reads("time=2026-02-30 08:00:00\tpin=0\tevent=206", "record 206 of  at 2026-02-30 08:00:00 door  card ");
    }

    @Test
    void keepsNoSecretAmongTheValues() {
        AccessRecord record = (AccessRecord) AccessLog.read(bytes("time=2026-11-20 08:00:00\tpin=0\tevent=8"
                        + "\tpassword=4711\n"))
                .getFirst();
        assertFalse(record.values().containsKey("password"));
        assertEquals("8", record.values().get("event"));
    }

    private static void recorded(String name, String... expected) {
        byte[] body = Sample.request(name).body();
        assertEquals(List.of(expected), AccessLog.read(body).stream().map(AccessLogTest::shown).toList(), name);
        assertEquals(expected.length, Lines.count(body), name);
    }

    private static void reads(String line, String expected) {
        assertEquals(List.of(expected), AccessLog.read(bytes(line)).stream().map(AccessLogTest::shown).toList());
    }

    static String shown(AccessLine line) {
        return switch (line) {
            case AccessPunch access -> "punch " + access.punch().pin() + " " + TimeText.write(access.punch().time())
                    + " " + access.punch().state() + "/" + access.punch().verifyMode() + " event " + access.event()
                    + " door " + access.door() + " card " + access.card() + " index " + access.index();
            case AccessRecord record -> "record " + record.code() + " of " + record.pin() + " at " + record.time()
                    + " door " + record.door() + " card " + record.card();
            case Unreadable _ -> "?";
        };
    }
}
