// SPDX-License-Identifier: Apache-2.0
package muster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import muster.model.Attendee;
import muster.model.CheckIn;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.Gathering;
import muster.model.GatheringSettings;
import muster.model.PunchQuery;
import muster.model.RosterList;
import muster.model.RosterList.Listed;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;
import muster.model.Sighting;
import org.junit.jupiter.api.Test;

/// Events and the door: what goes over the wire, and what is read from it.
final class EventsTest {

    private static final String EVENT = """
            {"gathering":{"id":"fair","name":"Fair","start":"2026-11-20T09:00:00Z","from":"local","active":true,
             "state":"scanning","automatic":false,"removed":false},"registered":3,"checked_in":2,"punches":4,
             "not_on_list":1,"waiting_for_clock":0,"inside":1,"entries":3,"exits":2,"full":false}""";

    private interface Call<T> {
        T on(Api api) throws ApiException, InterruptedException;
    }

    private record Done<T>(T value, TinyServer.Request request) {

        /// What was asked, with its body when it has one.
        String line() {
            String body = request.body().isEmpty() ? "" : " " + request.body();
            return request.method() + " " + request.target() + body;
        }
    }

    private static <T> Done<T> call(String answer, Call<T> call) throws Exception {
        try (TinyServer server = TinyServer.json(answer); Api api = Api.at(server.uri())) {
            T value = call.on(api);
            return new Done<>(value, server.requests.getFirst());
        }
    }

    @Test
    void eventsAreListedAndShown() throws Exception {
        var list = call("{\"current\":\"fair\",\"gatherings\":[" + EVENT + "],\"backend\":{\"configured\":true,"
                + "\"reachable\":false,\"problem\":\"no route\"}}", api -> api.gatherings().list());
        assertEquals("GET /api/gatherings", list.line());
        assertEquals("fair", list.value().current());
        assertEquals("no route", list.value().backend().problem());
        assertEquals(Gathering.State.SCANNING, list.value().gatherings().getFirst().gathering().state());
        var one = call(EVENT, api -> api.gatherings().one("a/b c"));
        assertEquals("GET /api/gatherings/a%2Fb%20c", one.line());
        assertEquals(2, one.value().checkedIn());
        assertEquals(Instant.parse("2026-11-20T09:00:00Z"), one.value().gathering().start());
    }

    @Test
    void anEventIsAddedAndChanged() throws Exception {
        GatheringSettings settings = new GatheringSettings(
                "fair", "Fair", Instant.parse("2026-11-20T09:00:00Z"), null, 50, true);
        assertEquals("POST /api/gatherings {\"id\":\"fair\",\"name\":\"Fair\",\"start\":\"2026-11-20T09:00:00Z\","
                        + "\"capacity\":50,\"automatic\":true}",
                call(EVENT, api -> api.gatherings().add(settings)).line());
        assertEquals("PATCH /api/gatherings/fair {\"capacity\":0}",
                call(EVENT, api -> api.gatherings().change(
                        "fair", new GatheringSettings(null, null, null, null, 0, null))).line());
    }

    @Test
    void theDoorIsSetToAnEvent() throws Exception {
        assertEquals("POST /api/gatherings/fair/select {}",
                call(EVENT, api -> api.gatherings().select("fair")).line());
        assertEquals("POST /api/gatherings/fair/start {}", call(EVENT, api -> api.gatherings().start("fair")).line());
        assertEquals("POST /api/gatherings/fair/stop {}", call(EVENT, api -> api.gatherings().stop("fair")).line());
        assertEquals("POST /api/gatherings/fair/end {}", call(EVENT, api -> api.gatherings().end("fair")).line());
    }

    @Test
    void removingAnEventExpectsNoContent() throws Exception {
        try (TinyServer server = TinyServer.of(204, "text/plain", ""); Api api = Api.at(server.uri())) {
            api.gatherings().remove("fair");
            assertEquals("DELETE", server.requests.getFirst().method());
            assertEquals("/api/gatherings/fair", server.requests.getFirst().target());
        }
    }

    @Test
    void whoCameIsPaged() throws Exception {
        String page = "{\"attendees\":[{\"pin\":\"ATT-1\",\"name\":\"Test Person\",\"check_in\":\"checked_in\","
                + "\"proof\":\"verified\",\"inside\":true,\"sightings\":7,\"best_rssi\":-40}],\"next\":\"ATT-1\"}";
        var done = call(page, api -> api.gatherings().attendance("fair", "AT&0", 1, true));
        assertEquals("GET /api/gatherings/fair/attendance?after=AT%260&limit=1&inside=true", done.line());
        Attendee attendee = done.value().attendees().getFirst();
        assertEquals(Attendee.State.CHECKED_IN, attendee.checkIn());
        assertEquals(CheckIn.Proof.VERIFIED, attendee.proof());
        assertNull(attendee.registered());
        assertEquals("ATT-1", done.value().next());
        assertEquals("GET /api/gatherings/fair/attendance?limit=5",
                call("{\"attendees\":[]}", api -> api.gatherings().attendance("fair", null, 5, false)).line());
    }

    @Test
    void aListIsReadReplacedAndAddedTo() throws Exception {
        RosterList list = new RosterList(List.of(new Listed("7", "Test Person"), new Listed("8", null)));
        String body = " {\"people\":[{\"pin\":\"7\",\"name\":\"Test Person\"},{\"pin\":\"8\"}]}";
        String result = "{\"event\":\"fair\",\"registered\":2,\"added\":1,\"removed\":4,\"released\":3}";
        var replaced = call(result, api -> api.gatherings().replaceRoster("fair", list));
        assertEquals("PUT /api/gatherings/fair/roster" + body, replaced.line());
        assertEquals(3, replaced.value().released());
        assertEquals("POST /api/gatherings/fair/roster" + body,
                call(result, api -> api.gatherings().addToRoster("fair", list)).line());
        var read = call(body, api -> api.gatherings().roster("fair"));
        assertEquals("GET /api/gatherings/fair/roster", read.line());
        assertEquals(list, read.value());
    }

    @Test
    void somebodyIsCheckedIn() throws Exception {
        CheckInRequest request = new CheckInRequest(
                "7", "fair", "qr", "Gate", Instant.parse("2026-11-20T09:00:00Z"), "photos/7.jpg", "k\u00e9y");
        String body = "{\"outcome\":\"checked_in\",\"seq\":12,\"pin\":\"7\",\"event\":\"fair\","
                + "\"time\":\"2026-11-20T09:00:00Z\",\"message\":\"Welcome\"}";
        try (TinyServer server = TinyServer.of(201, "application/json", body); Api api = Api.at(server.uri())) {
            CheckInResult result = api.door().checkIn(request);
            assertEquals(CheckInResult.Outcome.CHECKED_IN, result.outcome());
            assertEquals(12, result.seq());
            assertNull(result.name());
            assertEquals("POST", server.requests.getFirst().method());
            assertEquals("/api/punches", server.requests.getFirst().target());
            assertEquals("{\"pin\":\"7\",\"event\":\"fair\",\"method\":\"qr\",\"scanner\":\"Gate\","
                            + "\"time\":\"2026-11-20T09:00:00Z\",\"photo\":\"photos/7.jpg\",\"key\":\"k\u00e9y\"}",
                    server.requests.getFirst().body());
        }
    }

    @Test
    void aCheckInThatIsRefusedTellsWhy() throws Exception {
        String problem = "{\"type\":\"/problems/not-found\",\"title\":\"Not found\",\"status\":404,"
                + "\"detail\":\"there is no event fair\",\"instance\":\"/api/punches\"}";
        try (TinyServer server = TinyServer.of(404, "application/problem+json", problem);
                Api api = Api.at(server.uri())) {
            CheckInRequest request = new CheckInRequest("7", "fair", null, null, null, null, null);
            ApiException e = assertThrows(ApiException.class, () -> api.door().checkIn(request));
            assertEquals("there is no event fair", e.getMessage());
        }
    }

    @Test
    void theScannerTellsHowItIs() throws Exception {
        var done = call("{\"scanner\":\"Scanner-01\",\"mode\":\"idle\",\"prefix\":\"\",\"adapters\":[{"
                + "\"name\":\"hci0\",\"state\":\"off\",\"reason\":\"switched off\",\"cure\":\"switch it on\"}],"
                + "\"reports\":5,\"clock_set\":false}", api -> api.door().scanner());
        assertEquals("GET /api/scanner", done.line());
        assertEquals(ScannerStatus.Mode.IDLE, done.value().mode());
        assertEquals(ScannerChange.State.OFF, done.value().adapters().getFirst().state());
    }

    @Test
    void whatAnotherScannerHeardGoesAsOneBatch() throws Exception {
        Sighting bare = new Sighting(null, null, "02:00:00:00:00:01", null, "ATT-1", null, null, null);
        Sighting whole = new Sighting(Instant.parse("2026-11-20T09:00:00Z"), "hci1", "02:00:00:00:00:02", -60, null,
                List.of("0000feaa-0000-1000-8000-00805f9b34fb"), Map.of("0000feaa-0000-1000-8000-00805f9b34fb", "00ff"),
                Map.of(65535, "4154542d31"));
        var done = call("{\"taken\":2}", api -> api.door().sight(List.of(bare, whole)));
        assertEquals("POST /api/sightings {\"sightings\":[{\"address\":\"02:00:00:00:00:01\",\"name\":\"ATT-1\"},"
                + "{\"at\":\"2026-11-20T09:00:00Z\",\"adapter\":\"hci1\",\"address\":\"02:00:00:00:00:02\","
                + "\"rssi\":-60,\"service_uuids\":[\"0000feaa-0000-1000-8000-00805f9b34fb\"],"
                + "\"service_data\":{\"0000feaa-0000-1000-8000-00805f9b34fb\":\"00ff\"},"
                + "\"manufacturer_data\":{\"65535\":\"4154542d31\"}}]}", done.line());
        assertEquals(2, done.value());
    }

    @Test
    void theCheckInsOfAnEventAreAskedForLikeAnyPunches() throws Exception {
        PunchQuery query = new PunchQuery(null, null, null, "a b", null, LocalDateTime.of(2026, 11, 21, 0, 0), null,
                false, 5);
        var done = call("{\"punches\":[{\"seq\":3,\"pin\":\"7\",\"check_in\":{\"event\":\"a b\",\"method\":\"ble\","
                + "\"rssi\":-50,\"proof\":\"claimed\",\"timing\":\"retimed\"}}]}", api -> api.punches(query));
        assertEquals("GET /api/punches?event=a%20b&to=2026-11-21T00%3A00%3A00&order=oldest&limit=5", done.line());
        CheckIn checkIn = done.value().punches().getFirst().checkIn();
        assertEquals(CheckIn.Timing.RETIMED, checkIn.timing());
        assertTrue(checkIn.event().equals("a b") && checkIn.rssi() == -50);
    }
}
