// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Under which spellings an id is looked for on a list.
class BeaconFormsTest {

    static List<List<String>> rows() {
        return BeaconAir.rows("beacon-forms.txt");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void areThese(List<String> row) {
        assertEquals(List.of(row.get(1).split(" ")), new Beacon(row.get(0), Beacon.Carrier.NAME, null).forms());
    }

    @Test
    void haveExamples() {
        assertEquals(9, rows().size());
    }

    /// A name is what a person typed: text that is no ASCII is never asked about as 16 bytes.
    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "ATT-\u007f", "ATT-\u001f"})
    void areOnlyItselfForWhatIsNoAscii(String id) {
        assertEquals(List.of(id), new Beacon(id, Beacon.Carrier.NAME, null).forms());
    }
}
