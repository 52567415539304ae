// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import muster.ble.Advertisement;
import muster.model.Json;
import muster.model.Sighting;
import muster.model.SightingBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Advertisements as JSON tells them.
class SightingsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long NOW = 1_000_000_000_000L;

    private static Sighting at(Instant at) {
        return new Sighting(at, "hci1", "C1:00:00:00:00:01", -60, null, null, null, null);
    }

    private static List<Advertisement> read(Sighting... sightings) {
        return Sightings.advertisements(new SightingBatch(Arrays.asList(sightings)), NOW);
    }

    private static String refusal(String json) {
        SightingBatch batch = Json.parse("{\"sightings\":[" + json + "]}", SightingBatch.class);
        return assertThrows(IllegalArgumentException.class, () -> Sightings.advertisements(batch, NOW)).getMessage();
    }

    @Test
    void everythingAnAdvertisementSaysIsRead() {
        String json = """
                {"sightings":[{"adapter":"hci1","address":"c1:00:00:00:00:01","rssi":-61,"name":"ATT-1042",
                "service_uuids":["4154542D-0000-1000-8000-0123456789AB","fff0","0000FEAA",
                "4154542d00001000800001234567890a"],
                "service_data":{"FFF0":"4154542d31"},"manufacturer_data":{"76":"0215","65535":"4154542D32"}}]}""";
        Advertisement heard =
                Sightings.advertisements(Json.parse(json, SightingBatch.class), NOW).getFirst();
        assertEquals("hci1", heard.adapter());
        assertEquals("C1:00:00:00:00:01", heard.address());
        assertEquals(-61, heard.rssi());
        assertEquals("ATT-1042", heard.name());
        assertEquals(
                List.of("4154542d-0000-1000-8000-0123456789ab", "0000fff0-0000-1000-8000-00805f9b34fb",
                        "0000feaa-0000-1000-8000-00805f9b34fb", "4154542d-0000-1000-8000-01234567890a"),
                heard.serviceUuids());
        assertArrayEquals("ATT-1".getBytes(), heard.serviceData().get("0000fff0-0000-1000-8000-00805f9b34fb"));
        assertArrayEquals("ATT-2".getBytes(), heard.manufacturerData().get(65535));
        assertArrayEquals(new byte[] {2, 21}, heard.manufacturerData().get(76));
        assertEquals(NOW, heard.nanos());
    }

    @Test
    void whatIsNotThereIsUnknown() {
        Advertisement heard = read(new Sighting(null, null, "x", null, "", null, null, null)).getFirst();
        assertEquals("api", heard.adapter());
        assertEquals(Advertisement.UNKNOWN_RSSI, heard.rssi());
        assertNull(heard.name());
        assertTrue(heard.serviceUuids().isEmpty());
        assertEquals(Advertisement.UNKNOWN_RSSI,
                read(new Sighting(null, null, "x", 127, "", null, null, null)).getFirst().rssi());
    }

    @Test
    void theNewestIsHeardNowAndTheOthersAsMuchEarlierWhateverTheSendersClockShows() {
        Instant wrong = Instant.EPOCH;
        List<Advertisement> heard = read(at(wrong), at(wrong.plusMillis(2500)), at(wrong.plusMillis(500)), at(null));
        assertEquals(List.of(NOW - 2_500_000_000L, NOW, NOW - 2_000_000_000L, NOW),
                heard.stream().map(Advertisement::nanos).toList());
    }

    @Test
    void timesThatCannotBeDoNoHarm() {
        List<Advertisement> heard = read(at(Instant.MIN), at(Instant.MAX));
        assertEquals(NOW, heard.get(1).nanos());
        assertTrue(heard.get(0).nanos() < NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "|address is missing",
        "'address':' '|address is missing",
        "'address':'a','rssi':21|rssi is -127 to 20 dBm, or 127 for unknown, not 21",
        "'address':'a','rssi':-128|rssi is -127 to 20 dBm, or 127 for unknown, not -128",
        "'address':'a','service_uuids':['zz']|service_uuids: a service UUID has 4, 8 or 32 hexadecimal digits",
        "'address':'a','service_data':{'f':'41'}|service_data: a service UUID has 4, 8 or 32 hexadecimal digits",
        "'address':'a','service_data':{'fff0':'4'}|service_data: two hexadecimal digits for each byte are needed",
        "'address':'a','service_data':{'fff0':'4g'}|service_data: two hexadecimal digits for each byte are needed",
        "'address':'a','manufacturer_data':{'65536':''}|manufacturer_data: a company is 0 to 65535, not 65536",
        "'address':'a','manufacturer_data':{'-1':'41'}|manufacturer_data: a company is 0 to 65535, not -1",
    })
    void aBadValueIsRefusedWithTheSightingAndTheField(String members, String why) {
        String json = "{" + (members == null ? "" : members.replace('\'', '"')) + "}";
        assertEquals("sightings[0] " + why + ".", refusal(json));
    }

    @Test
    void theRefusalNamesTheSightingThatIsWrong() {
        assertEquals("sightings[1] rssi is -127 to 20 dBm, or 127 for unknown, not 99.",
                refusal("{\"address\":\"a\"},{\"address\":\"a\",\"rssi\":99}"));
    }

    @Test
    void whatIsTooLongOrTooMuchIsRefused() {
        String longName = "x".repeat(256);
        assertTrue(refusal("{\"address\":\"a\",\"name\":\"" + longName + "\"}").contains("name has more than 255"));
        String longData = "00".repeat(1651);
        assertTrue(refusal("{\"address\":\"a\",\"service_data\":{\"fff0\":\"" + longData + "\"}}")
                .contains("service_data has more than 1650 bytes"));
        SightingBatch many = new SightingBatch(Collections.nCopies(10_001, at(null)));
        assertThrows(IllegalArgumentException.class, () -> Sightings.advertisements(many, NOW));
        assertThrows(
                IllegalArgumentException.class, () -> Sightings.advertisements(new SightingBatch(null), NOW));
        SightingBatch empty = new SightingBatch(new ArrayList<>());
        assertEquals(List.of(), Sightings.advertisements(empty, NOW));
        assertEquals("sightings[0] is null; a sighting is needed.",
                assertThrows(IllegalArgumentException.class, () -> read((Sighting) null)).getMessage());
    }

    @Test
    void theEvidenceOfACheckInCanBeReadAgain() {
        Advertisement heard = new Advertisement("hci0", "C1:00:00:00:00:01", Advertisement.UNKNOWN_RSSI, "ATT-1",
                List.of("4154542d-0000-1000-8000-0123456789ab"),
                Map.of("0000fff0-0000-1000-8000-00805f9b34fb", new byte[] {1, 2}), Map.of(76, new byte[] {-1}), NOW);
        String line = Json.text(Sightings.sighting(heard, NOON));
        assertEquals("{\"at\":\"2026-11-20T12:00:00Z\",\"adapter\":\"hci0\",\"address\":\"C1:00:00:00:00:01\","
                + "\"name\":\"ATT-1\",\"service_uuids\":[\"4154542d-0000-1000-8000-0123456789ab\"],"
                + "\"service_data\":{\"0000fff0-0000-1000-8000-00805f9b34fb\":\"0102\"},"
                + "\"manufacturer_data\":{\"76\":\"ff\"}}", line);
        Advertisement again = Sightings.advertisement(Json.parse(line, Sighting.class), NOW);
        assertEquals(heard.serviceUuids(), again.serviceUuids());
        assertArrayEquals(new byte[] {-1}, again.manufacturerData().get(76));
        assertEquals(heard.rssi(), again.rssi());
    }
}
