// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import muster.ble.Diagnosis.Finding;
import muster.ble.Diagnosis.Grade;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `muster doctor ble` finds, on a real bus with an imitated BlueZ.
class DiagnosisTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    @AutoClose
    private RadioRig rig;

    @BeforeEach
    void start(@TempDir Path directory) {
        rig = RadioRig.quiet(directory);
    }

    private Diagnosis of(Duration listen, RadioSettings settings) throws InterruptedException {
        return new Examination(settings, rig.bus.address(), rig.rfkill()).run(listen);
    }

    private static List<String> grades(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .map(finding -> finding.what() + " " + finding.grade())
                .toList();
    }

    /// The first that is not as it should be; everything before it is.
    private static Finding trouble(Diagnosis diagnosis) {
        Finding trouble = diagnosis.findings().stream()
                .filter(finding -> finding.grade() != Grade.OK)
                .findFirst()
                .orElseThrow();
        assertNotNull(trouble.cure());
        return trouble;
    }

    @Test
    void whereAllIsWellThePhonesAreCountedAndTheStrongestComesFirst() throws Exception {
        rig.bluez.tell("adapter hci1 00:1A:7D:DA:71:14");
        CompletableFuture<Diagnosis> running = CompletableFuture.supplyAsync(() -> {
            try {
                return of(Duration.ofSeconds(2), new RadioSettings(List.of("hci0"), false, Duration.ofMinutes(5)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        rig.onTheAir("hci0", "C1:00:00:00:00:01", "rssi=-80 name=ATT-1");
        rig.onTheAir("hci0", "C1:00:00:00:00:02", "rssi=-40 name=ATT-2");
        rig.onTheAir("hci0", "C1:00:00:00:00:03", "rssi=127 name=Speaker");
        Diagnosis diagnosis = running.join();
        assertEquals(
                List.of("bus OK", "bluez OK", "permission OK", "adapter OK", "power OK", "adapter OK", "air OK"),
                grades(diagnosis));
        assertEquals(
                "hci1 (00:1A:7D:DA:71:14) is there, but not to be used.",
                diagnosis.findings().get(5).sentence());
        assertEquals("3 reports of 3 devices were heard in 2 seconds.", diagnosis.findings().getLast().sentence());
        assertNull(diagnosis.findings().getLast().cure());
        assertEquals(
                List.of("ATT-2", "ATT-1", "Speaker"),
                diagnosis.heard().stream().map(Advertisement::name).toList());
        assertEquals(3, diagnosis.reports());
    }

    @Test
    void withoutABusNothingElseIsLookedAt() throws Exception {
        rig.bus.kill();
        Diagnosis diagnosis = of(SHORT, RadioRig.settings());
        assertEquals(List.of("bus ERROR"), grades(diagnosis));
        assertTrue(trouble(diagnosis).cure().contains("dbus"));
    }

    @Test
    void withoutBluezItIsSaidHowToGetIt() throws Exception {
        rig.bluez.kill();
        Diagnosis diagnosis = of(SHORT, RadioRig.settings());
        assertEquals(List.of("bus OK", "bluez ERROR"), grades(diagnosis));
        assertTrue(trouble(diagnosis).cure().contains("apt install bluez"));
    }

    @Test
    void withoutAnAdapterItIsSaid() throws Exception {
        rig.bluez.tell("unplug hci0");
        assertEquals("adapter", trouble(of(SHORT, RadioRig.settings())).what());
    }

    @Test
    void anAdapterThatWasAskedForAndIsNotThereIsNamed() throws Exception {
        Finding trouble = trouble(of(SHORT, new RadioSettings(List.of("hci7"), false, Duration.ofMinutes(5))));
        assertEquals("The adapter hci7 is not there.", trouble.sentence());
    }

    @Test
    void anAdapterThatIsOffIsNotListenedWith() throws Exception {
        rig.bluez.tell("power hci0 off");
        Diagnosis diagnosis = of(Duration.ofDays(1), RadioRig.settings());
        assertEquals("power", trouble(diagnosis).what());
        assertEquals(0, rig.asked("hci0", "starts"));
    }

    @Test
    void aBlockByRfkillIsNamed() throws Exception {
        block("hard");
        assertTrue(trouble(of(SHORT, RadioRig.settings())).sentence().startsWith("A switch on this machine"));
    }

    @Test
    void aRefusalToScanIsFoundByTrying() throws Exception {
        rig.bluez.tell("forbid hci0 yes");
        Finding trouble = trouble(of(Duration.ofSeconds(2), RadioRig.settings()));
        assertEquals("air", trouble.what());
        assertTrue(trouble.cure().contains("group bluetooth"));
    }

    @Test
    void whenNothingIsHeardItIsAWarning() throws Exception {
        Diagnosis diagnosis = of(Duration.ofSeconds(2), RadioRig.settings());
        assertEquals("air WARNING", grades(diagnosis).getLast());
        assertEquals("Nothing was heard in 2 seconds.", trouble(diagnosis).sentence());
    }

    private void block(String how) throws IOException {
        Path block = Files.createDirectories(rig.rfkill().directory().resolve("rfkill0"));
        Files.writeString(block.resolve("name"), "hci0\n");
        Files.writeString(block.resolve("type"), "bluetooth\n");
        Files.writeString(block.resolve(how), "1\n");
    }
}
