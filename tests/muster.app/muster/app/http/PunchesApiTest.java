// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static muster.app.http.OpenHouse.punch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import muster.app.House;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Punch;
import muster.model.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunchesApiTest {

    @TempDir
    Path directory;

    /// Entries 1 to 40: at each second one punch, of two terminals, three people and two sources by turns.
    private OpenHouse filled() throws Exception {
        OpenHouse open = new OpenHouse(directory);
        List<Punch> punches = new ArrayList<>();
        for (int second = 0; second < 40; second++) {
            Punch punch = punch("TSTATT00000" + second % 2, "1" + second % 3, second * 60);
            punches.add(second % 4 == 3 ? of(Source.IMPORT, punch) : punch);
        }
        open.house.journal.append(punches);
        return open;
    }

    private static Punch of(Source source, Punch p) {
        return new Punch(source, p.terminal(), p.pin(), p.localTime(), p.offset(), p.zone(), p.zoneFrom(), p.fit(),
                p.receivedAt(), p.state(), p.verifyMode(), p.workCode(), p.raw());
    }

    private static List<Long> seqs(OpenHouse open, String query) throws Exception {
        List<Long> seqs = new ArrayList<>();
        for (JsonElement row : open.json("/api/punches" + query).getAsJsonArray("punches")) {
            seqs.add(row.getAsJsonObject().get("seq").getAsLong());
        }
        return seqs;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                 | 40
            terminal=TSTATT000001                              | 20
            pin=12                                             | 13
            source=import                                      | 10
            source=push&terminal=TSTATT000001&pin=10           | 3
            from=2026-11-20T08:30                              | 10
            to=2026-11-20T08:30:00                             | 30
            from=2026-11-20%2008:10&to=2026-11-20+08:20        | 10
            from=2026-11-20&to=2026-11-20                      | 40
            from=2026-11-21                                    | 0
            to=2026-11-19                                      | 0
            terminal=TSTATT000009                              | 0
            """)
    void pagesInBothOrdersHoldWhatAFilterPassesOnceEach(String filter, int count) throws Exception {
        try (OpenHouse open = filled()) {
            List<Long> whole = seqs(open, filter.isEmpty() ? "" : "?" + filter);
            assertEquals(count, whole.size());
            assertEquals(whole, paged(open, filter, "newest"));
            List<Long> oldest = paged(open, filter, "oldest");
            Collections.reverse(oldest);
            assertEquals(whole, oldest);
        }
    }

    private static List<Long> paged(OpenHouse open, String filter, String order) throws Exception {
        List<Long> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonObject page = open.json("/api/punches?limit=5&order=" + order + cursor + "&" + filter);
            page.getAsJsonArray("punches").forEach(row -> all.add(row.getAsJsonObject().get("seq").getAsLong()));
            assertTrue(!page.has("next") || page.getAsJsonArray("punches").size() == 5);
            cursor = page.has("next") ? "&cursor=" + page.get("next").getAsLong() : null;
        }
        return all;
    }

    @Test
    void thePageThatHoldsTheLastPunchHasNoNext() throws Exception {
        try (OpenHouse open = filled()) {
            assertFalse(open.json("/api/punches?limit=40").has("next"));
            assertEquals(2, open.json("/api/punches?limit=39").get("next").getAsLong());
            assertFalse(open.json("/api/punches?limit=10000").has("next"));
        }
    }

    @Test
    void withoutAnyParameterTheNewestHundredCome() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.punches("TSTATT000001", "7", 0, 150);
            assertEquals(LongStream.rangeClosed(51, 150).boxed().toList().reversed(), seqs(open, ""));
        }
    }

    @Test
    void aRowCarriesTheNamesOfTerminalAndPerson() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.call("POST", "/api/terminals", "{\"serial\": \"TSTATT000001\", \"name\": \"Main door\"}");
            Person person = new Person("7", "Test Person", "", 0);
            open.house.journal.append(List.of(
                    new PersonChange(person, false, "TSTATT000001", "terminal", House.MORNING),
                    punch("TSTATT000001", "7", 0)));
            JsonObject row = open.json("/api/punches").getAsJsonArray("punches").get(0).getAsJsonObject();
            assertEquals("Main door", row.get("terminal_name").getAsString());
            assertEquals("Test Person", row.get("person_name").getAsString());
            assertEquals("2026-11-20T08:00:00+05:30", row.get("time").getAsString());
        }
    }

    @Test
    void everyRowOfAPageHasItsOwnPersonsNameAndStrangersHaveNone() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(List.of(
                    new PersonChange(new Person("7", "Test Person", "", 0), false, "TSTATT000001", "terminal",
                            House.MORNING),
                    new PersonChange(new Person("8", "Other Person", "", 0), false, "TSTATT000001", "terminal",
                            House.MORNING)));
            open.house.journal.append(List.of(
                    punch("TSTATT000001", "7", 0), punch("TSTATT000001", "9", 1),
                    punch("TSTATT000001", "8", 2), punch("TSTATT000001", "7", 3)));
            List<String> names = new ArrayList<>();
            open.json("/api/punches?order=oldest").getAsJsonArray("punches").forEach(row -> {
                JsonElement name = row.getAsJsonObject().get("person_name");
                names.add(name == null ? "" : name.getAsString());
            });
            assertEquals(List.of("Test Person", "", "Other Person", "Test Person"), names);
        }
    }

    @Test
    void onePunchComesWithItsVariants() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            Punch first = punch("TSTATT000001", "7", 0);
            Punch other = new Punch(Source.PULL, first.terminal(), first.pin(), first.localTime(), first.offset(),
                    first.zone(), first.zoneFrom(), first.fit(), first.receivedAt(), 1, 15, "", first.raw());
            open.house.journal.append(List.of(first));
            open.house.journal.append(List.of(other));
            JsonObject one = open.json("/api/punches/1");
            assertEquals("push", one.getAsJsonObject("punch").get("source").getAsString());
            JsonObject variant = one.getAsJsonArray("variants").get(0).getAsJsonObject();
            assertEquals("pull", variant.get("source").getAsString());
            assertEquals(1, variant.get("state").getAsInt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "0", "x", "99999999999999999999"})
    void whereNoPunchIsNothingIsFound(String seq) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.append(List.of(punch("TSTATT000001", "7", 0)));
            open.house.journal.append(List.of(OpenHouse.notice("no punch")));
            assertEquals(404, open.get("/api/punches/" + seq).statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            terminl=TSTATT000001    | terminl
            pin=                    | pin is empty
            pin=1&pin=2             | pin is given twice
            source=bluetooth        | push, pull, ble, manual, import
            from=20.11.2026         | from must be a local time
            to=2026-02-30           | to must be a local time
            to=2026-11-20T25:00     | to must be a local time
            order=random            | newest, oldest
            limit=0                 | 1 to 10000
            limit=10001             | 1 to 10000
            limit=many              | whole number
            cursor=-1               | whole number
            """)
    void aWrongParameterIsNamedWithWhatIsAllowed(String query, String expected) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            HttpResponse<String> answer = open.get("/api/punches?" + query);
            assertEquals(422, answer.statusCode());
            String detail = JsonParser.parseString(answer.body()).getAsJsonObject().get("detail").getAsString();
            assertTrue(detail.contains(expected), detail);
        }
    }

    @Test
    void anImportIsJournalledOnceAndHeldWhenItsTimeIsImpossible() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.approve("TSTATT000001");
            String body = """
                    {"punches": [
                      {"terminal": "TSTATT000001", "pin": "007", "local_time": "2026-11-20 07:00:00", "state": 0},
                      {"terminal": "TSTATT000001", "pin": "8", "instant": "2026-11-20T01:30:00Z"},
                      {"terminal": "TSTATT000001", "pin": "9", "local_time": "1999-01-01 00:00:00"}]}""";
            assertEquals("{\"stored\":2,\"duplicates\":0,\"variants\":0,\"quarantined\":1}",
                    open.call("POST", "/api/punches", body).body());
            assertEquals("{\"stored\":0,\"duplicates\":3,\"variants\":0,\"quarantined\":0}",
                    open.call("POST", "/api/punches", body).body(), "what is held counts as known, too");
            assertEquals(1, open.json("/api/punches?pin=007").getAsJsonArray("punches").size());
            assertEquals("too_old", open.json("/api/quarantine").getAsJsonArray("quarantine").get(0)
                    .getAsJsonObject().get("reason").getAsString());
            assertEquals("{\"released\":0}", open.call("POST", "/api/quarantine/replay", "{}").body());
        }
    }

    @Test
    void anImportThatDoesNotFitTakesNothing() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            String one = "{\"terminal\": \"TSTATT000001\", \"pin\": \"1\", \"local_time\": \"2026-11-20 08:00:00\"}";
            String many = "{\"punches\": [" + String.join(",", Collections.nCopies(10_001, one)) + "]}";
            assertEquals(422, open.call("POST", "/api/punches", many).statusCode());
            assertEquals(422, open.call("POST", "/api/punches", "{}").statusCode());
            assertEquals(422, open.call("POST", "/api/punches",
                    "{\"punches\": [" + one + ", {\"pin\": \"1\"}]}").statusCode());
            String large = "{\"punches\": [" + one + "]" + " ".repeat(9 << 20) + "}";
            assertEquals(413, open.call("POST", "/api/punches", large).statusCode());
            assertEquals(0, open.house.journal.head());
        }
    }

    @Test
    void aBodyOfUnknownLengthIsCountedWhileItIsRead() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = new Wire(open.port())) {
            wire.send("POST /api/punches HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
            for (int i = 0; i < 9; i++) {
                wire.send(chunk);
            }
            wire.send("0\r\n\r\n");
            assertEquals(413, wire.head());
        }
    }

    @Test
    void heldRecordsComeInPagesNewestFirst() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.approve("TSTATT000001");
            for (int i = 1; i <= 5; i++) {
                open.call("POST", "/api/punches", "{\"punches\": [{\"terminal\": \"TSTATT000001\", \"pin\": \"" + i
                        + "\", \"local_time\": \"1999-01-01 00:00:00\"}]}");
            }
            JsonObject page = open.json("/api/quarantine?limit=3&terminal=TSTATT000001");
            assertEquals(3, page.getAsJsonArray("quarantine").size());
            JsonObject rest = open.json("/api/quarantine?limit=3&cursor=" + page.get("next").getAsLong());
            assertEquals(2, rest.getAsJsonArray("quarantine").size());
            assertFalse(rest.has("next"));
            assertEquals(0, open.json("/api/quarantine?terminal=TSTATT000002").getAsJsonArray("quarantine").size());
            assertEquals(URI.create("/api/quarantine"), URI.create(JsonParser.parseString(
                    open.get("/api/quarantine?kind=x").body()).getAsJsonObject().get("instance").getAsString()));
        }
    }
}
