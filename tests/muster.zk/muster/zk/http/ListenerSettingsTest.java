// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListenerSettingsTest {

    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "cdata, ATTLOG, 4",
        "cdata, ' operlog ', 4",
        "cdata, , 4",
        "cdata, rtlog, 4",
        "cdata, AttPhoto, 2",
        "fdata, , 2",
        "cdata, BIODATA, 16",
        "cdata, tgz, 16",
        "cdata, tabledata, 16",
        "querydata, transaction, 16",
        "devicecmd, , 4",
        "nobody-knows, BIODATA, 4"
    })
    void theStandardLimitOfABodyIsThatOfItsTable(String endpoint, String table, int mib) {
        assertEquals(mib * MIB, Limits.STANDARD.body(endpoint, table));
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1, 1, 1, -1));
    }

    @Test
    void aTimeOfNothingAndATimeWithoutEndAreRefused() {
        Duration second = Duration.ofSeconds(1);
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofDays(2), Duration.ofSeconds(-1)}) {
            assertThrows(IllegalArgumentException.class,
                    () -> new Times(wrong, second, second, second, second, second));
        }
    }

    @Test
    void theStandardSettingsAreThoseOfTheManual() {
        assertEquals(Duration.ofSeconds(60), ListenerSettings.STANDARD.times().request());
        assertEquals(64, ListenerSettings.STANDARD.connectionsPerAddress());
    }

    @Test
    void roomForLessThanTheLargestBodyIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new ListenerSettings(Limits.STANDARD, Times.STANDARD, 1, 1, 16 * MIB - 1));
        assertThrows(IllegalArgumentException.class,
                () -> new ListenerSettings(Limits.STANDARD, Times.STANDARD, 0, 1, 16 * MIB));
    }
}
