// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import muster.app.key.ApiKey;
import muster.app.key.KeyBook;
import muster.app.key.KeyUse;
import muster.app.key.WithoutKey;
import muster.model.AccessChange;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Json;
import muster.model.Role;
import muster.model.TerminalChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys with roles, over real HTTP.
class KeysApiTest {

    private static final String KEY_FILE = "test-key-of-more-than-enough-length";
    private static final String GATE = "{\"serial\": \"TSTATT000001\"}";

    @TempDir
    Path directory;

    private Path data;
    private KeyBook book;

    @BeforeEach
    void folder() throws Exception {
        data = Files.createDirectory(directory.resolve("data"));
        book = new KeyBook(data);
    }

    private OpenHouse open() throws Exception {
        return open(WithoutKey.LOOPBACK);
    }

    private OpenHouse open(WithoutKey without) throws Exception {
        return new OpenHouse(directory, OpenHouse.SETTINGS.with(
                new AccessSettings(data, without, Set.of("test"), Set.of(), 100)));
    }

    private String key(String name, Role role) throws Exception {
        return book.create(name, role, null, "root", Instant.now());
    }

    private static int status(OpenHouse open, String key, String method, String path, String body) throws Exception {
        return (key == null ? open.call(method, path, body)
                : open.call(method, path, body, "Authorization", "Bearer " + key)).statusCode();
    }

    private static String detail(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject().get("detail").getAsString();
    }

    private static <T extends Fact> List<T> facts(OpenHouse open, String kind, Class<T> type) throws Exception {
        return open.house.journal.records().facts(Set.of(kind), null, 100).reversed().stream()
                .map(Entry::fact).map(type::cast).toList();
    }

    @Test
    void asLongAsThereIsNoKeyThisMachineMayDoEverything() throws Exception {
        try (OpenHouse open = open()) {
            assertEquals(201, status(open, null, "POST", "/api/terminals", GATE));
            assertEquals(204, status(open, "any", "DELETE", "/api/terminals/TSTATT000001", null), "a key is not asked");
        }
    }

    @Test
    void onceThereIsAKeyThisMachineMayOnlyLookWithoutOne() throws Exception {
        try (OpenHouse open = open()) {
            assertEquals(200, status(open, null, "GET", "/api/status", null));
            String key = key("root", Role.ADMIN);
            assertEquals(200, status(open, null, "GET", "/api/status", null));
            HttpResponse<String> refused = open.call("POST", "/api/terminals", GATE);
            assertEquals(401, refused.statusCode());
            assertTrue(detail(refused).contains("has the role admin"), detail(refused));
            assertEquals("Bearer", refused.headers().firstValue("WWW-Authenticate").orElseThrow());
            assertEquals(0, open.json("/api/terminals").getAsJsonArray("terminals").size(), "nothing was changed");
            assertEquals(201, status(open, key, "POST", "/api/terminals", GATE));
            assertEquals(401, status(open, key + "x", "GET", "/api/status", null), "a wrong key is worse than none");
        }
    }

    @Test
    void whatAProxyHandedOnNeedsAKeyAlsoToLookAndAlsoWhenThereIsNone() throws Exception {
        try (OpenHouse open = open()) {
            for (String header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "x-forwarded-host")) {
                assertEquals(401, open.call("GET", "/api/status", null, header, "192.0.2.7").statusCode(), header);
            }
        }
    }

    @Test
    void nobodyMeansNobody() throws Exception {
        try (OpenHouse open = open(WithoutKey.NOBODY)) {
            assertEquals(401, status(open, null, "GET", "/api/status", null));
            assertEquals(401, status(open, null, "POST", "/api/terminals", GATE));
            assertEquals(200, status(open, null, "GET", "/healthz", null));
            assertEquals(200, status(open, null, "GET", "/readyz", null));
            assertEquals(200, status(open, key("wall", Role.VIEWER), "GET", "/api/status", null));
        }
    }

    /// Every route with every role: allowed is whatever is neither 401 nor 403.
    @Test
    void aRoleMayDoWhatTheRoutesSayAndNothingElse() throws Exception {
        try (OpenHouse open = open(WithoutKey.NOBODY)) {
            List<String> keys = Stream.of(Role.values()).map(role -> {
                try {
                    return key("k-" + Json.word(role), role);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
            for (Route route : routes(open)) {
                if (route.pattern().equals("/api/stream") || route.pattern().equals("/devices/events")) {
                    continue;
                }
                // a parameter nobody knows and a body that is none: what is allowed fails later
                String path = route.pattern().replaceAll("\\{\\w+}", "1") + "?nobody-knows=1";
                String body = Set.of("POST", "PUT", "PATCH").contains(route.method()) ? "[]" : null;
                String line = route.method() + " " + path;
                assertEquals(route.needed() != null, status(open, null, route.method(), path, body) == 401, line);
                for (Role role : Role.values()) {
                    int status = status(open, keys.get(role.ordinal()), route.method(), path, body);
                    boolean may = route.needed() == null || role.covers(route.needed());
                    assertEquals(may, status != 403, line + " as " + role + " -> " + status);
                    assertTrue(status != 401 && status != 500, line + " as " + role + " -> " + status);
                }
            }
        }
    }

    /// Every request that is answered.
    static List<Route> routes(OpenHouse open) throws Exception {
        StreamForms forms = new StreamForms(open.house.terminals, open.house.journal.records());
        StreamResource streams =
                new StreamResource(open.house.journal, forms, null, OpenHouse.SETTINGS, open.house.clock);
        return new Routes(Resources.of(open.house.journal, null, open.house.terminalSide(), open.house.doorSide(),
                open.house.sinkSide(), open.post.side, streams, () -> 0), "9.9.9").all();
    }

    @Test
    void whoMayNotIsToldWhoMay() throws Exception {
        try (OpenHouse open = open()) {
            HttpResponse<String> refused = open.call("DELETE", "/api/terminals/TSTATT000001", null,
                    "Authorization", "Bearer " + key("desk", Role.OPERATOR));
            assertEquals(403, refused.statusCode());
            assertEquals("the key \"desk\" has the role operator, and this needs admin; nothing was changed",
                    detail(refused));
        }
    }

    @Test
    void whatIsDoneIsFiledUnderTheNameOfTheKey() throws Exception {
        try (OpenHouse open = open()) {
            String key = key("front-desk", Role.ADMIN);
            status(open, key, "POST", "/api/terminals", GATE);
            status(open, key, "POST", "/api/silences",
                    "{\"rule\": \"queue_long\", \"seconds\": 600, \"reason\": \"known\", \"by\": \"Ada\"}");
            assertEquals("front-desk", facts(open, "terminal", TerminalChange.class).getLast().by());
            String silences = open.get("/api/silences").body();
            assertTrue(silences.contains("\"by\":\"Ada (key front-desk)\""), silences);
        }
    }

    @Test
    void aRevokedKeyOpensNothingFromTheNextRequestOnAndTheJournalKnows() throws Exception {
        try (OpenHouse open = open()) {
            String key = key("desk", Role.OPERATOR);
            assertEquals(200, status(open, key, "GET", "/api/status", null));
            assertEquals(200, status(open, key, "GET", "/api/status", null));
            book.revoke("desk", "Ada", Instant.now());
            key("other", Role.VIEWER);
            assertEquals(401, status(open, key, "GET", "/api/status", null));
            assertEquals(List.of("desk created root", "desk revoked Ada", "other created root"),
                    facts(open, "access", AccessChange.class).stream()
                            .map(fact -> fact.name() + " " + fact.act() + " " + fact.by()).toList());
        }
    }

    @Test
    void whatHappenedToKeysWhileNoMusterRanIsToldOnceWhenItStarts() throws Exception {
        key("before", Role.VIEWER);
        try (OpenHouse open = open()) {
            assertEquals(1, facts(open, "access", AccessChange.class).size());
        }
        book.revoke("before", "root", Instant.now());
        try (OpenHouse open = open()) {
            assertEquals(List.of("created", "revoked"),
                    facts(open, "access", AccessChange.class).stream().map(AccessChange::act).toList());
        }
        try (OpenHouse open = open()) {
            assertEquals(2, facts(open, "access", AccessChange.class).size());
        }
    }

    @Test
    void aKeyWhoseTimeIsOverIsWorthNothingButLocksTheDoorAllTheSame() throws Exception {
        String old = book.create("old", Role.ADMIN, Duration.ofDays(90), "root",
                Instant.now().minus(Duration.ofDays(91)));
        try (OpenHouse open = open()) {
            assertEquals(401, status(open, old, "GET", "/api/status", null));
            assertEquals(401, status(open, null, "POST", "/api/terminals", GATE));
        }
    }

    @Test
    void theDayOfTheLastUseIsKept() throws Exception {
        String key = key("desk", Role.VIEWER);
        String id = book.keys().getFirst().id();
        try (OpenHouse open = open()) {
            status(open, null, "GET", "/api/status", null);
            assertTrue(KeyUse.open(data).lastUsed(id).isEmpty());
            status(open, key, "GET", "/api/status", null);
            assertTrue(KeyUse.open(data).lastUsed(id).isPresent());
            Path file = data.resolve("keys-used.json");
            Object written = Files.getAttribute(file, "unix:ino");
            status(open, key, "GET", "/api/status", null);
            assertEquals(written, Files.getAttribute(file, "unix:ino"), "not with every request");
        }
    }

    @Test
    void aDamagedFileLetsNobodyNewInAndLocksNobodyOut() throws Exception {
        String key = key("desk", Role.VIEWER);
        try (OpenHouse open = open(WithoutKey.NOBODY)) {
            assertEquals(200, status(open, key, "GET", "/api/status", null));
            Files.writeString(book.file(), "{\"keys\": [{}]}");
            assertEquals(200, status(open, key, "GET", "/api/status", null));
            assertEquals(401, status(open, null, "GET", "/api/status", null));
        }
    }

    @Test
    void theKeyOfTheKeyFileIsAnAdminBesidesTheOthers() throws Exception {
        ApiSettings settings = OpenHouse.withKey(KEY_FILE).with(OpenHouse.accessFor(data));
        try (OpenHouse open = new OpenHouse(directory, settings)) {
            String viewer = key("wall", Role.VIEWER);
            assertEquals(401, status(open, null, "GET", "/api/status", null), "as it always was with a key file");
            assertEquals(200, status(open, viewer, "GET", "/api/status", null));
            assertEquals(201, status(open, KEY_FILE, "POST", "/api/terminals", GATE));
            assertEquals("api", facts(open, "terminal", TerminalChange.class).getLast().by());
        }
    }

    @Test
    void wrongKeysAreNotLookedAtAfterTenWhileARightOneThatIsKnownStillOpens() throws Exception {
        try (OpenHouse open = open()) {
            String key = key("desk", Role.VIEWER);
            assertEquals(200, status(open, key, "GET", "/api/status", null));
            String wrong = key.substring(0, key.length() - 5) + "AAAAA";
            List<Integer> statuses = Stream.generate(() -> wrong).limit(14).map(each -> {
                try {
                    return status(open, each, "GET", "/api/status", null);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
            assertEquals(List.of(401, 429), statuses.stream().distinct().toList());
            HttpResponse<String> late = open.call("GET", "/api/status", null, "Authorization", "Bearer " + wrong);
            assertTrue(late.headers().firstValueAsLong("Retry-After").orElseThrow() <= 6);
            assertEquals(200, status(open, key, "GET", "/api/status", null));
        }
    }

    @Test
    void noKeyIsInAnyFile() throws Exception {
        String key = key("desk", Role.ADMIN);
        try (OpenHouse open = open()) {
            status(open, key, "POST", "/api/terminals", GATE);
        }
        String secret = key.substring(key.length() - 43);
        try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                assertFalse(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                        .contains(secret), file.toString());
            }
        }
        ApiKey kept = book.keys().getFirst();
        assertFalse(kept.toString().contains(secret));
    }
}
