// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.app.House;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.StreamQuery;
import muster.model.Attendee;
import muster.model.AttendeePage;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.Command;
import muster.model.CommandRequest;
import muster.model.Gathering;
import muster.model.GatheringSettings;
import muster.model.ImportedPunch;
import muster.model.PunchQuery;
import muster.model.PunchRow;
import muster.model.RosterList;
import muster.model.RosterList.Listed;
import muster.model.ScannerStatus;
import muster.model.Sighting;
import muster.model.Terminal;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees, through the client that shows it.
class ClientTest {

    private static final String SERIAL = "TSTATT000001";

    @TempDir
    Path directory;

    private static Api client(OpenHouse open) {
        return Api.at(URI.create("http://127.0.0.1:" + open.port()));
    }

    @Test
    void everyCallOfTheClientIsUnderstood() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Api api = client(open)) {
            api.ready();
            assertEquals("Main door", api.add(new TerminalSettings(SERIAL, "Main door", null, null)).name());
            assertEquals("Asia/Tokyo", api.change(SERIAL, new TerminalSettings(null, null, "Asia/Tokyo", null)).zone());
            assertEquals(Terminal.State.REFUSED, api.refuse(SERIAL).state());
            TerminalSettings nothing = new TerminalSettings(null, null, null, null);
            assertEquals(Terminal.State.APPROVED, api.approve(SERIAL, nothing).state());
            assertEquals(SERIAL, api.terminal(SERIAL).serial());
            assertEquals(1, api.terminals().terminals().size());

            assertEquals(1, api.importAll(List.of(new ImportedPunch(
                    SERIAL, "7", "2026-11-20 08:00:00", null, 0, 1, "", null))).stored());
            var page = api.punches(PunchQuery.all(10));
            assertEquals("7", page.punches().getFirst().pin());
            assertEquals(List.of(), api.punch(page.punches().getFirst().seq()).variants());
            assertEquals(1, api.metrics().scansToday());
            assertEquals(open.house.journal.head(), api.status().head());
            assertTrue(api.entries().size() <= 50);
            assertEquals(List.of(), api.alerts());
            assertEquals(List.of(), api.people(null, 10).people());
            assertEquals(List.of(), api.quarantine(null, null, 10).quarantine());
            assertEquals(0, api.replay());

            Command command = api.queue(SERIAL, CommandRequest.named("check"));
            assertEquals(List.of(command), api.commands(SERIAL, true));
            assertEquals(Command.State.CANCELLED, api.cancel(SERIAL, command.id()).state());
            assertEquals(open.house.clock.instant().plus(Duration.ofMinutes(5)), api.pair(5));
            api.endPairing();
            api.remove(SERIAL);
            assertTrue(api.openapi().startsWith("{"));
        }
    }

    @Test
    void everyCallAboutEventsIsUnderstood() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Api api = client(open)) {
            assertEquals(List.of(), api.gatherings().list().gatherings());
            GatheringSettings settings = new GatheringSettings("book fair", "Book fair", null, null, null, null);
            String id = api.gatherings().add(new GatheringSettings(
                    "fair", "Fair", House.MORNING, null, 3, false)).gathering().id();
            assertEquals(422, assertThrows(ApiException.class, () -> api.gatherings().add(settings))
                    .problem().orElseThrow().status());
            assertEquals("fair", id);
            assertEquals(9, api.gatherings().change(id, new GatheringSettings(null, null, null, null, 9, null))
                    .gathering().capacity());
            assertEquals(Gathering.State.SELECTED, api.gatherings().select(id).gathering().state());
            assertEquals(Gathering.State.SCANNING, api.gatherings().start(id).gathering().state());
            assertEquals(id, api.gatherings().list().current());

            RosterList list = new RosterList(List.of(new Listed("7", "Test Person")));
            assertEquals(1, api.gatherings().replaceRoster(id, list).added());
            assertEquals(1, api.gatherings().addToRoster(id, new RosterList(List.of(new Listed("8", null)))).added());
            assertEquals(List.of(new Listed("7", "Test Person"), new Listed("8", null)),
                    api.gatherings().roster(id).people());

            CheckInRequest request = new CheckInRequest("7", null, "qr", null, null, null, "a k\u00e9y");
            CheckInResult result = api.door().checkIn(request);
            assertEquals(CheckInResult.Outcome.CHECKED_IN, result.outcome());
            assertEquals(result.seq(), api.door().checkIn(request).seq());
            PunchQuery query = new PunchQuery(null, null, null, id, null, null, null, true, 9);
            assertEquals(List.of(result.seq()), api.punches(query).punches().stream().map(PunchRow::seq).toList());
            AttendeePage page = api.gatherings().attendance(id, null, 1, false);
            assertEquals(Attendee.State.CHECKED_IN, page.attendees().getFirst().checkIn());
            assertEquals(Attendee.State.ABSENT,
                    api.gatherings().attendance(id, page.next(), 1, false).attendees().getFirst().checkIn());

            assertEquals(1, api.door().sight(List.of(new Sighting(
                    null, null, "02:00:00:00:00:01", -50, "foreign", null, null, Map.of(65535, "00")))));
            assertEquals(ScannerStatus.Mode.SCANNING, api.door().scanner().mode());
            assertEquals(Gathering.State.PAUSED, api.gatherings().stop(id).gathering().state());
            assertEquals(Gathering.State.ENDED, api.gatherings().end(id).gathering().state());
            assertEquals(1, api.gatherings().one(id).checkedIn());
            api.gatherings().remove(id);
            assertEquals(404, assertThrows(ApiException.class, () -> api.gatherings().one(id))
                    .problem().orElseThrow().status());
        }
    }

    @Test
    void aRefusalReachesTheOperatorInItsOwnWords() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Api api = client(open)) {
            ApiException unknown = assertThrows(ApiException.class, () -> api.terminal("TSTATT000009"));
            assertEquals(404, unknown.problem().orElseThrow().status());
            assertTrue(unknown.getMessage().contains("TSTATT000009"), unknown.getMessage());
        }
        try (OpenHouse open = new OpenHouse(directory.resolve("b"), OpenHouse.withKey("a-key-for-the-tests"));
                Api without = client(open);
                Api with = Api.at(
                        without.base(), Files.writeString(directory.resolve("key"), "a-key-for-the-tests\n"))) {
            assertThrows(ApiException.class, without::status);
            assertEquals(0, with.status().head());
        }
    }

    @Test
    void theClientsStreamFollowsFromTheBeginning() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Api api = client(open)) {
            open.punches(SERIAL, "7", 0, 2000);
            List<Long> seqs = new ArrayList<>();
            api.stream(new StreamQuery(null, Set.of("punch"), 0L)).follow(entry -> {
                seqs.add(entry.seq());
                return entry.seq() < 2000;
            });
            assertEquals(2000, seqs.size());
            assertEquals(1, seqs.getFirst());
        }
    }
}
