// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What another scanner heard.
class SightingsApiTest {

    private static final String FAIR = "/api/gatherings/fair";
    private static final String ONE = "{\"address\": \"02:00:00:00:00:01\", \"rssi\": -50, \"name\": \"ATT-1\"}";

    @TempDir
    Path directory;

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private OpenHouse fair() throws Exception {
        OpenHouse open = new OpenHouse(directory);
        object(open.call("POST", "/api/gatherings", "{\"id\": \"fair\", \"name\": \"Book fair\"}"), 201);
        object(open.call("POST", FAIR + "/start", "{}"), 200);
        return open;
    }

    private static HttpResponse<String> post(OpenHouse open, List<String> sightings) throws Exception {
        return open.call("POST", "/api/sightings", "{\"sightings\": [" + String.join(",", sightings) + "]}");
    }

    private static void awaitCheckedIn(OpenHouse open, int people) {
        Await.until(people + " are checked in", () -> {
            try {
                return open.json(FAIR).get("checked_in").getAsInt() == people;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aPhoneThatAnotherScannerHeardIsCheckedIn() throws Exception {
        try (OpenHouse open = fair(); Wire wire = Wire.stream(open.port(), "/api/stream?kinds=punch,presence")) {
            assertEquals("{\"taken\":3}", post(open, List.of(ONE, ONE,
                    "{\"address\": \"02:00:00:00:00:02\", \"name\": \"a foreign one\"}")).body());
            awaitCheckedIn(open, 1);
            Set<String> kinds = new java.util.HashSet<>();
            for (int i = 0; i < 2; i++) {
                String data = wire.message().data();
                OpenHouse.CONTRACT.checkMessage("/api/stream", data);
                kinds.add(JsonParser.parseString(data).getAsJsonObject().get("kind").getAsString());
            }
            assertEquals(Set.of("punch", "presence"), kinds);
            JsonObject row = open.json("/api/punches?event=fair").getAsJsonArray("punches").get(0).getAsJsonObject();
            assertEquals("ble", row.get("source").getAsString());
            assertEquals("name", row.getAsJsonObject("check_in").get("carrier").getAsString());
            JsonObject attendee = open.json(FAIR + "/attendance?inside=true").getAsJsonArray("attendees").get(0)
                    .getAsJsonObject();
            assertTrue(attendee.get("inside").getAsBoolean());
            assertEquals(-50, attendee.get("best_rssi").getAsInt());
            assertEquals(1, open.json(FAIR).get("inside").getAsInt());
        }
    }

    @Test
    void theLargestBatchIsTakenWholeAndOneMoreNotAtAll() throws Exception {
        try (OpenHouse open = fair()) {
            List<String> batch = IntStream.rangeClosed(1, 10_000)
                    .mapToObj(i -> "{\"address\": \"" + i + "\", \"name\": \"ATT-" + i % 300 + "\", \"rssi\": -50}")
                    .collect(Collectors.toList());
            assertEquals("{\"taken\":10000}", post(open, batch).body());
            awaitCheckedIn(open, 300);
            batch.add(ONE);
            long head = open.house.journal.head();
            String detail = object(post(open, batch), 422).get("detail").getAsString();
            assertTrue(detail.contains("10"), detail);
            assertEquals(head, open.house.journal.head());
        }
    }

    @Test
    void aBodyThatIsTooLargeIsNotTaken() throws Exception {
        try (OpenHouse open = fair()) {
            String large = "{\"sightings\": [" + ONE + "]" + " ".repeat(9 << 20) + "}";
            assertEquals(413, open.call("POST", "/api/sightings", large).statusCode());
        }
    }

    @Test
    void whileNoEventIsScanningNothingComesOfThem() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            assertEquals("{\"taken\":2}", post(open, Collections.nCopies(2, ONE)).body());
            assertEquals("{\"taken\":0}", post(open, List.of()).body());
            assertEquals(0, open.house.journal.head());
            assertEquals("idle", open.json("/api/scanner").get("mode").getAsString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"rssi": -50}                                                   | address
            {"address": "", "rssi": -50}                                    | address
            {"address": 7.5, "rssi": []}                                    | rssi
            {"address": "a", "rssi": -200}                                  | rssi
            {"address": "a", "rssi": 21}                                    | rssi
            {"address": "a", "rssi": -50.5}                                 | rssi
            {"address": "a", "signal": -50}                                 | there is no member "signal"
            {"address": "a", "address": "b"}                                | is given twice
            {"address": "a", "at": "yesterday"}                             | at
            {"address": "a", "at": 1795000000000}                           | at
            {"address": "a", "service_uuids": "feaa"}                       | service_uuids
            {"address": "a", "service_uuids": [null]}                       | null is not allowed
            {"address": "a", "service_uuids": ["x"]}                        | service_uuids
            {"address": "a", "service_data": ["00"]}                        | service_data
            {"address": "a", "service_data": {"x": "00"}}                   | service_data
            {"address": "a", "service_data": {"feaa": null}}                | null is not allowed
            {"address": "a", "service_data": {"feaa": {"a": 1}}}            | service_data
            {"address": "a", "service_data": {"feaa": "0"}}                 | service_data
            {"address": "a", "service_data": {"feaa": "00", "feaa": "01"}}  | is given twice
            {"address": "a", "manufacturer_data": {"x": "00"}}              | must be a number
            {"address": "a", "manufacturer_data": {"-1": "00"}}             | must be a number
            {"address": "a", "manufacturer_data": {"65536": "00"}}          | manufacturer_data
            {"address": "a", "manufacturer_data": {"1": "00", "01": "00"}}  | manufacturer_data
            {"address": "a", "manufacturer_data": {"9999999999": "00"}}     | must be a number
            {"address": "a", "manufacturer_data": {"1": "zz"}}              | manufacturer_data
            {"address": "a", "manufacturer_data": "00"}                     | manufacturer_data
            null                                                            | null is not allowed
            7                                                               | an object is expected
            """)
    void whatNoScannerCouldHaveHeardIsToldWithItsPlaceAndNothingIsTaken(String sighting, String told)
            throws Exception {
        try (OpenHouse open = fair()) {
            long head = open.house.journal.head();
            String detail = object(post(open, List.of(ONE, sighting)), 422).get("detail").getAsString();
            assertTrue(detail.contains(told), detail);
            assertTrue(detail.contains("[1]"), detail);
            assertEquals(head, open.house.journal.head());
            assertEquals(0, open.json("/api/scanner").get("matched").getAsInt());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                         | sightings
            ~~                         | sightings
            {"sightings": null}        | sightings
            {"sightings": {}}          | a list is expected
            {"sighting": []}           | there is no member "sighting"
            []                         | an object is expected
            """)
    void whatIsNoBatchIsTold(String body, String told) throws Exception {
        try (OpenHouse open = fair()) {
            String detail = object(open.call("POST", "/api/sightings", body), 422).get("detail").getAsString();
            assertTrue(detail.contains(told), detail);
        }
    }

    @Test
    void theScannerTellsHowItIs() throws Exception {
        try (OpenHouse open = fair()) {
            JsonObject scanner = open.json("/api/scanner");
            assertEquals("scanning", scanner.get("mode").getAsString());
            assertTrue(scanner.get("clock_set").getAsBoolean());
            post(open, List.of(ONE, "{\"address\": \"02:00:00:00:00:02\", \"name\": \"a foreign one\"}"));
            Await.until("both were looked at", () -> {
                try {
                    JsonObject now = open.json("/api/scanner");
                    return now.get("reports").getAsInt() == 2 && now.get("matched").getAsInt() == 1
                            && now.get("devices").getAsInt() == 2 && now.get("check_ins").getAsInt() == 1;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(422, open.get("/api/scanner?adapter=hci0").statusCode());
        }
    }
}
