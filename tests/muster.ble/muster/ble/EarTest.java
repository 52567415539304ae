// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The buffer between the bus and who listens.
class EarTest {

    private final Ear ear = new Ear(4);

    private boolean put(String device, int rssi, boolean isNew) {
        return ear.put(device, report(device, rssi), isNew);
    }

    private static Advertisement report(String device, int rssi) {
        return new Advertisement("hci0", device, rssi, null, null, null, null, 0);
    }

    private List<String> taken(int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Advertisement report = ear.take();
            taken.add(report.address() + report.rssi());
        }
        return taken;
    }

    @Test
    void ofADeviceTheNewestReportIsTakenInThePlaceOfTheOldest() throws InterruptedException {
        put("a", -1, true);
        put("b", -2, true);
        put("a", -3, false);
        assertEquals(List.of("a-3", "b-2"), taken(2));
        assertEquals(0, ear.lost());
    }

    @Test
    void devicesNotYetTakenGoBeforeRepeats() throws InterruptedException {
        put("a", -1, false);
        put("b", -2, false);
        put("c", -3, true);
        assertEquals(List.of("c-3", "a-1", "b-2"), taken(3));
    }

    @Test
    void aRepeatThatHasSomethingNewToSayGoesFirstToo() throws InterruptedException {
        put("a", -1, false);
        put("b", -2, false);
        put("b", -3, true);
        assertEquals(List.of("b-3", "a-1"), taken(2));
    }

    @Test
    void aFloodOfNewDevicesDoesNotSilenceThoseWhoStay() throws InterruptedException {
        put("stays", -1, false);
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            put("new" + i, -i, true);
            taken.addAll(taken(1));
        }
        assertTrue(taken.indexOf("stays-1") <= 3, taken.toString());
    }

    @Test
    void whenItIsFullANewDeviceTakesThePlaceOfTheOldestRepeatAndARepeatIsDropped() throws InterruptedException {
        put("a", -1, false);
        put("b", -2, false);
        put("c", -3, true);
        put("d", -4, true);
        assertFalse(put("late", -5, false));
        assertTrue(put("new", -6, true));
        assertEquals(2, ear.lost());
        assertEquals(List.of("c-3", "d-4", "new-6", "b-2"), taken(4));
    }

    @Test
    void whenItIsFullOfNewDevicesAnotherIsDropped() {
        for (String device : List.of("a", "b", "c", "d")) {
            put(device, -1, true);
        }
        assertFalse(put("e", -1, true));
        assertTrue(put("d", -2, false));
        assertEquals(1, ear.lost());
    }

    @Test
    void inACrowdOfForeignDevicesEachPhoneIsTakenBeforeAnyRepeat() throws InterruptedException {
        Ear hall = new Ear(Ear.CAPACITY);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 5_000; i++) {
                hall.put("foreign" + i, report("foreign" + i, -round), false);
            }
            for (int i = 0; i < 300; i++) {
                hall.put("phone" + i, report("phone" + i, -round), round == 0);
            }
        }
        Set<String> newest = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            Advertisement report = hall.take();
            if (report.address().startsWith("phone") && report.rssi() == -9) {
                newest.add(report.address());
            }
        }
        assertEquals(300, newest.size());
        assertEquals(0, hall.lost());
    }

    @Test
    void aListenerThatFailsMissesOneReportAndGoesOn() throws InterruptedException {
        List<String> heard = new ArrayList<>();
        put("a", -1, true);
        put("b", -2, true);
        Thread listening = Thread.ofVirtual().start(() -> {
            try {
                ear.listen(report -> {
                    heard.add(report.address());
                    if (report.address().equals("a")) {
                        throw new IllegalStateException("on purpose");
                    }
                    Thread.currentThread().interrupt();
                });
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        listening.join();
        assertEquals(List.of("a", "b"), heard);
    }
}
