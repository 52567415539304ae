// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import muster.app.sink.Trouble;
import muster.app.sink.http.StrictServer.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallerTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T04:00:00Z"));
    private static final Map<String, String> NONE = Map.of();

    private StrictServer server;
    private final Caller caller = new Caller("the target", Duration.ofSeconds(20), true, CLOCK);

    @BeforeEach
    void open() throws Exception {
        server = StrictServer.open();
    }

    @AfterEach
    void close() {
        caller.close();
        server.close();
    }

    private Reply get() throws Exception {
        return caller.send(Ask.get(server.url("/a?b=c"), NONE));
    }

    private Trouble noReply(Caller by) {
        return assertThrows(NoReply.class, () -> by.send(Ask.get(server.url("/secret"), NONE))).trouble();
    }

    @Test
    void sendsMethodPathHeadersAndTheExactBytes() throws Exception {
        byte[] body = "{\"name\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8);
        caller.send(Ask.post(server.url("/a/b?c=d"), Map.of("Content-Type", "application/json", "X-Key", "k"), body)
                .as("PUT"));
        StrictServer.Request request = server.requests().getFirst();
        assertEquals("PUT /a/b c=d", request.method() + " " + request.path() + " " + request.query());
        assertEquals("k", request.header("x-key"));
        assertEquals("{\"name\":\"Zoë\"}", request.text());
    }

    @Test
    void keepsNoMoreOfAnAnswerThanItIsToldTo() throws Exception {
        server.answers(_ -> Response.json(200, "\"" + "x".repeat(200_000) + "\""));
        Reply cut = get();
        assertEquals(65_536, cut.text().length());
        assertFalse(cut.whole());
        assertTrue(cut.json().isEmpty());
        Reply whole = caller.send(Ask.get(server.url(), NONE).keeping(200_002));
        assertTrue(whole.whole() && whole.json().isPresent());
    }

    @Test
    void anAnswerWithoutEndIsCutAndStillHasItsStatus() throws Exception {
        server.answers(_ -> Response.json(200, "x".repeat(30_000_000)));
        assertEquals(65_536, get().text().length());
    }

    @Test
    void followsNoRedirectAndNamesOnlyTheHost() throws Exception {
        server.answers(_ -> Response.bare(302, "Location", "https://elsewhere.example/login?token=hidden"));
        Trouble trouble = get().trouble("cure");
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.text().contains("elsewhere.example") && !trouble.text().contains("hidden"), trouble.text());
        assertEquals(1, server.requests().size());
    }

    @ParameterizedTest
    @CsvSource({"401, STOP", "403, STOP", "301, STOP", "308, STOP", "407, RETRY", "408, RETRY", "425, RETRY",
        "429, RETRY", "500, RETRY", "502, RETRY", "503, RETRY", "504, RETRY", "599, RETRY"})
    void aStatusThatIsAboutEverythingIsTrouble(int status, Trouble.Kind kind) throws Exception {
        server.answers(_ -> Response.json(status, "{\"error\":\"words\"}"));
        Trouble trouble = get().trouble("do this");
        assertEquals(kind, trouble.kind());
        assertTrue(trouble.text().startsWith("the target at 127.0.0.1:") && trouble.text().contains("" + status),
                trouble.text());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 400, 404, 405, 409, 410, 413, 417, 422})
    void aStatusThatEachTargetMeansSomethingElseByIsLeftToIt(int status) throws Exception {
        server.answers(_ -> Response.bare(status, "X-Nothing", "x"));
        assertNull(get().trouble("cure"));
    }

    @Test
    void tellsTheCureForAWrongKey() throws Exception {
        server.answers(_ -> Response.json(401, "{}"));
        assertEquals("do this", get().trouble("do this").cure());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|PT0S", "7|PT7S", "Mon, 02 Mar 2026 04:02:00 GMT|PT2M",
        "Mon, 02 Mar 2026 03:00:00 GMT|PT0S", "99999999|PT24H", "soon|", "-5|", "1.5|"})
    void readsHowLongToWait(String header, Duration expected) throws Exception {
        server.answers(_ -> Response.bare(503, "Retry-After", header));
        assertEquals(expected, get().trouble("cure").after());
    }

    @Test
    void whoCutsTheLineIsTriedAgain() {
        server.next(Response.cut(), Response.cut(), Response.cut());
        Trouble trouble = noReply(caller);
        assertEquals(Trouble.Kind.RETRY, trouble.kind());
        assertTrue(trouble.text().contains("broke off") && !trouble.text().contains("secret"), trouble.text());
    }

    @Test
    void whoIsAwayIsTriedAgainAndReachedWhenBack() throws Exception {
        server.down();
        Trouble trouble = noReply(caller);
        assertEquals(Trouble.Kind.RETRY, trouble.kind());
        assertTrue(trouble.text().endsWith("cannot be reached"), trouble.text());
        server.up();
        assertTrue(get().ok());
    }

    @Test
    void whoIsSilentIsGivenUp() {
        server.answers(_ -> Response.silence());
        try (Caller hasty = new Caller("the target", Duration.ofMillis(300), true, CLOCK)) {
            assertTrue(noReply(hasty).text().contains("too slow"));
        }
    }

    @Test
    void whoStopsInTheMiddleOfAnAnswerIsGivenUp() throws Exception {
        try (ServerSocket stuck = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Caller hasty = new Caller("the target", Duration.ofMillis(300), true, CLOCK)) {
            Thread.startVirtualThread(() -> answer(stuck, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", false));
            Trouble trouble = assertThrows(NoReply.class, () -> hasty.send(
                    Ask.get(URI.create("http://127.0.0.1:" + stuck.getLocalPort()), NONE))).trouble();
            assertTrue(trouble.text().contains("too slow"), trouble.text());
        }
    }

    @Test
    void whoDoesNotSpeakTlsIsNamed() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> answer(plain, "HTTP/1.1 400 Bad Request\r\n\r\n", true));
            Trouble trouble = assertThrows(NoReply.class, () -> caller.send(
                    Ask.get(URI.create("https://127.0.0.1:" + plain.getLocalPort()), NONE))).trouble();
            assertTrue(trouble.text().contains("TLS"), trouble.text());
            assertEquals(Trouble.Kind.RETRY, trouble.kind());
        }
    }

    private static void answer(ServerSocket server, String text, boolean ends) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            if (ends) {
                socket.shutdownOutput();
            }
            // until the caller hangs up
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNameThatIsNotKnownIsNamed() {
        Trouble trouble = assertThrows(NoReply.class,
                () -> caller.send(Ask.get(URI.create("http://nobody.invalid/"), NONE))).trouble();
        assertTrue(trouble.text().contains("nobody.invalid cannot be found"), trouble.text());
    }

    @Test
    void anAddressInAPrivateNetworkIsNotCalledUnlessItIsAllowed() {
        try (Caller careful = new Caller("the target", Duration.ofSeconds(20), false, CLOCK)) {
            Trouble trouble = noReply(careful);
            assertEquals(Trouble.Kind.STOP, trouble.kind());
            assertTrue(trouble.cure().contains("private_addresses = true"), trouble.cure());
            assertTrue(assertThrows(NoReply.class, () -> careful.send(Ask.get(
                    URI.create("http://localhost:" + server.url().getPort()), NONE)))
                    .getMessage().contains("private network"));
        }
        assertEquals(0, server.requests().size());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "127.9.9.9, true", "10.1.2.3, true", "172.16.0.1, true", "172.32.0.1, false",
        "192.168.4.4, true", "169.254.169.254, true", "100.64.0.1, true", "100.128.0.1, false", "0.0.0.0, true",
        "0.1.2.3, true", "224.0.0.1, true", "255.255.255.255, true", "198.18.0.1, true", "192.0.0.8, true",
        "192.0.2.7, false", "::1, true", "::, true", "fe80::1, true", "fd00::1, true", "fc00::1, true",
        "64:ff9b::a00:1, true", "64:ff9b::c000:207, false", "2002:7f00:1::, true", "2002:c000:207::, false",
        "::ffff:10.0.0.1, true", "::10.0.0.1, true", "2001:db8::1, false"})
    void knowsWhatLiesInAPrivateNetwork(String address, boolean expected) throws Exception {
        assertEquals(expected, PrivateAddress.is(InetAddress.getByName(address)));
    }

    @Test
    void aKeyThatCannotBeSentIsNotShown() {
        Trouble trouble = assertThrows(NoReply.class, () -> caller.send(
                Ask.get(server.url(), Map.of("Authorization", "tok\nen")))).trouble();
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.text().contains("Authorization") && !trouble.text().contains("tok"), trouble.text());
    }

    @Test
    void aKeyThatIsEchoedIsNotKept() throws Exception {
        server.answers(request -> Response.json(401, "{\"error\":\"" + request.header("authorization") + " and "
                + request.header("x-api-key") + " are wrong\"}"));
        Reply reply = caller.send(Ask.get(server.url(),
                Map.of("Authorization", "token user:secret-1", "x-api-key", "secret-2")));
        assertEquals("{\"error\":\"token … and … are wrong\"}", reply.text());
    }

    @Test
    void aWebPageIsNamedAsOne() throws Exception {
        server.answers(_ -> Response.page(200));
        Trouble trouble = get().strange("JSON");
        assertEquals(Trouble.Kind.RETRY, trouble.kind());
        assertTrue(trouble.text().contains("a web page (200)"), trouble.text());
    }

    @Test
    void canBeInterruptedWhileItWaits() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Ask ask = Ask.get(URI.create("http://127.0.0.1:" + mute.getLocalPort()), NONE);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> caller.send(ask));
        }
    }

    @Test
    void whoWaitsWhenItHangsUpIsLetGo() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        server.answers(_ -> {
            called.countDown();
            return Response.silence();
        });
        CompletableFuture<Trouble> waiting = CompletableFuture.supplyAsync(() -> noReply(caller));
        called.await();
        caller.close();
        assertTrue(waiting.get(10, TimeUnit.SECONDS).text().contains("broke off"));
    }

    @Test
    void aCallAfterItHungUpIsTroubleAndNoCrash() {
        caller.close();
        assertEquals(Trouble.Kind.RETRY, noReply(caller).kind());
    }
}
