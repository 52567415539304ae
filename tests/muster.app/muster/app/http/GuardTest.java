// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import muster.app.House;
import muster.app.key.WithoutKey;
import muster.app.terminal.Network;
import muster.zk.http.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What pages of others, and whoever asks too much, come up against.
class GuardTest {

    private static final String DESK = "https://desk.example";
    private static final String BODY = "{\"serial\": \"TSTATT000001\"}";

    @TempDir
    Path directory;

    private OpenHouse open() throws Exception {
        return new OpenHouse(directory, OpenHouse.SETTINGS.with(
                new AccessSettings(null, WithoutKey.LOOPBACK, Set.of("muster.example", "test"), Set.of(DESK), 100)));
    }

    private static int post(OpenHouse open, Wire wire, String host, String... headers) throws Exception {
        wire.send("POST /api/terminals HTTP/1.1\r\nHost: " + host.replace("PORT", Integer.toString(open.port()))
                + "\r\n" + String.join("", List.of(headers).stream()
                        .map(line -> line.replace("PORT", Integer.toString(open.port())) + "\r\n").toList())
                + "Content-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);
        return wire.head();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8888", "127.0.0.1:1", "[::1]:8888", "LOCALHOST", "localhost.",
        "muster.example", "Muster.Example:443"})
    void aNameOfThisMachineIsAnswered(String host) throws Exception {
        try (OpenHouse open = open(); Wire wire = new Wire(open.port())) {
            assertEquals(200, wire.send("GET /api/status HTTP/1.1\r\nHost: " + host + "\r\n\r\n").head());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "attacker.example:8888", "localhost.attacker.example", "192.0.2.1",
        "127.0.0.1.attacker.example", "127.0.0.1@attacker.example", "", "localhost\r\nHost: attacker.example"})
    void aNameThatWasMadeToPointHereIsNotWhicheverThePath(String host) throws Exception {
        for (String path : List.of("/api/status", "/dashboard", "/healthz", "/nothing")) {
            try (OpenHouse open = open(); Wire wire = new Wire(open.port())) {
                int status = wire.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").head();
                assertEquals(421, status, path);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://attacker.example      |
            null                         |
            http://127.0.0.1:1           |
            https://desk.example.evil    |
            http://desk.example          |
            http://localhost:PORT        | cross-site
                                         | cross-site
                                         | same-site
            """)
    void aPageFromElsewhereChangesNothing(String origin, String site) throws Exception {
        try (OpenHouse open = open(); Wire wire = new Wire(open.port())) {
            List<String> headers = new java.util.ArrayList<>();
            if (origin != null) {
                headers.add("Origin: " + origin);
            }
            if (site != null) {
                headers.add("Sec-Fetch-Site: " + site);
            }
            assertEquals(403, post(open, wire, "localhost:PORT", headers.toArray(String[]::new)));
            assertNull(wire.header("Access-Control-Allow-Origin"));
            assertEquals(0, open.json("/api/terminals").getAsJsonArray("terminals").size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://localhost:PORT        |
            http://localhost:PORT        | same-origin
            https://muster.example       | same-origin
            https://desk.example         | cross-site
                                         | none
            """)
    void ourOwnPageAndOneThatIsListedMay(String origin, String site) throws Exception {
        try (OpenHouse open = open(); Wire wire = new Wire(open.port())) {
            assertEquals(201, post(open, wire, "localhost:PORT",
                    origin == null ? "X-None: 1" : "Origin: " + origin,
                    site == null ? "X-None: 2" : "Sec-Fetch-Site: " + site));
        }
    }

    @Test
    void aListedPageIsToldThatItMayAndNobodyElse() throws Exception {
        try (OpenHouse open = open(); Wire wire = new Wire(open.port())) {
            wire.request("/api/status", "Origin: " + DESK).head();
            assertEquals(DESK, wire.header("Access-Control-Allow-Origin"));
            assertEquals("Origin", wire.header("Vary"));
            assertNull(wire.header("Access-Control-Allow-Credentials"));
        }
        try (OpenHouse open = open(); Wire wire = new Wire(open.port())) {
            wire.request("/api/status", "Origin: https://attacker.example").head();
            assertNull(wire.header("Access-Control-Allow-Origin"));
            assertEquals("Origin", wire.header("Vary"));
        }
    }

    @Test
    void aBrowsersQuestionIsAnsweredForAListedPageAndNeedsNoKey() throws Exception {
        ApiSettings settings = OpenHouse.withKey("test-key-of-more-than-enough-length").with(
                new AccessSettings(null, WithoutKey.LOOPBACK, Set.of(), Set.of(DESK), 100));
        String question = "OPTIONS /api/terminals HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\n"
                + "Access-Control-Request-Method: POST\r\n\r\n";
        try (OpenHouse open = new OpenHouse(directory, settings);
                Wire listed = new Wire(open.port());
                Wire other = new Wire(open.port())) {
            assertEquals(204, listed.send(question.formatted(DESK)).head());
            assertEquals("Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
                    listed.header("Access-Control-Allow-Headers"));
            assertEquals(401, other.send(question.formatted("https://attacker.example")).head());
            assertNull(other.header("Access-Control-Allow-Methods"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/status", "/healthz", "/api/nothing", "/dashboard", "/dashboard/nothing"})
    void everyAnswerTellsTheBrowserToTakeItForNothingElse(String path) throws Exception {
        try (OpenHouse open = open(); Wire wire = new Wire(open.port())) {
            wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").head();
            assertEquals("nosniff", wire.header("X-Content-Type-Options"));
            assertEquals("DENY", wire.header("X-Frame-Options"));
            assertEquals("no-referrer", wire.header("Referrer-Policy"));
            assertEquals(true, wire.header("Content-Security-Policy").startsWith("default-src 'none'"));
            assertEquals(true, wire.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
        }
    }

    @Test
    void anAddressThatAsksTooMuchIsToldWhenToComeAgainAndOthersAreNot() throws Exception {
        Network proxy = Network.parse("127.0.0.1");
        ApiSettings settings = OpenHouse.withProxies(List.of(proxy), Limits.STANDARD).with(
                new AccessSettings(null, WithoutKey.LOOPBACK, Set.of("test"), Set.of(), 1));
        try (OpenHouse open = new OpenHouse(directory, settings)) {
            List<Integer> statuses = IntStream.range(0, 12).map(i -> {
                try {
                    return open.call("GET", "/healthz", null, "X-Forwarded-For", "192.0.2.7").statusCode();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).boxed().distinct().toList();
            assertEquals(List.of(200, 429), statuses.stream().limit(2).toList());
            assertEquals(200, open.call("GET", "/healthz", null, "X-Forwarded-For", "192.0.2.8").statusCode());
            assertEquals(200, open.get("/healthz").statusCode());
        }
    }

    @Test
    void aBucketIsFilledAtItsRateAndANetworkOfSixtyFourBitsIsOneAddress() throws Exception {
        AddressRates rates = new AddressRates(0.5, 2, Clock.fixed(House.MORNING, ZoneOffset.UTC));
        InetAddress one = InetAddress.getByName("2001:db8::1");
        assertEquals(Duration.ZERO, rates.take(one));
        assertEquals(Duration.ZERO, rates.take(InetAddress.getByName("2001:db8::2")));
        assertEquals(Duration.ofSeconds(2), rates.take(one));
        rates.giveBack(one);
        assertEquals(Duration.ZERO, rates.take(one));
        assertEquals(Duration.ZERO, rates.take(InetAddress.getByName("2001:db8:0:1::1")));
    }
}
