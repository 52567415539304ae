// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Counting without remembering.
class PhoneCensusTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /// The monotonic clock may begin anywhere.
    private static final long START = -77 * SECOND;

    private final PhoneCensus census = new PhoneCensus(START);

    @Test
    void aFewDevicesAreCountedExactly() {
        assertEquals(0, census.devices(START));
        for (int i = 0; i < 12; i++) {
            for (int times = 0; times < 5; times++) {
                census.report(address(i), START + times);
            }
        }
        census.match();
        assertEquals(12, census.devices(START + SECOND));
        assertEquals(60, census.reports());
        assertEquals(1, census.matched());
    }

    @Test
    void aDeviceThatIsNotHeardAnyMoreIsNotAbout() {
        census.report(address(1), START);
        census.report(address(2), START + 20 * SECOND);
        assertEquals(2, census.devices(START + 29 * SECOND));
        assertEquals(1, census.devices(START + 31 * SECOND));
        assertEquals(0, census.devices(START + 51 * SECOND));
    }

    @Test
    void manyDevicesAreCountedToWithinAPerCent() {
        for (int i = 0; i < 50_000; i++) {
            census.report(address(i), START);
        }
        int counted = census.devices(START);
        assertTrue(counted > 49_500 && counted < 50_500, () -> counted + " instead of 50000");
    }

    @Test
    void aReportFromBeforeTheStartDoesNoHarm() {
        census.report(address(1), START - 100 * SECOND);
        assertEquals(1, census.devices(START));
    }

    private static String address(int i) {
        return "C1:%02X:%02X:%02X:00:0A".formatted(i >> 16, i >> 8 & 0xFF, i & 0xFF);
    }
}
