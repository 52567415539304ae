// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import muster.app.terminal.Network;
import muster.app.tls.CurrentCertificate;
import muster.app.tls.OpenSsl;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.Authority;
import muster.zk.http.Limits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The operators' side over https, and who may ask it.
@Timeout(90)
final class ApiTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void makeAFolder() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
    }

    private static ApiSettings settings(List<Network> addresses, List<Network> proxies, SSLContext tls) {
        ApiSettings usual = OpenHouse.SETTINGS;
        return new ApiSettings(usual.listen(), null, 1000, usual.keepalive(), usual.stall(), "9.9.9", proxies,
                Limits.STANDARD, Set.of("iclock"), usual.access(), addresses, tls);
    }

    private OpenHouse open(String kind) throws Exception {
        OpenSsl.certificate(folder, "now", kind);
        CurrentCertificate certificate = CurrentCertificate.open(
                "test", folder.resolve("now.pem"), folder.resolve("now.key"), nanos::get);
        return new OpenHouse(data, settings(List.of(), List.of(), certificate.context()));
    }

    private SSLSocket client(OpenHouse open, Path authority) throws IOException {
        SSLSocket socket = (SSLSocket) Authority.trusting(authority).getSocketFactory()
                .createSocket("127.0.0.1", open.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private Api api(OpenHouse open, Path authority) throws IOException {
        return Api.at(URI.create("https://127.0.0.1:" + open.port()), null, authority, PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void aClientThatKnowsTheAuthorityIsAnsweredAndOneThatDoesNotBreaksOff(String kind) throws Exception {
        try (OpenHouse open = open(kind); Api knows = api(open, folder.resolve("now.pem")); Api stranger =
                api(open, null)) {
            assertEquals("9.9.9", knows.status().version());
            ApiException refused = assertThrows(ApiException.class, stranger::status);
            assertTrue(refused.getMessage().contains("https://127.0.0.1"), refused.getMessage());
        }
    }

    @Test
    void terminalsAreAnsweredThereToo() throws Exception {
        try (OpenHouse open = open("ec"); SSLSocket socket = client(open, folder.resolve("now.pem"))) {
            open.house.approve("TSTATT000001");
            ask(socket, "/iclock/getrequest?SN=TSTATT000001");
            assertTrue(answer(socket).endsWith("OK"));
        }
    }

    private static void ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1"})
    void anOldVersionIsRefused(String version) throws Exception {
        try (OpenHouse open = open("rsa")) {
            String said = shakeHands(open, version);
            assertFalse(said.contains("BEGIN CERTIFICATE"), said);
            assertTrue(shakeHands(open, "-tls1_2").contains("BEGIN CERTIFICATE"));
        }
    }

    private String shakeHands(OpenHouse open, String version) throws Exception {
        return OpenSsl.run(folder, "", "s_client", "-connect", "127.0.0.1:" + open.port(), version, "-cipher",
                "ALL:@SECLEVEL=0");
    }

    @Test
    void whoSpeaksPlainHttpIsCutOffAndOthersAreServed() throws Exception {
        try (OpenHouse open = open("ec"); Socket plain = new Socket("127.0.0.1", open.port())) {
            plain.setSoTimeout((int) PATIENCE.toMillis());
            ask(plain, "/api/status");
            String said = "";
            try {
                said = answer(plain);
            } catch (java.net.SocketException reset) {
                // as closed as it can be
            }
            assertFalse(said.contains("9.9.9"), said);
            try (Api api = api(open, folder.resolve("now.pem"))) {
                assertEquals("9.9.9", api.status().version());
            }
        }
    }

    @Test
    void aNewCertificateIsShownToTheNextClientWhileAnOpenStreamGoesOn() throws Exception {
        Path first = folder.resolve("first.pem");
        try (OpenHouse open = open("ec")) {
            Files.copy(folder.resolve("now.pem"), first);
            try (SSLSocket follower = client(open, first)) {
                ask(follower, "/api/stream");
                BufferedReader lines = new BufferedReader(
                        new java.io.InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8));
                read(lines, ": muster 9.9.9");
                OpenSsl.certificate(folder, "second", "ec");
                for (String part : List.of(".pem", ".key")) {
                    Files.copy(folder.resolve("second" + part), folder.resolve("now" + part),
                            StandardCopyOption.REPLACE_EXISTING);
                }
                nanos.addAndGet(Duration.ofSeconds(30).toNanos());
                try (SSLSocket next = client(open, folder.resolve("second.pem"))) {
                    next.startHandshake();
                    X509Certificate shown = (X509Certificate) next.getSession().getPeerCertificates()[0];
                    assertEquals("CN=second", shown.getSubjectX500Principal().toString());
                }
                open.punches("TSTATT000001", "7", 0, 1);
                read(lines, "\"pin\":\"7\"");
                // else closing waits for the server's last word, which comes with the stream's next sign of life
                follower.setSoTimeout(1);
            }
        }
    }

    private static void read(BufferedReader lines, String awaited) throws IOException {
        String line = lines.readLine();
        while (!line.contains(awaited)) {
            line = lines.readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016\u0003\u0001\u0002\u0000\u0001"})
    void twoThousandWhoNeverShakeHandsDoNotStopAnybody(String start) throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (OpenHouse open = open("ec"); Api api = api(open, folder.resolve("now.pem"))) {
            for (int i = 0; i < 2000; i++) {
                Socket socket = new Socket("127.0.0.1", open.port());
                crowd.add(socket);
                socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
            }
            assertEquals("9.9.9", api.status().version());
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @Test
    void onlyTheNamedAddressesAreAnswered() throws Exception {
        List<Network> elsewhere = List.of(Network.parse("192.0.2.0/24"));
        try (OpenHouse open = new OpenHouse(data, settings(elsewhere, List.of(), null))) {
            for (String path : List.of("/healthz", "/api/status", "/dashboard", "/")) {
                try (Wire wire = new Wire(open.port())) {
                    assertEquals(403, wire.request(path).head(), path);
                    wire.request(path, "X-Forwarded-For: 192.0.2.9");
                }
            }
            open.house.approve("TSTATT000001");
            try (Wire terminal = new Wire(open.port())) {
                assertEquals(200, terminal.request("/iclock/getrequest?SN=TSTATT000001").head());
            }
        }
    }

    @Test
    void aTrustedProxyTellsWhoAsks() throws Exception {
        List<Network> here = List.of(Network.parse("192.0.2.0/24"));
        List<Network> proxy = List.of(Network.parse("127.0.0.1"));
        try (OpenHouse open = new OpenHouse(data, settings(here, proxy, null))) {
            try (Wire wire = new Wire(open.port())) {
                assertEquals(200, wire.request("/healthz", "X-Forwarded-For: 10.0.0.1, 192.0.2.9").head());
            }
            try (Wire wire = new Wire(open.port())) {
                assertEquals(403, wire.request("/healthz", "X-Forwarded-For: 192.0.2.9, 10.0.0.1").head());
            }
        }
    }
}
