// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;

/// From BlueZ's properties to advertisements. What comes over a real bus is in [RadioHearsTest].
class DevicesTest {

    private static final String PATH = "/org/bluez/hci2/dev_C1_00_00_00_00_0A";
    private static final String FFF0 = "0000fff0-0000-1000-8000-00805f9b34fb";

    private final Ear ear = new Ear(100);
    private final Devices devices = new Devices(3, ear, adapter -> !adapter.equals("hci9"), () -> 77);

    private static Map<String, Variant<?>> rssi(int dBm) {
        return new HashMap<>(Map.of("RSSI", new Variant<>((short) dBm)));
    }

    private Advertisement next() throws InterruptedException {
        return ear.take();
    }

    private void nothingWaits() throws InterruptedException {
        devices.told("/org/bluez/hci0/dev_00_00_00_00_00_00", rssi(-1));
        assertEquals("00:00:00:00:00:00", next().address());
    }

    @Test
    void thePathNamesAdapterAndAddress() throws InterruptedException {
        devices.told(PATH, rssi(-50));
        Advertisement report = next();
        assertEquals("hci2", report.adapter());
        assertEquals("C1:00:00:00:00:0A", report.address());
        assertEquals(77, report.nanos());
        assertEquals(77, devices.lastHeard("hci2"));
        assertNull(devices.lastHeard("hci0"));
    }

    @Test
    void bytesMayComeAsListOrAsArray() throws InterruptedException {
        Map<String, Variant<?>> told = rssi(-50);
        told.put("ServiceData", new Variant<>(Map.of(FFF0.toUpperCase(java.util.Locale.ROOT),
                new Variant<>(List.of((byte) 1, (byte) 0xff), "ay")), "a{sv}"));
        told.put("ManufacturerData", new Variant<>(Map.of(new UInt16(76), new Variant<>(new byte[] {2, 3})), "a{qv}"));
        devices.told(PATH, told);
        Advertisement report = next();
        assertArrayEquals(new byte[] {1, (byte) 0xff}, report.serviceData().get(FFF0));
        assertArrayEquals(new byte[] {2, 3}, report.manufacturerData().get(76));
    }

    @Test
    void dataThatIsNotRepeatedIsKept() throws InterruptedException {
        Map<String, Variant<?>> told = rssi(-50);
        told.put("ServiceData", new Variant<>(Map.of(FFF0, new Variant<>(new byte[] {9})), "a{sv}"));
        devices.told(PATH, told);
        next();
        devices.told(PATH, rssi(-40));
        assertArrayEquals(new byte[] {9}, next().serviceData().get(FFF0));
    }

    @Test
    void propertiesOfAnotherTypeThanTheyShouldBeArePassedOver() throws InterruptedException {
        Map<String, Variant<?>> told = rssi(-50);
        told.put("ManufacturerData", new Variant<>(List.of("x"), "as"));
        told.put("ServiceData", new Variant<>("x"));
        told.put("UUIDs", new Variant<>(5));
        told.put("Name", new Variant<>(5));
        devices.told(PATH, told);
        Advertisement report = next();
        assertEquals(-50, report.rssi());
        assertNull(report.name());
        assertEquals(List.of(), report.serviceUuids());
    }

    @Test
    void whatChangesWithoutAReportFromTheAirIsNoReport() throws InterruptedException {
        devices.told(PATH, Map.of("Connected", new Variant<>(true), "Name", new Variant<>("Speaker")));
        nothingWaits();
        devices.told(PATH, rssi(-50));
        assertEquals("Speaker", next().name());
    }

    @Test
    void aDeviceInTheListWithoutSignalIsNoReport() throws InterruptedException {
        devices.listed(PATH, Map.of("Name", new Variant<>("ATT-1")));
        nothingWaits();
        devices.listed(PATH, rssi(-70));
        assertEquals("ATT-1", next().name());
    }

    @Test
    void anAdapterThatIsNotListenedToIsRememberedButNotHeard() throws InterruptedException {
        devices.told("/org/bluez/hci9/dev_C1_00_00_00_00_0A", rssi(-50));
        nothingWaits();
        assertEquals(77, devices.lastHeard("hci9"));
    }

    @Test
    void ofTooManyDevicesThoseNotHeardForLongestAreForgotten() throws InterruptedException {
        for (String end : List.of("01", "02", "03")) {
            devices.told("/org/bluez/hci0/dev_" + end, Map.of("Name", new Variant<>("N" + end)));
        }
        devices.told("/org/bluez/hci0/dev_01", rssi(-1));
        devices.told("/org/bluez/hci0/dev_04", rssi(-4));
        devices.told("/org/bluez/hci0/dev_01", rssi(-1));
        devices.told("/org/bluez/hci0/dev_02", rssi(-2));
        assertEquals(3, devices.size());
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            Advertisement report = next();
            names.put(report.address(), String.valueOf(report.name()));
        }
        assertEquals(Map.of("01", "N01", "02", "null", "04", "null"), names);
    }

    @Test
    void ofUuidsThatPileUpAllDayTheNewestAreHandedOnNewestFirst() throws InterruptedException {
        for (int i = 500; i > 0; i--) {
            Map<String, Variant<?>> told = rssi(-50);
            List<String> sorted = IntStream.rangeClosed(i, 500).mapToObj("%08x-0000"::formatted).toList();
            told.put("UUIDs", new Variant<>(sorted, "as"));
            devices.told(PATH, told);
        }
        List<String> uuids = next().serviceUuids();
        assertEquals("%08x-0000".formatted(1), uuids.getFirst());
        assertEquals("%08x-0000".formatted(32), uuids.getLast());
        assertEquals(32, uuids.size());
    }

    @Test
    void whatWasNotHandedOnForLackOfRoomStaysNew() throws InterruptedException {
        Ear small = new Ear(1);
        Devices crowd = new Devices(10, small, adapter -> true, () -> 0);
        crowd.told("/org/bluez/hci0/dev_01", rssi(-1));
        crowd.told("/org/bluez/hci0/dev_02", rssi(-2));
        assertEquals("01", small.take().address());
        crowd.told("/org/bluez/hci0/dev_01", rssi(-1));
        crowd.told("/org/bluez/hci0/dev_02", rssi(-2));
        assertEquals("02", small.take().address());
        assertEquals(2, small.lost());
    }
}
