// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is on the air, byte by byte, and whose it is.
class BeaconReaderTest {

    private static final String CODE = "4154547e00a1b2c3d4e5f60718293a4b";

    private static String read(String prefix, Advertisement heard) {
        return new BeaconReader(prefix)
                .read(heard)
                .map(beacon -> beacon.carrier() + " " + beacon.id())
                .orElse("nobody");
    }

    static List<List<String>> rows() {
        return BeaconAir.rows("beacons.txt");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isWhoseTheExampleSays(List<String> row) {
        assertEquals(row.get(2), read(row.get(0), BeaconAir.heard(row.get(1))));
    }

    @Test
    void thereAreExamples() {
        assertEquals(146, rows().size());
    }

    /// The seed's app puts the id in manufacturer data, and phones have a name of their own.
    @Test
    void isTakenFromManufacturerDataThenServiceDataThenServiceUuidThenName() {
        String name = "0a09 4154542d6e616d6565";
        String uuid = "1107 3430303030303030303030302d545441";
        String service = "0916f0ff 4154542d7364";
        String company = "09ffffff 4154542d6d64";
        assertEquals("NAME ATT-namee", read("ATT-", BeaconAir.heard(name)));
        assertEquals("SERVICE_UUID ATT-000000000004", read("ATT-", BeaconAir.heard(name + uuid)));
        assertEquals("SERVICE_DATA ATT-sd", read("ATT-", BeaconAir.heard(name + uuid + service)));
        assertEquals("MANUFACTURER_DATA ATT-md", read("ATT-", BeaconAir.heard(name + uuid + service + company)));
    }

    @Test
    void isFoundBesideForeignPartsOfTheSameAdvertisement() {
        Advertisement heard = new Advertisement(
                "hci0", "C1:00:00:00:00:01", -61, "Galaxy",
                List.of("not a uuid", "6e400001-b5a3-f393-e0a9-e50e24dcca9e", "4154542D-3030-3030-3030-303030303034"),
                Map.of("0000fe2c-0000-1000-8000-00805f9b34fb", new byte[3], "180f", new byte[1]),
                Map.of(0x004C, BeaconAir.bytes("1005a1b2c3d4e5"), 0x0075, new byte[0]), 0);
        assertEquals("SERVICE_UUID ATT-000000000004", read("ATT-", heard));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "13ffffff 4154547e00a1b2c3d4e5f60718293a4b",
        "13ff7500 4154547e00a1b2c3d4e5f60718293a4b",
        "1316f0ff 4154547e00a1b2c3d4e5f60718293a4b",
        "13160f18 4154547e00a1b2c3d4e5f60718293a4b",
        "1107 4b3a291807f6e5d4c3b2a1007e545441",
        "020106 1aff4c000215 4154547e00a1b2c3d4e5f60718293a4b 00010003 c5",
        "1716aafe 00ee 4154547e00a1b2c3d4e5f60718293a4b 0000",
    })
    void isARotatingCodeWhateverThePrefix(String air) {
        for (String prefix : List.of("ATT-", "", "XYZ-", "e2c56db5")) {
            Beacon beacon = new BeaconReader(prefix).read(BeaconAir.heard(air)).orElseThrow();
            assertArrayEquals(BeaconAir.bytes(CODE), beacon.code());
            assertEquals("ATT~00a1b2", beacon.id());
            assertEquals(List.of(), beacon.forms());
        }
    }

    @Test
    void isNoRotatingCodeInANameNorWithOtherLengths() {
        assertEquals("nobody", read("", BeaconAir.named("ATT~abcdefghijkl")));
        assertEquals("nobody", read("", BeaconAir.named(" ATT~abcdef")));
        assertEquals("NAME ATT", read("", BeaconAir.named("ATT")));
        assertEquals("nobody", read("", BeaconAir.named("4154547E-00A1-B2C3-D4E5-F60718293A4B")));
        assertEquals("nobody", read("", BeaconAir.manufacturer(0xFFFF, BeaconAir.bytes(CODE + "00"))));
        assertEquals("nobody", read("", BeaconAir.manufacturer(0xFFFF, BeaconAir.bytes("beac" + CODE + "00112233"))));
    }

    @Test
    void hasNoCodeWhenTheIdIsFixed() {
        Optional<Beacon> beacon = new BeaconReader("ATT-").read(BeaconAir.named("ATT-bob"));
        assertNull(beacon.orElseThrow().code());
    }

    @Test
    void isNobodysWhenItIsLongerThanAnyAdvertisementOfAPhone() {
        String longest = "ATT-" + "x".repeat(60);
        assertEquals("NAME " + longest, read("ATT-", BeaconAir.named(longest)));
        assertEquals("nobody", read("ATT-", BeaconAir.named(longest + "x")));
    }

    @Test
    void keepsControlCharactersOfStrangersAwayFromScreens() {
        assertEquals("NAME 4154542d1b5b324a", read("ATT-", BeaconAir.named("ATT-\u001b[2J")));
        assertEquals("nobody", read("", BeaconAir.named("\u001b[2Jhello")));
        assertEquals("NAME 4154542d1f", read("ATT-", BeaconAir.named("ATT-\u001f")));
        assertEquals("NAME 4154542d7f", read("ATT-", BeaconAir.named("ATT-\u007f")));
        assertEquals("NAME ATT-~", read("ATT-", BeaconAir.named("ATT-~")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATT -", "Büro", "12345678901234567", "a\u0000", "ATT~", "att~x"})
    void refusesAPrefixThatNoIdCanHave(String prefix) {
        String told = assertThrows(IllegalArgumentException.class, () -> new BeaconReader(prefix)).getMessage();
        assertTrue(told.endsWith(": " + prefix), told);
    }

    @Test
    void takesAPrefixAsLongAsTheConfigurationDoes() {
        assertEquals("NAME 1234567890123456x", read("1234567890123456", BeaconAir.named("1234567890123456x")));
    }

    /// What a recording or another scanner sends may be no UUID at all.
    @Test
    void livesWithUuidsThatAreNone() {
        for (String uuid : List.of("", "4", "4Z54542d-3030-3030-3030-303030303034", "41", "é1", "4154542d-3030")) {
            assertEquals("nobody", read("ATT-", BeaconAir.uuids(uuid)));
            assertEquals("nobody", read("", BeaconAir.uuids(uuid)));
        }
        assertEquals("nobody", read("", BeaconAir.service("180f", "1042".getBytes())));
        assertEquals("nobody", read("", BeaconAir.service("", "1042".getBytes())));
    }

    @Test
    void tellsItsCarrierInTheWordsOfTheApi() {
        assertEquals(
                List.of("manufacturer_data", "service_data", "service_uuid", "name", "ibeacon", "altbeacon",
                        "eddystone"),
                List.of(Beacon.Carrier.values()).stream().map(Beacon.Carrier::word).toList());
    }
}
