// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An API with a key answers only those who bear it; terminals and supervisors need none.
class KeyTest {

    private static final String KEY = "a-key-of-more-than-sixteen-characters";

    @TempDir
    Path folder;

    private Path file(String name, String key) throws Exception {
        return Files.writeString(folder.resolve(name), key + "\n");
    }

    private static int status(Muster muster, String path, String authorization) throws Exception {
        String header = authorization == null ? "" : "Authorization: " + authorization + "\r\n";
        return Raw.exchange(muster.api(), "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header
                + "Connection: close\r\n\r\n").status();
    }

    @Test
    void nobody_without_the_key_learns_or_changes_anything() throws Exception {
        String right = file("key", KEY).toString();
        try (Muster muster = Muster.accepting(folder.resolve("data"), "--set", "api.key_file=" + right)) {
            for (String path : List.of("/api/punches", "/api/terminals", "/devices/events", "/api/stream",
                    "/api/openapi.json", "/api/nothing", "//api/punches", "/API/punches", "/api/../api/punches")) {
                for (String wrong : new String[] {null, "Bearer ", "Bearer " + KEY + "x", "Basic " + KEY, KEY}) {
                    assertTrue(List.of(400, 401).contains(status(muster, path, wrong)), path + " with " + wrong);
                }
            }
            assertEquals(401, muster.post("/api/pairing", "{\"minutes\":1}").statusCode());
            assertEquals(200, status(muster, "/api/punches", "Bearer " + KEY));
            assertEquals(200, status(muster, "/healthz", null));
            assertEquals(200, status(muster, "/readyz", null));
            String upload = Muster.request("POST", "/iclock/cdata?SN=TSTATT000001&table=ATTLOG", Punches.lines(0, 1));
            assertEquals("OK: 1", Raw.exchange(muster.api(), upload).body());
            assertTrue(!muster.log().contains(KEY), "the key is in the log");
        }
    }

    @Test
    void commands_bear_the_key_of_a_file_and_say_when_it_is_wrong() throws Exception {
        String right = file("key", KEY).toString();
        String wrong = file("wrong", KEY.toUpperCase()).toString();
        try (Muster muster = Muster.accepting(folder.resolve("data"), "--set", "api.key_file=" + right)) {
            muster.run("punches", "--key-file", right).good();
            for (Outcome refused : List.of(muster.run("punches"), muster.run("punches", "--key-file", wrong))) {
                assertEquals(77, refused.code(), refused.err());
                assertTrue(refused.err().contains("key"), refused.err());
            }
            assertEquals(66, muster.run("punches", "--key-file", "/nonexistent").code());
        }
    }

    /// What `package/Containerfile` has asked every half minute, with no key in the container.
    @Test
    void the_containers_check_of_health_needs_no_key_even_where_nobody_may_look_without() throws Exception {
        String line = Files.readAllLines(Path.of("package/Containerfile")).stream()
                .filter(each -> each.startsWith("HEALTHCHECK")).findFirst().orElseThrow();
        String[] words = JsonParser.parseString(line.substring(line.indexOf('['))).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString).skip(1).toArray(String[]::new);
        Path data = folder.resolve("data");
        try (Muster muster = Muster.accepting(data, "--set", "api.open=nobody")) {
            assertEquals(77, muster.run("status").code(), "nobody may look");
            Outcome healthy = muster.run(words).good();
            assertEquals("", healthy.out());
            assertEquals(200, status(muster, "/readyz", null));
            Files.move(muster.journal(), folder.resolve("elsewhere"));
            assertEquals(503, muster.upload("TSTATT000001", Punches.lines(0, 1)).status());
            Outcome sick = muster.run(words);
            assertNotEquals(0, sick.code());
            assertTrue(sick.err().contains("moved"), sick.err());
        }
    }

    @Test
    void a_key_too_short_to_be_one_is_refused_at_the_start() throws Exception {
        String setting = "api.key_file=" + file("key", "short");
        Outcome start = Program.run(Program.serve(folder.resolve("data"), "--set", setting));
        assertTrue(start.code() != 0 && start.out().isEmpty(), start.out());
        assertTrue(start.err().contains("16"), start.err());
    }
}
