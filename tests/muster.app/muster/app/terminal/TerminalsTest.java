// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import muster.app.House;
import muster.model.Terminal;
import muster.model.TerminalSettings;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalsTest {

    private static final TerminalRules HOLD =
            new TerminalRules(TerminalRules.Unknown.HOLD, Duration.ZERO, List.of(), House.KOLKATA);

    @TempDir
    Path directory;

    @Test
    void anUnknownTerminalIsHeldAndShownWithTheAddressItCallsFrom() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            assertEquals(Admission.HELD, house.terminals.admit(caller("TSTATT000001", "192.0.2.9")));
            assertEquals(Admission.HELD, house.terminals.admit(caller("TSTATT000001", "192.0.2.9")));
            var pending = house.terminals.list().pending();
            assertEquals(1, pending.size());
            assertEquals("192.0.2.9", pending.getFirst().address());
            assertEquals(2, pending.getFirst().requests());
            assertEquals(0, house.journal.head(), "a stranger writes nothing");
        }
    }

    @Test
    void anApprovedTerminalIsAdmittedAndStaysSoAfterARestart() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            house.terminals.admit(caller("TSTATT000001", "192.0.2.9"));
            house.terminals.approve("TSTATT000001", new TerminalSettings(null, "Main door", "Asia/Tokyo", null), "api");
            assertEquals(Admission.ADMITTED, house.terminals.admit(caller("TSTATT000001", "192.0.2.9")));
            assertTrue(house.terminals.list().pending().isEmpty());
        }
        try (House house = new House(directory, HOLD, null)) {
            Terminal terminal = house.terminals.find("TSTATT000001").orElseThrow();
            assertEquals("Main door", terminal.name());
            assertEquals("att2", terminal.dialect());
            assertEquals(new Zoned(ZoneId.of("Asia/Tokyo"), ZoneFrom.TERMINAL), house.terminals.zone("TSTATT000001"));
        }
    }

    @Test
    void nobodyCanApproveATerminalThatNeverCalled() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            Refusal refusal = assertThrows(Refusal.class, () ->
                    house.terminals.approve("TSTATT000009", new TerminalSettings(null, null, null, null), "api"));
            assertEquals(Refusal.Kind.NOT_FOUND, refusal.kind());
        }
    }

    @Test
    void aRefusedTerminalKeepsItsDataAndIsNotPendingAgain() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            house.terminals.admit(caller("TSTATT000001", "192.0.2.9"));
            house.terminals.refuse("TSTATT000001", "api");
            assertEquals(Admission.HELD, house.terminals.admit(caller("TSTATT000001", "192.0.2.9")));
            assertTrue(house.terminals.list().pending().isEmpty());
        }
    }

    @Test
    void aRemovedTerminalIsAsUnknownAsBefore() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            house.approve("TSTATT000001");
            house.terminals.remove("TSTATT000001", "api");
            assertEquals(Admission.HELD, house.terminals.admit(caller("TSTATT000001", "192.0.2.9")));
            assertEquals(1, house.terminals.list().pending().size());
            house.approve("TSTATT000001");
            assertEquals(Admission.ADMITTED, house.terminals.admit(caller("TSTATT000001", "192.0.2.9")));
        }
    }

    @Test
    void aTerminalWithAddressesIsTakenFromThereOnly() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            house.terminals.add(
                    new TerminalSettings("TSTATT000001", null, null, List.of("192.0.2.0/28", "198.51.100.7")), "api");
            assertEquals(Admission.ADMITTED, house.terminals.admit(caller("TSTATT000001", "192.0.2.15")));
            assertEquals(Admission.ADMITTED, house.terminals.admit(caller("TSTATT000001", "198.51.100.7")));
            assertEquals(Admission.WRONG_ADDRESS, house.terminals.admit(caller("TSTATT000001", "192.0.2.16")));
        }
    }

    @Test
    void thePairingWindowAcceptsByItselfAndCloses() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            house.terminals.pair(Duration.ofMinutes(15), "api");
            assertEquals(Admission.ADMITTED, house.terminals.admit(caller("TSTATT000001", "192.0.2.9")));
            house.pass(Duration.ofMinutes(15));
            assertEquals(Admission.HELD, house.terminals.admit(caller("TSTATT000002", "192.0.2.9")));
            assertEquals(Admission.ADMITTED, house.terminals.admit(caller("TSTATT000001", "192.0.2.9")));
        }
    }

    @Test
    void aFloodOfSerialsIsRememberedUpToALimitAndWritesNothing() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            for (int i = 0; i < 1000; i++) {
                house.terminals.admit(caller("FLOOD%06d".formatted(i), "192.0.2.66"));
            }
            assertEquals(PendingTerminals.LIMIT, house.terminals.list().pending().size());
            assertEquals("FLOOD000999", house.terminals.list().pending().getFirst().serial());
            assertEquals(0, house.journal.head());
        }
    }

    @Test
    void whatATerminalReportsIsJournalledOnlyWhenItIsNews() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            house.approve("TSTATT000001");
            Caller caller = caller("TSTATT000001", "192.0.2.9");
            house.terminals.reported(caller, Map.of("FWVersion", "Ver 1"));
            long head = house.journal.head();
            house.terminals.reported(caller, Map.of("FWVersion", "Ver 1"));
            assertEquals(head, house.journal.head());
            house.terminals.reported(caller, Map.of("FWVersion", "Ver 2"));
            assertEquals(head + 1, house.journal.head());
        }
    }

    @Test
    void aWrongZoneOrAddressIsRefusedWithTheReason() throws Exception {
        try (House house = new House(directory, HOLD, null)) {
            house.approve("TSTATT000001");
            assertTrue(assertThrows(Refusal.class, () -> house.terminals.change(
                    "TSTATT000001", new TerminalSettings(null, null, "Asia/Nowhere", null), "api"))
                    .getMessage().contains("Asia/Nowhere"));
            assertTrue(assertThrows(Refusal.class, () -> house.terminals.change(
                    "TSTATT000001", new TerminalSettings(null, null, null, List.of("terminal.example")), "api"))
                    .getMessage().contains("terminal.example"));
            assertThrows(Refusal.class, () ->
                    house.terminals.add(new TerminalSettings("no serial!", null, null, null), "api"));
        }
    }

    private static Caller caller(String serial, String address) throws Exception {
        return new Caller(serial, InetAddress.getByName(address), "att2", "2.4.1", "69");
    }
}
