// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Phones on a real dbus-daemon with python3-dbusmock's BlueZ: what they say by each carrier, how they come and go.
class RadioHearsTest {

    private static final String PHONE = "C1:00:00:00:00:01";
    private static final String FFF0 = "0000fff0-0000-1000-8000-00805f9b34fb";
    private static final String MINE = "4154542d-0000-0000-0000-00000000002a";
    private static final String LATER = "0154542d-0000-0000-0000-00000000002b";

    @AutoClose
    private RadioRig rig;

    @BeforeEach
    void start(@TempDir Path directory) {
        rig = RadioRig.listening(directory);
    }

    @Test
    void bluezIsAskedForEveryAdvertisementOfLowEnergyAndForNothingElse() {
        assertTrue(rig.bluez.tell("told hci0").endsWith("filter={'Transport': 'le', 'DuplicateData': True}")
                || rig.bluez.tell("told hci0").endsWith("filter={'DuplicateData': True, 'Transport': 'le'}"));
        assertEquals(1, rig.asked("hci0", "starts"));
        assertEquals(0, rig.asked("hci0", "powers"));
    }

    @Test
    void aPhoneThatSendsManufacturerDataIsHeard() {
        Advertisement report = rig.heard("hci0", PHONE, "rssi=-71 company=76:02154154542d");
        assertEquals("hci0", report.adapter());
        assertEquals(-71, report.rssi());
        assertNull(report.name());
        assertEquals(List.of(), report.serviceUuids());
        assertEquals(Set.of(76), report.manufacturerData().keySet());
        assertArrayEquals(HexFormat.of().parseHex("02154154542d"), report.manufacturerData().get(76));
    }

    @Test
    void aPhoneThatSendsServiceDataIsHeard() {
        Advertisement report = rig.heard("hci0", PHONE, "service=fff0:4154542d303031");
        assertEquals(Set.of(FFF0), report.serviceData().keySet());
        assertEquals("ATT-001", new String(report.serviceData().get(FFF0), StandardCharsets.US_ASCII));
    }

    @Test
    void aPhoneThatSendsAServiceUuidIsHeard() {
        assertEquals(List.of(MINE), rig.heard("hci0", PHONE, "uuid=" + MINE).serviceUuids());
    }

    @Test
    void aPhoneThatSendsANameIsHeard() {
        assertEquals("ATT-42", rig.heard("hci0", PHONE, "name=ATT-42").name());
    }

    @Test
    void aPhoneKnownByNameOrUuidIsStillKnownWhenBluezTellsOnlyItsSignal() {
        rig.heard("hci0", PHONE, "rssi=-61 name=ATT-42 uuid=" + MINE);
        rig.listener.forget();
        Advertisement again = rig.heard("hci0", PHONE, "rssi=-44 name=ATT-42 uuid=" + MINE);
        assertEquals(-44, again.rssi());
        assertEquals("ATT-42", again.name());
        assertEquals(List.of(MINE), again.serviceUuids());
    }

    @Test
    void ofUuidsThatPileUpUnderOneAddressTheNewestComesFirst() {
        rig.heard("hci0", PHONE, "uuid=" + MINE);
        rig.listener.forget();
        assertEquals(List.of(LATER, MINE), rig.heard("hci0", PHONE, "uuid=" + LATER).serviceUuids());
    }

    @Test
    void aPhoneThatChangesItsAddressIsAnotherDeviceWithTheSameThingToSay() {
        rig.heard("hci0", PHONE, "service=fff0:4154542d303031");
        Advertisement moved = rig.heard("hci0", "5A:11:22:33:44:55", "service=fff0:4154542d303031");
        rig.bluez.tell("silent hci0 " + PHONE);
        assertEquals("5A:11:22:33:44:55", moved.address());
        assertEquals("ATT-001", new String(moved.serviceData().get(FFF0), StandardCharsets.US_ASCII));
    }

    @Test
    void aPhoneThatVanishedAndComesBackBeginsWithNothing() {
        rig.heard("hci0", PHONE, "name=ATT-42 uuid=" + MINE);
        rig.bluez.tell("silent hci0 " + PHONE);
        rig.listener.forget();
        Advertisement back = rig.heard("hci0", PHONE, "uuid=" + LATER);
        assertNull(back.name());
        assertEquals(List.of(LATER), back.serviceUuids());
    }

    @Test
    void aSignalThatBluezDoesNotKnowIsUnknown() {
        assertEquals(Advertisement.UNKNOWN_RSSI, rig.heard("hci0", PHONE, "rssi=127 name=ATT-42").rssi());
    }

    @Test
    void whatIsHeardIsStampedWithTheMonotonicClock() {
        long before = System.nanoTime();
        long heard = rig.heard("hci0", PHONE, "name=ATT-42").nanos();
        assertTrue(heard - before > 0 && System.nanoTime() - heard >= 0);
    }

    @Test
    void thePhonesOfAHallAreAllHeard() {
        for (int i = 0; i < 300; i++) {
            rig.bluez.tell("heard hci0 C2:00:00:00:%02X:%02X service=fff0:%08x".formatted(i >> 8, i & 255, i));
        }
        rig.listener.awaitReport("C2:00:00:00:01:2B");
        assertEquals(
                300,
                rig.listener.heard().stream().map(Advertisement::address).distinct().count());
        assertEquals(0, rig.radio().lost());
    }
}
