// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scanning begins and ends as it is wanted, on the adapters that are wanted.
class RadioScanTest {

    private static final String OTHER = "00:1A:7D:DA:71:14";

    @AutoClose
    private RadioRig rig;

    @BeforeEach
    void start(@TempDir Path directory) {
        rig = RadioRig.quiet(directory);
    }

    @Test
    void withoutAWishNothingIsAskedOfBluezAndNothingIsTold() {
        Radio radio = rig.open(RadioRig.settings());
        assertEquals(List.of(Condition.IDLE), radio.adapters().stream().map(RadioState::condition).toList());
        radio.scan(false);
        assertEquals(0, rig.asked("hci0", "filters"));
        assertEquals(List.of(), rig.listener.news());
    }

    @Test
    void whileItIsWantedTheAdapterListensAndTheChangesAreToldOnce() {
        Radio radio = rig.open(RadioRig.settings());
        radio.scan(true);
        radio.scan(true);
        rig.listener.await("hci0", Condition.SCANNING);
        assertEquals("hci0 STARTING, hci0 SCANNING", rig.listener.course());
        RadioState state = radio.adapters().getFirst();
        assertEquals(RadioRig.ADDRESS, state.address());
        assertEquals("hci0 is listening.", state.reason());
        assertNull(state.cure());
    }

    @Test
    void whenItIsNotWantedAnyMoreTheSearchEndsAndNothingIsHeard() {
        Radio radio = rig.open(RadioRig.settings());
        radio.scan(true);
        rig.listener.await("hci0", Condition.SCANNING);
        radio.scan(false);
        rig.listener.await("hci0", Condition.IDLE);
        assertEquals(1, rig.asked("hci0", "stops"));
        assertEquals("unheard", rig.bluez.tell("heard hci0 C1:00:00:00:00:01"));
        radio.scan(true);
        rig.heard("hci0", "C1:00:00:00:00:02", "name=ATT-2");
        assertEquals(1, rig.listener.heard().size());
    }

    @Test
    void closingEndsTheSearchBecauseTheConnectionEnds() {
        Radio radio = rig.open(RadioRig.settings());
        radio.scan(true);
        rig.listener.await("hci0", Condition.SCANNING);
        assertEquals(1, rig.asked("hci0", "searching"));
        radio.close();
        rig.awaitAsked("hci0", "searching", 0);
        assertEquals(0, rig.asked("hci0", "stops"));
    }

    @Test
    void twoAdaptersListenAtOnceAndEachSaysWhatItHears() {
        rig.bluez.tell("adapter hci1 " + OTHER);
        Radio radio = rig.open(RadioRig.settings());
        radio.scan(true);
        rig.listener.await("hci0", Condition.SCANNING);
        rig.listener.await("hci1", Condition.SCANNING);
        rig.heard("hci0", "C1:00:00:00:00:01", "name=ATT-1");
        rig.heard("hci1", "C1:00:00:00:00:01", "name=ATT-1");
        assertEquals(
                List.of("hci0", "hci1"),
                rig.listener.heard().stream().map(Advertisement::adapter).toList());
        assertEquals(2, radio.adapters().size());
    }

    @Test
    void oneOfTwoAdaptersMayBeOff() {
        rig.bluez.tell("adapter hci1 " + OTHER + " off");
        rig.open(RadioRig.settings()).scan(true);
        rig.heard("hci0", "C1:00:00:00:00:01", "name=ATT-1");
        RadioState off = rig.listener.await("hci1", Condition.OFF);
        assertEquals(OTHER, off.address());
        assertTrue(off.cure().startsWith("Switch it on:"), off.cure());
    }

    @Test
    void anAdapterIsChosenByItsNameOrByItsAddress() {
        rig.bluez.tell("adapter hci1 " + OTHER);
        rig.bluez.tell("adapter hci2 00:1A:7D:DA:71:15");
        rig.open(settings("hci0", OTHER.toLowerCase(java.util.Locale.ROOT))).scan(true);
        rig.listener.await("hci0", Condition.SCANNING);
        rig.listener.await("hci1", Condition.SCANNING);
        assertEquals(0, rig.asked("hci2", "filters"));
        assertFalse(rig.listener.course().contains("hci2"));
    }

    @Test
    void anAdapterThatWasAskedForAndIsNotThereIsMissed() {
        rig.open(settings("hci0", "hci7")).scan(true);
        RadioState missing = rig.listener.await("hci7", Condition.NO_ADAPTER);
        assertEquals("The adapter hci7 is not there.", missing.reason());
        rig.listener.await("hci0", Condition.SCANNING);
    }

    @Test
    void whereThereIsNoAdapterTheRadioSaysSo() {
        rig.bluez.tell("unplug hci0");
        rig.open(RadioRig.settings()).scan(true);
        RadioState none = rig.listener.await(null, Condition.NO_ADAPTER);
        assertEquals("This machine has no Bluetooth adapter that BlueZ knows.", none.reason());
        rig.bluez.tell("adapter hci0 " + RadioRig.ADDRESS);
        rig.listener.await("hci0", Condition.SCANNING);
        assertEquals(1, rig.radio().adapters().size());
    }

    @Test
    void whereThereIsNoBusTheRadioSaysSoAndBeginsWhenThereIsOne() {
        rig.bluez.kill();
        rig.bus.kill();
        rig.open(RadioRig.settings()).scan(true);
        RadioState none = rig.listener.await(null, Condition.NO_BUS);
        assertTrue(none.reason().startsWith("The system bus cannot be reached: "), none.reason());
        assertTrue(none.cure().contains("dbus"), none.cure());
        rig.bus.start();
        rig.listener.await(null, Condition.NO_DAEMON);
        rig.bluez.start();
        rig.bluez.tell("adapter hci0 " + RadioRig.ADDRESS);
        rig.listener.await("hci0", Condition.SCANNING);
        // it may have begun before it was asked to scan
        assertEquals("null NO_BUS, null NO_DAEMON, hci0 STARTING, hci0 SCANNING",
                rig.listener.course().replaceFirst("^null IDLE, ", ""));
    }

    @Test
    void aDeviceOfBluezCacheIsNoReportButItsNameIsKnownWhenItIsHeard() {
        rig.bluez.tell("cached hci0 C1:00:00:00:00:01 name=ATT-1 uuid=fff0");
        rig.open(RadioRig.settings()).scan(true);
        rig.listener.await("hci0", Condition.SCANNING);
        Advertisement first = rig.heard("hci0", "C1:00:00:00:00:01", "rssi=-50 name=ATT-1 uuid=fff0");
        assertEquals("ATT-1", first.name());
        assertEquals(-50, first.rssi());
        assertEquals(1, first.serviceUuids().size());
        assertEquals(1, rig.listener.heard().size());
    }

    private static RadioSettings settings(String... adapters) {
        return new RadioSettings(List.of(adapters), false, Duration.ofMinutes(5));
    }
}
