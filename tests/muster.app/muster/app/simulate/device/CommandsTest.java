// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import muster.app.simulate.device.Counters.Count;
import org.junit.jupiter.api.Test;

/// Questions with one answer.
final class CommandsTest {

    private final Rig rig = new Rig();

    @Test
    void optionsAreToldWithAndWithoutANulInTheQuestion() {
        Talk talk = Talk.connected(rig);
        assertEquals("~SerialNumber=TSTATT000001\0", talk.text(11, "~SerialNumber\0"));
        assertEquals("~PIN2Width=14\0", talk.text(11, "~PIN2Width"));
        assertEquals(14, talk.ask(69).data()[0]);
        assertEquals(2001, talk.ask(11, "NoSuchThing\0").command());
        assertEquals(2000, talk.ask(12, "SDKBuild=1\0").command());
        assertEquals("SDKBuild=1\0", talk.text(11, "SDKBuild\0"));
        assertEquals("Ver 6.60 Apr 26 2016\0", talk.text(1100, ""));
    }

    @Test
    void bytesStrayBehindTexts() {
        rig.faults("stray:1");
        Talk talk = Talk.connected(rig);
        String answer = talk.text(1100, "");
        assertTrue(answer.startsWith("Ver 6.60 Apr 26 2016\0") && answer.length() > 21, answer);
    }

    @Test
    void theStateStandsWhereTheSessionBelongs() {
        Talk talk = Talk.connected(rig);
        Packet state = talk.ask(64);
        assertEquals(2000, state.command());
        assertEquals(0, state.session());
    }

    @Test
    void theTimeIsToldAndSet() {
        Talk talk = Talk.connected(rig);
        assertArrayEquals(new byte[] {0x35, 0x5B, (byte) 0x81, 0x33}, talk.ask(201).data());
        assertEquals(2000, talk.ask(202, 0x6B, 0xB3, 0x68, 0x23).command());
        assertArrayEquals(new byte[] {0x6B, (byte) 0xB3, 0x68, 0x23}, talk.ask(201).data());
        assertEquals(2001, talk.ask(202, 0x10, 0x54, 0x1E, 0x32).command(), "there is no 30 February");
        assertEquals(2001, talk.ask(202).command());
        assertArrayEquals(new byte[] {0x6B, (byte) 0xB3, 0x68, 0x23}, talk.ask(201).data());
    }

    @Test
    void countsStandWhereClientsLookForThem() {
        Talk talk = Talk.connected(rig);
        assertEquals(12, talk.count(4));
        assertEquals(40, talk.count(8));
        assertEquals(1, talk.count(10), "it was switched on");
        assertEquals(1, talk.count(12));
        assertEquals(1, talk.count(13));
        assertEquals(65_535, talk.count(15));
        assertEquals(100_000, talk.count(16));
        assertEquals(99_960, talk.count(19));
        assertEquals(92, talk.ask(50).data().length);
    }

    @Test
    void countsMayBeShortOrNotSo() {
        rig.countsSize = 4;
        Talk talk = Talk.connected(rig);
        assertArrayEquals(new byte[4], talk.ask(50).data());
        rig.countsSize = 112;
        rig.claimed = 7L;
        talk = Talk.connected(rig);
        assertEquals(7, talk.count(8));
        assertEquals(112, talk.ask(50).data().length);
        rig.claimed = null;
        rig.faults("lie:1");
        talk = Talk.connected(rig);
        for (int i = 0; i < 20; i++) {
            assertFalse(talk.count(8) == 40);
        }
    }

    @Test
    void usersAreWrittenReplacedAndDeleted() {
        Talk talk = Talk.connected(rig);
        byte[] user = Vectors.bytes(Vectors.row("users-write.txt", "CMD_USER_WRQ data, 72 bytes").get(1));
        assertEquals(2000, talk.ask(8, user).command());
        assertEquals(13, talk.count(4));
        assertEquals("Nuevo", talk.device.user(14).orElseThrow().name());
        assertEquals(2000, talk.ask(8, user).command());
        assertEquals(13, talk.count(4));
        user[0] = 15;
        assertEquals(2001, talk.ask(8, user).command(), "the user id is taken");
        assertEquals(2001, talk.ask(8, new byte[28]).command(), "not this terminal's layout");
        assertEquals(2000, talk.ask(18, 14, 0).command());
        assertEquals(2001, talk.ask(18, 14, 0).command());
        assertEquals(12, talk.count(4));
    }

    @Test
    void theLogIsClearedWhenThatIsWantedAndTheLedgerStillHasIt() {
        Talk talk = Talk.connected(rig);
        assertEquals(2000, talk.ask(15).command());
        assertEquals(0, talk.count(8));
        assertEquals(40, talk.device.cleared().size());
        assertEquals(1, talk.device.counters().of(Count.CLEARED));
    }

    @Test
    void clearingWithoutSayingWhatWipesEverything() {
        Talk talk = Talk.connected(rig);
        assertEquals(2001, talk.ask(14, 1).command());
        assertEquals(40, talk.count(8));
        assertEquals(2000, talk.ask(14).command());
        assertEquals(0, talk.count(8));
        assertEquals(0, talk.count(4));
    }

    @Test
    void smallCommandsAreAnswered() {
        Talk talk = Talk.connected(rig);
        for (int command : new int[] {60, 62, 1013, 1014, 1502}) {
            assertEquals(2000, talk.ask(command).command());
        }
        assertEquals(1, talk.ask(75).data().length);
        assertEquals(2000, talk.ask(31, 30, 0, 0, 0).command());
        assertEquals(1, talk.device.counters().of(Count.UNLOCKED));
        assertEquals(0xFFFF, talk.ask(4711).command());
    }
}
