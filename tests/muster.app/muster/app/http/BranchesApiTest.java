// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchesApiTest {

    private static final String NORTH = "/api/branches/north";

    @TempDir
    Path directory;

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static List<String> serials(OpenHouse open, String path) throws Exception {
        return open.json(path).getAsJsonArray("terminals").asList().stream()
                .map(terminal -> terminal.getAsJsonObject().get("serial").getAsString())
                .toList();
    }

    @Test
    void aBranchIsAddedShownChangedAndRemoved() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            HttpResponse<String> added = open.call("POST", "/api/branches",
                    "{\"id\": \"north\", \"name\": \"North gate\", \"zone\": \"Asia/Tokyo\"}");
            assertEquals("North gate", object(added, 201).get("name").getAsString());
            assertEquals("branches/north", added.headers().firstValue("Location").orElseThrow());
            assertEquals("Asia/Tokyo", open.json(NORTH).get("zone").getAsString());

            JsonObject changed = object(open.call("PATCH", NORTH, "{\"id\": \"north\", \"zone\": \"\"}"), 200);
            assertFalse(changed.has("zone"));
            assertEquals("North gate", changed.get("name").getAsString());

            open.call("POST", "/api/branches", "{\"id\": \"east\"}");
            assertEquals(List.of("east", "north"), open.json("/api/branches").getAsJsonArray("branches").asList()
                    .stream().map(branch -> branch.getAsJsonObject().get("id").getAsString()).toList());
            assertEquals(204, open.call("DELETE", NORTH, null).statusCode());
            assertEquals(404, open.get(NORTH).statusCode());
            assertEquals(404, open.call("DELETE", NORTH, null).statusCode());
            assertEquals(404, open.call("PATCH", NORTH, "{}").statusCode());
        }
    }

    @Test
    void aBranchCountsItsTerminalsAndTheirPunchesOfToday() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.call("POST", "/api/branches", "{\"id\": \"north\"}");
            for (int i = 1; i <= 2; i++) {
                open.call("POST", "/api/terminals", "{\"serial\": \"TSTATT00000" + i + "\", \"branch\": \"north\"}");
            }
            open.house.approve("TSTATT000003");
            open.house.ask("GET", "/iclock/getrequest?SN=TSTATT000002", "");
            open.punches("TSTATT000001", "7", 0, 3);
            open.punches("TSTATT000003", "7", 0, 5);
            JsonObject north = open.json(NORTH);
            assertEquals(2, north.get("terminals").getAsInt());
            assertEquals(1, north.get("online").getAsInt());
            assertEquals(3, north.get("punches_today").getAsInt());
        }
    }

    @Test
    void theTerminalsOfOneBranchAreListed() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.call("POST", "/api/branches", "{\"id\": \"north\"}");
            open.call("POST", "/api/terminals", "{\"serial\": \"TSTATT000001\", \"branch\": \"north\"}");
            open.house.approve("TSTATT000002");
            open.house.ask("GET", "/iclock/cdata?SN=TSTATT000003&options=all", "");
            assertEquals(List.of("TSTATT000001", "TSTATT000002"), serials(open, "/api/terminals"));
            assertEquals(List.of("TSTATT000001"), serials(open, "/api/terminals?branch=north"));
            assertEquals(List.of(), serials(open, "/api/terminals?branch=nowhere"));
            assertEquals(1, open.json("/api/terminals").getAsJsonArray("pending").size());
            assertEquals(0, open.json("/api/terminals?branch=north").getAsJsonArray("pending").size());

            open.call("PATCH", "/api/terminals/TSTATT000002", "{\"branch\": \"north\"}");
            open.call("PATCH", "/api/terminals/TSTATT000001", "{\"branch\": \"\"}");
            assertEquals(List.of("TSTATT000002"), serials(open, "/api/terminals?branch=north"));
            assertFalse(open.json("/api/terminals/TSTATT000001").has("branch"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /api/branches                     | {}                                               | 422
            POST   | /api/branches                     | {"id": "a b"}                                    | 422
            POST   | /api/branches                     | {"id": "east", "zone": "Mars/Base"}              | 422
            POST   | /api/branches                     | {"id": "east", "terminals": 3}                   | 422
            POST   | /api/branches                     | {"id": "north"}                                  | 409
            PATCH  | /api/branches/north               | {"id": "east"}                                   | 422
            PATCH  | /api/branches/north               | {"zone": 7.5}                                    | 422
            PATCH  | /api/branches/east                | {"name": "x"}                                    | 404
            GET    | /api/branches/east                |                                                  | 404
            GET    | /api/branches?zone=x              |                                                  | 422
            DELETE | /api/branches/north?force=1       |                                                  | 422
            GET    | /api/terminals?branch=            |                                                  | 422
            GET    | /api/terminals?name=x             |                                                  | 422
            POST   | /api/terminals                    | {"serial": "TSTATT000001", "branch": "east"}     | 422
            """)
    void whatCannotBeDoneIsAProblemAndChangesNothing(String method, String path, String body, int status)
            throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.call("POST", "/api/branches", "{\"id\": \"north\"}");
            long head = open.house.journal.head();
            assertEquals(status, open.call(method, path, body).statusCode());
            assertEquals(head, open.house.journal.head());
        }
    }

    @Test
    void aMissingBranchIsNamed() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            String detail = object(open.get("/api/branches/n%2Fo"), 404).get("detail").getAsString();
            assertTrue(detail.contains("n/o"), detail);
        }
    }
}
