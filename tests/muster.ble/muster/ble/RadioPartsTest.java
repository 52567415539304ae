// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The small parts of the radio.
class RadioPartsTest {

    @Test
    void anAdapterIsSwitchedThreeTimesInAnHourAtMost() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        PowerCycles cycles = new PowerCycles(now::get);
        assertTrue(cycles.take());
        now.addAndGet(Duration.ofMinutes(30).toNanos());
        assertTrue(cycles.take());
        assertTrue(cycles.take());
        assertFalse(cycles.take());
        now.addAndGet(Duration.ofMinutes(30).toNanos());
        assertTrue(cycles.take());
        assertFalse(cycles.take());
    }

    @Test
    void eachFailureWaitsTwiceAsLongUpToTheCap() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertEquals(Duration.ofSeconds(seconds), backoff.next());
        }
        backoff.reset();
        assertEquals(Duration.ofSeconds(1), backoff.next());
    }

    @Test
    void rfkillIsReadForTheAdapterAndForTheMachine(@TempDir Path directory) throws IOException {
        RfKill rfkill = new RfKill(directory);
        assertEquals(RfKill.Block.NONE, rfkill.block("hci0"));
        rfkill(directory, "rfkill0", "phy0", "wlan", "soft");
        rfkill(directory, "rfkill1", "hci1", "bluetooth", "soft");
        assertEquals(RfKill.Block.NONE, rfkill.block("hci0"));
        assertEquals(RfKill.Block.SOFT, rfkill.block("hci1"));
        rfkill(directory, "rfkill2", "laptop-bluetooth", "bluetooth", "hard");
        assertEquals(RfKill.Block.HARD, rfkill.block("hci0"));
        assertEquals(RfKill.Block.HARD, rfkill.block("hci1"));
    }

    private static void rfkill(Path directory, String entry, String name, String type, String how) throws IOException {
        Path one = Files.createDirectories(directory.resolve(entry));
        Files.writeString(one.resolve("name"), name + "\n");
        Files.writeString(one.resolve("type"), type + "\n");
        Files.writeString(one.resolve("soft"), "0\n");
        Files.writeString(one.resolve(how), "1\n");
    }

    @Test
    void aMachineWithoutRfkillBlocksNothing(@TempDir Path directory) {
        assertEquals(RfKill.Block.NONE, new RfKill(directory.resolve("none")).block("hci0"));
    }

    @Test
    void aSilenceThatIsNoneIsRefused() {
        List<String> all = List.of();
        assertThrows(IllegalArgumentException.class, () -> new RadioSettings(all, false, Duration.ZERO));
    }
}
