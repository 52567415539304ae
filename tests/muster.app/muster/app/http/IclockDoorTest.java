// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import muster.app.terminal.Network;
import muster.zk.http.Limits;
import muster.zk.http.Reply;
import muster.zk.http.Request;
import muster.zk.http.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IclockDoorTest {

    private static final Limits SMALL = new Limits(16 << 10, 100, 1000, 100, 5000);

    @TempDir
    Path directory;

    /// What the service was asked, and from where.
    private record Asked(Request request, InetAddress from) {}

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    private final Service service = (request, from) -> {
        asked.add(new Asked(request, from));
        return Reply.text("OK: " + request.body().length).withHeader("X-Test", "1");
    };

    private OpenHouse behind(String... proxies) throws Exception {
        List<Network> networks = List.of(proxies).stream().map(Network::parse).toList();
        return new OpenHouse(directory, OpenHouse.withProxies(networks, SMALL), service);
    }

    private static String post(String target, String headers, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n" + body;
    }

    @Test
    void everyConfiguredPathWordIsServed() throws Exception {
        try (OpenHouse open = behind(); Wire wire = new Wire(open.port())) {
            wire.send("GET /aclock/ping?SN=TSTATT000001 HTTP/1.1\r\nHost: test\r\n\r\n");
            assertEquals(200, wire.head());
            assertEquals("aclock", asked.getFirst().request().path().getFirst());
        }
    }

    @Test
    void aTerminalBehindAProxyIsAnsweredAndItsPunchIsOnDisk() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = new Wire(open.port())) {
            open.house.approve("TSTATT000001");
            String line = "7\t2026-11-20 08:00:05\t0\t1\t0\t0\t0\n";
            wire.send(post("/iclock/cdata?SN=TSTATT000001&table=ATTLOG&Stamp=9999",
                    "Content-Length: " + line.length() + "\r\n", line));
            assertEquals(200, wire.head());
            assertEquals("OK: 1", wire.body().strip());
            assertEquals("text/plain", wire.header("Content-Type"));
            assertTrue(wire.header("Date").endsWith("GMT"));
            assertEquals("7", open.house.punches().getFirst().pin());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /iclock/cdata?SN=T1                 | cdata      | ''
            /iclock/cdata.aspx?SN=T1            | cdata      | ''
            /ICLOCK/GetRequest?SN=T1            | getrequest | ''
            //iclock/cdata?SN=T1                | cdata      | ''
            /site7/9f2c51/iclock/cdata?SN=T1    | cdata      | site7/9f2c51
            http://proxy/iclock/cdata?SN=T1     | cdata      | ''
            /iclock/cdata?SN=T1&INFO=a%20b%2Bc  | cdata      | ''
            """)
    void theTargetIsHandedOnAsItCame(String target, String endpoint, String prefix) throws Exception {
        try (OpenHouse open = behind(); Wire wire = new Wire(open.port())) {
            assertEquals(200, wire.request(target).head());
            assertEquals("1", wire.header("X-Test"));
            Request request = asked.getFirst().request();
            assertEquals(target, request.target());
            assertEquals(endpoint, request.endpoint());
            assertEquals(prefix, request.prefix());
            assertEquals("T1", request.query().text("SN"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/terminals/iclock", "/api/iclock/cdata", "/devices/iclock", "/clock", "/iclocks/x"})
    void whatIsNotTheirsNeverReachesTheTerminalsService(String path) throws Exception {
        try (OpenHouse open = behind()) {
            assertEquals(404, open.get(path).statusCode());
            assertEquals(List.of(), asked);
        }
    }

    @Test
    void noKeyIsAskedOfATerminal() throws Exception {
        try (OpenHouse open = new OpenHouse(directory, OpenHouse.withKey("a-key-for-the-tests"), service)) {
            assertEquals("OK: 0", open.get("/iclock/getrequest?SN=T1").body());
            assertEquals(401, open.get("/api/status").statusCode());
        }
    }

    /// The JDK's server hands over no bytes for such a request, and a terminal told OK drops its punches.
    @Test
    void aPostThatDoesNotTellItsLengthIsNeverAcknowledged() throws Exception {
        try (OpenHouse open = behind(); Wire wire = new Wire(open.port())) {
            wire.send(post("/iclock/cdata?SN=T1&table=ATTLOG", "", "7\t2026-11-20 08:00:05\t0\t1\n"));
            assertEquals(411, wire.head());
            assertEquals("close", wire.header("Connection"), "the body must not be taken for a request");
            assertEquals(List.of(), asked);
        }
    }

    @Test
    void aBodyInChunksIsTakenWhole() throws Exception {
        try (OpenHouse open = behind(); Wire wire = new Wire(open.port())) {
            wire.send(post("/iclock/cdata?SN=T1&table=ATTLOG", "Transfer-Encoding: chunked\r\n",
                    "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n"));
            assertEquals(200, wire.head());
            assertEquals("hello, world", new String(asked.getFirst().request().body(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource({"ATTLOG,1000,200", "ATTLOG,1001,413", "ATTPHOTO,100,200", "ATTPHOTO,101,413", "BIODATA,5000,200",
        "BIODATA,5001,413"})
    void aBodyMayBeAsLargeAsItsTableAllows(String table, int size, int status) throws Exception {
        try (OpenHouse open = behind()) {
            String target = "/iclock/cdata?SN=T1&table=" + table;
            try (Wire wire = new Wire(open.port())) {
                wire.send(post(target, "Content-Length: " + size + "\r\n", "x".repeat(size)));
                assertEquals(status, wire.head());
            }
            try (Wire wire = new Wire(open.port())) {
                wire.send(post(target, "Transfer-Encoding: chunked\r\n",
                        Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n0\r\n\r\n"));
                assertEquals(status, wire.head());
            }
            assertEquals(status == 200 ? 2 : 0, asked.size());
        }
    }

    @Test
    void aBodyThatBreaksOffIsNotAcknowledged() throws Exception {
        try (OpenHouse open = behind()) {
            try (Wire wire = new Wire(open.port())) {
                wire.send(post("/iclock/cdata?SN=T1&table=ATTLOG", "Content-Length: 100\r\n", "7\t2026-11-20"));
            }
            assertEquals("OK: 0", open.get("/iclock/getrequest?SN=T2").body());
            assertEquals(1, asked.size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1    | 192.0.2.7                      | 192.0.2.7
            127.0.0.0/8  | 198.51.100.1, 192.0.2.7        | 192.0.2.7
            127.0.0.1    | 192.0.2.7:55012                | 192.0.2.7
            127.0.0.1    | 2001:db8::7                    | 2001:db8:0:0:0:0:0:7
            127.0.0.1    | [2001:db8::7]:55012            | 2001:db8:0:0:0:0:0:7
            127.0.0.1    | unknown                        | 127.0.0.1
            127.0.0.1    | [                              | 127.0.0.1
            127.0.0.1    | example.org                    | 127.0.0.1
            192.0.2.200  | 192.0.2.7                      | 127.0.0.1
            """)
    void aProxyWeKnowIsBelievedWhoCalled(String proxy, String forwarded, String from) throws Exception {
        try (OpenHouse open = behind(proxy)) {
            open.call("GET", "/iclock/getrequest?SN=T1", null, "X-Forwarded-For", forwarded);
            assertEquals(from, asked.getFirst().from().getHostAddress());
        }
    }

    @Test
    void aServiceThatFailsMakesTheTerminalComeAgain() throws Exception {
        Service failing = (_, _) -> {
            throw new IllegalStateException("a fault");
        };
        try (OpenHouse open = new OpenHouse(directory, OpenHouse.SETTINGS, failing)) {
            var answer = open.get("/iclock/getrequest?SN=T1");
            assertEquals(503, answer.statusCode());
            assertEquals("ERROR", answer.body());
        }
    }
}
