// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import muster.app.key.KeyBook;
import muster.app.terminal.Network;
import muster.app.tls.CurrentCertificate;
import muster.app.tls.OpenSsl;
import muster.client.Authority;
import muster.model.CommandRequest;
import muster.model.Json;
import muster.model.Role;
import muster.zk.http.Limits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every request of the operators' plane with every key, over http and https, against the table of
/// docs/threat-model.md. `yes` is whatever is neither 401, 403 nor 429; `/nothing-is-here` is then a 404.
@Timeout(300)
class AccessMatrixTest {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final List<Network> PROXY = List.of(Network.parse("127.0.0.1"));

    private final Map<String, String> keys = new HashMap<>();
    private int callers;

    @TempDir
    Path directory;

    private Path data;

    @BeforeEach
    void makeKeys() throws Exception {
        data = Files.createDirectory(directory.resolve("data"));
        KeyBook book = new KeyBook(data);
        for (Role role : Role.values()) {
            keys.put(Json.word(role), book.create("k-" + Json.word(role), role, null, "root", Instant.now()));
        }
        keys.put("expired", book.create("old", Role.ADMIN, Duration.ofDays(1), "root",
                Instant.now().minus(Duration.ofDays(2))));
        String admin = keys.get("admin");
        keys.put("wrong", admin.substring(0, admin.length() - 43) + "A".repeat(43));
    }

    private OpenHouse open(String listen, SSLContext tls) throws Exception {
        return new OpenHouse(directory, new ApiSettings(new InetSocketAddress(listen, 0), null, 1000,
                OpenHouse.SETTINGS.keepalive(), OpenHouse.SETTINGS.stall(), "9.9.9", PROXY, Limits.STANDARD,
                Set.of("iclock"), OpenHouse.accessFor(data), List.of(), tls));
    }

    private SSLContext certificate() throws Exception {
        OpenSsl.certificate(directory, "muster", "ec");
        return CurrentCertificate.open("test", directory.resolve("muster.pem"), directory.resolve("muster.key"),
                System::nanoTime).context();
    }

    private Knock knock(OpenHouse open, boolean tls) throws Exception {
        return new Knock(open.port(), tls ? Authority.trusting(directory.resolve("muster.pem")) : null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRequestIsAllowedOrRefusedAsTheTableSaysWhereOthersCanReachIt(boolean tls) throws Exception {
        List<String> callers = ThreatModel.CALLERS.stream().filter(name -> !name.contains("same machine")).toList();
        try (OpenHouse open = open("0.0.0.0", tls ? certificate() : null)) {
            assertTable(open, knock(open, tls), callers);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRequestIsAllowedOrRefusedAsTheTableSaysWhereThisMachineOnlyCanReachIt(boolean tls) throws Exception {
        try (OpenHouse open = open("127.0.0.1", tls ? certificate() : null)) {
            assertTable(open, knock(open, tls), List.of("no key, same machine", "viewer", "operator", "admin",
                    "expired"));
        }
    }

    private void assertTable(OpenHouse open, Knock knock, List<String> callers) throws Exception {
        Map<String, Map<String, String>> table = ThreatModel.cells("operators");
        assertEquals(KeysApiTest.routes(open).size() + 2, table.size());
        List<String> otherwise = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> line : table.entrySet()) {
            for (String caller : callers) {
                String asked = line.getKey() + " by " + caller;
                int status = ask(knock, line.getKey(), caller);
                assertTrue(status < 500, asked + " -> " + status);
                String expected = line.getValue().get(caller);
                String found = Set.of(401, 403, 429).contains(status) ? Integer.toString(status) : "yes";
                if (!found.equals(expected)) {
                    otherwise.add(asked + " is " + found + ", not " + expected);
                }
            }
        }
        assertEquals(List.of(), otherwise);
    }

    /// Whoever is not refused is told that the command lacks something, that it is not possible now, or gets it queued.
    @Test
    void everyCommandIsAllowedOrRefusedByTheRoleAsTheTableSays() throws Exception {
        try (OpenHouse open = open("127.0.0.1", null)) {
            Knock knock = knock(open, false);
            String path = "/api/terminals/TSTATT000001";
            open.house.approve("TSTATT000001");
            Map<String, Map<String, String>> table = ThreatModel.cells("commands");
            assertEquals(CommandRequest.NAMES.size() + 1, table.size());
            for (Map.Entry<String, Map<String, String>> line : table.entrySet()) {
                String[] words = line.getKey().split(" ");
                String body = "{\"command\": \"" + words[0] + "\", \"pin\": \"7\""
                        + (words.length == 1 ? "" : ", \"privilege\": " + words[2]) + "}";
                for (Role role : Role.values()) {
                    String name = Json.word(role);
                    int status = knock.status("POST", path + "/commands", body, "Authorization: Bearer " + keys.get(name));
                    String found = status == 403 ? "403" : Set.of(201, 409, 422).contains(status) ? "yes" : "" + status;
                    assertEquals(line.getValue().get(name), found, line.getKey() + " by " + name);
                }
            }
        }
    }

    /// What would change something is asked for with a body that is none, so that it fails behind the door.
    private int ask(Knock knock, String line, String caller) throws Exception {
        String method = line.split(" ")[0];
        String path = line.split(" ")[1].replaceAll("\\{\\w+}", "1") + (method.equals("GET") ? "" : "?nobody-knows=1");
        List<String> headers = new ArrayList<>();
        if (keys.containsKey(caller)) {
            headers.add("Authorization: Bearer " + keys.get(caller));
        }
        if (Set.of("expired", "wrong").contains(caller)) {
            // each from an address of its own, which the tenth from one address would not reach
            callers++;
            headers.add("X-Forwarded-For: 10.9." + callers / 250 + "." + (1 + callers % 250));
        }
        return knock.status(method, path, WITH_BODY.contains(method) ? "[]" : null, headers.toArray(String[]::new));
    }
}
