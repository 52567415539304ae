// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What befalls a scan, and that it goes on afterwards (ble.md section 7), on a real bus with an imitated BlueZ.
class RadioRecoveryTest {

    private static final String PHONE = "C1:00:00:00:00:01";

    private Path directory;
    @AutoClose
    private RadioRig rig;

    @BeforeEach
    void start(@TempDir Path directory) {
        this.directory = directory;
    }

    private void heardAgain(String adapter) {
        rig.listener.await(adapter, Condition.SCANNING);
        rig.heard(adapter, PHONE, "name=ATT-1");
    }

    @Test
    void theAdapterIsSwitchedOffAndOn() {
        rig = RadioRig.listening(directory);
        rig.heard("hci0", PHONE, "name=ATT-1");
        rig.listener.forget();
        rig.bluez.tell("power hci0 off");
        RadioState off = rig.listener.await("hci0", Condition.OFF);
        assertEquals("hci0 is switched off.", off.reason());
        assertTrue(off.cure().contains("bluetoothctl power on"), off.cure());
        rig.bluez.tell("power hci0 on");
        heardAgain("hci0");
        assertEquals("hci0 OFF, hci0 STARTING, hci0 SCANNING", rig.listener.course());
        assertEquals(0, rig.asked("hci0", "powers"));
    }

    @Test
    void anAdapterThatIsOffIsSwitchedOnWhereThatIsAllowed() {
        rig = RadioRig.quiet(directory);
        rig.bluez.tell("adapter hci1 00:1A:7D:DA:71:14 off");
        rig.open(new RadioSettings(List.of("hci1"), true, Duration.ofMinutes(5))).scan(true);
        heardAgain("hci1");
        assertEquals("hci1 OFF, hci1 STARTING, hci1 SCANNING", rig.listener.course());
        assertNull(rig.listener.news().getFirst().cure());
    }

    @Test
    void rfkillBlocksTheAdapter() throws IOException {
        rig = RadioRig.listening(directory);
        Path block = Files.createDirectories(rig.rfkill().directory().resolve("rfkill3"));
        Files.writeString(block.resolve("name"), "hci0\n");
        Files.writeString(block.resolve("type"), "bluetooth\n");
        Files.writeString(block.resolve("soft"), "1\n");
        Files.writeString(block.resolve("hard"), "0\n");
        rig.bluez.tell("power hci0 off");
        RadioState off = rig.listener.await("hci0", Condition.OFF);
        assertEquals("hci0 is blocked by rfkill.", off.reason());
        assertEquals("Unblock it: rfkill unblock bluetooth", off.cure());
        Files.writeString(block.resolve("soft"), "0\n");
        rig.bluez.tell("power hci0 on");
        heardAgain("hci0");
    }

    @Test
    void bluetoothdIsKilledAndStartedAgain() {
        rig = RadioRig.listening(directory);
        rig.heard("hci0", PHONE, "name=ATT-1");
        rig.listener.forget();
        rig.bluez.kill();
        RadioState gone = rig.listener.await(null, Condition.NO_DAEMON);
        assertTrue(gone.cure().contains("systemctl"), gone.cure());
        assertEquals(List.of(gone), rig.radio().adapters());
        rig.bluez.start();
        rig.bluez.tell("adapter hci0 " + RadioRig.ADDRESS);
        heardAgain("hci0");
        assertEquals("null NO_DAEMON, hci0 STARTING, hci0 SCANNING", rig.listener.course());
    }

    /// A bluetoothd that is stopped switches its adapters off and takes them away first; that is one change, not three.
    @Test
    void bluetoothdIsStoppedAndStartedAgain() {
        rig = RadioRig.listening(directory);
        rig.bluez.tell("quit hci0");
        rig.listener.await(null, Condition.NO_DAEMON);
        rig.bluez.start();
        rig.bluez.tell("adapter hci0 " + RadioRig.ADDRESS);
        heardAgain("hci0");
        assertEquals("null NO_DAEMON, hci0 STARTING, hci0 SCANNING", rig.listener.course());
    }

    @Test
    void theBusIsKilledAndStartedAgain() {
        rig = RadioRig.listening(directory);
        rig.bus.kill();
        rig.listener.await(null, Condition.NO_BUS);
        rig.bluez.kill();
        rig.bus.start();
        rig.bluez.start();
        rig.bluez.tell("adapter hci0 " + RadioRig.ADDRESS);
        heardAgain("hci0");
    }

    @Test
    void anotherClientEndsTheSearch() {
        rig = RadioRig.listening(directory);
        rig.bluez.tell("steal hci0");
        RadioState ended = rig.listener.await("hci0", Condition.STARTING);
        assertEquals("Another program ended the search on hci0; it is started again.", ended.reason());
        heardAgain("hci0");
        assertEquals("hci0 STARTING, hci0 SCANNING", rig.listener.course());
        assertEquals(1, rig.asked("hci0", "stops"));
        assertEquals(2, rig.asked("hci0", "starts"));
    }

    @Test
    void anotherClientEndsTheSearchAgainAndAgain() {
        rig = RadioRig.listening(directory);
        for (int i = 0; i < 2; i++) {
            rig.bluez.tell("steal hci0");
            rig.listener.await("hci0", Condition.STARTING);
            heardAgain("hci0");
            rig.listener.forget();
        }
    }

    @Test
    void theAdapterIsPulledAndComesBackUnderAnotherName() {
        rig = RadioRig.listening(directory);
        rig.bluez.tell("unplug hci0");
        RadioState gone = rig.listener.await("hci0", Condition.NO_ADAPTER);
        assertEquals("Plug the adapter in again.", gone.cure());
        rig.bluez.tell("adapter hci1 " + RadioRig.ADDRESS);
        heardAgain("hci1");
        assertEquals("hci0 NO_ADAPTER, hci1 STARTING, hci1 SCANNING", rig.listener.course());
        assertEquals(
                List.of("hci1"),
                rig.radio().adapters().stream().map(RadioState::adapter).toList());
    }

    @Test
    void anAdapterChosenByItsAddressIsFoundUnderAnotherName() {
        rig = RadioRig.quiet(directory);
        rig.open(new RadioSettings(List.of(RadioRig.ADDRESS), false, Duration.ofMinutes(5))).scan(true);
        rig.listener.await("hci0", Condition.SCANNING);
        rig.bluez.tell("unplug hci0");
        rig.listener.await("hci0", Condition.NO_ADAPTER);
        rig.bluez.tell("adapter hci3 " + RadioRig.ADDRESS);
        heardAgain("hci3");
    }

    /// After `kill -9` of bluetoothd the kernel goes on scanning, and the new bluetoothd is refused for seconds.
    @Test
    void bluezIsBusyForAWhile() {
        rig = RadioRig.quiet(directory);
        rig.bluez.tell("busy hci0 3");
        rig.open(RadioRig.settings()).scan(true);
        heardAgain("hci0");
        assertEquals("hci0 STARTING, hci0 SCANNING", rig.listener.course());
        assertEquals(4, rig.asked("hci0", "starts"));
    }

    @Test
    void bluezDoesNotLetThisUserScan() {
        rig = RadioRig.quiet(directory);
        rig.bluez.tell("forbid hci0 yes");
        rig.open(RadioRig.settings()).scan(true);
        RadioState denied = rig.listener.await("hci0", Condition.STALLED);
        assertEquals("BlueZ does not let this user scan on hci0: Rejected send message.", denied.reason());
        assertTrue(denied.cure().contains("group bluetooth"), denied.cure());
    }

    @Test
    void aSilentAdapterIsStartedAgainThenSwitchedThenReportedAndAllIsWellWithTheFirstPhone() {
        rig = RadioRig.quiet(directory);
        rig.open(new RadioSettings(List.of(), true, Duration.ofMillis(700))).scan(true);
        RadioState stalled = rig.listener.await("hci0", Condition.STALLED);
        assertEquals("hci0 STARTING, hci0 SCANNING, hci0 STARTING, hci0 SCANNING, hci0 STALLED", rig.listener.course());
        assertTrue(stalled.reason().startsWith("hci0 has heard no device of any kind for 2 seconds"), stalled.reason());
        rig.listener.forget();
        rig.heard("hci0", PHONE, "name=ATT-1");
        rig.listener.await("hci0", Condition.SCANNING);
        assertTrue(rig.asked("hci0", "powers") >= 2 && rig.asked("hci0", "powers") <= 6);
    }

    @Test
    void aSilentAdapterThatMayNotBeSwitchedIsOnlyStartedAgain() {
        rig = RadioRig.quiet(directory);
        rig.open(new RadioSettings(List.of(), false, Duration.ofMillis(500))).scan(true);
        rig.listener.await("hci0", Condition.STALLED);
        assertEquals("hci0 STARTING, hci0 SCANNING, hci0 STALLED", rig.listener.course());
        assertEquals(0, rig.asked("hci0", "powers"));
        assertTrue(rig.asked("hci0", "starts") >= 2);
    }
}
