// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static muster.app.channel.ToldAlerts.NOON;
import static muster.app.channel.ToldAlerts.change;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.ChannelTarget;
import muster.app.config.ChannelTarget.Form;
import muster.app.sink.http.StrictServer;
import muster.app.sink.http.StrictServer.Request;
import muster.app.sink.http.StrictServer.Response;
import muster.model.Notice.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Templates in the shape of services that people use, against a strict server.
final class HttpChannelTest {

    private static final String KEY = "123456:AA-key/with?signs";

    /// A name that would end a text of JSON and begin a parameter of a form.
    private static final Message MESSAGE = Message.of("alerts-7-9", "", List.of(
            change("fired", "TSTATT000001", Level.ERROR, null, null, NOON, "terminal \"Gate & Co\" = 100 % silent ü")),
            NOON);

    @TempDir
    Path folder;

    private HttpChannel channel(String method, String url, Map<String, String> headers, Form form, String body,
            List<String> to, String expect) throws Exception {
        Path secret = Files.writeString(folder.resolve("key"), KEY + "\n");
        return new HttpChannel(new ChannelTarget.Http(method, url, headers, form, body, Optional.of(secret), to,
                expect), InstantSource.fixed(NOON));
    }

    @Test
    void telegramTakesJsonUnderAKeyInThePath() throws Exception {
        try (StrictServer server = StrictServer.open();
                HttpChannel channel = channel("POST", server.url() + "/bot{secret}/sendMessage", Map.of(), Form.JSON,
                        "{\"chat_id\": 42, \"text\": \"{title}\\n{message}\"}", List.of(), "\"ok\":true")) {
            server.answers(_ -> Response.json(200, "{\"ok\":true}"));
            channel.tell(MESSAGE);
            Request request = server.requests().getFirst();
            assertEquals("/bot123456:AA-key%2Fwith%3Fsigns/sendMessage", request.path());
            assertEquals("application/json", request.header("content-type"));
            assertEquals(MESSAGE.title() + "\n" + MESSAGE.text(), request.json().get("text").getAsString());
        }
    }

    @Test
    void aGatewayForShortMessagesTakesAFormForEachNumber() throws Exception {
        try (StrictServer server = StrictServer.open();
                HttpChannel channel = channel("POST", server.url() + "/send",
                        Map.of("Authorization", "Bearer {secret}"), Form.FORM, "number={to}&text={short}&priority={level}&n={count}",
                        List.of("+15550100", "+15550101"), "")) {
            channel.tell(MESSAGE);
            assertEquals(2, server.requests().size());
            Request request = server.requests().getFirst();
            assertEquals("Bearer " + KEY, request.header("authorization"));
            assertEquals("application/x-www-form-urlencoded", request.header("content-type"));
            String[] fields = request.text().split("&");
            assertEquals("number=%2B15550100", fields[0]);
            assertEquals("text=" + MESSAGE.sms(), URLDecoder.decode(fields[1], StandardCharsets.UTF_8));
            assertEquals("priority=error", fields[2]);
            assertEquals("n=1", fields[3]);
        }
    }

    @Test
    void aGatewayThatTakesAGetHasItAllInItsAddress() throws Exception {
        try (StrictServer server = StrictServer.open();
                HttpChannel channel = channel("GET", server.url() + "/sms?key={secret}&to={to}&text={short}", Map.of(),
                        Form.TEXT, "", List.of("+15550100"), "")) {
            channel.tell(MESSAGE);
            Request request = server.requests().getFirst();
            assertEquals("GET", request.method());
            assertEquals(0, request.body().length);
            assertEquals("key=" + KEY + "&to=+15550100&text=" + MESSAGE.sms(),
                    URLDecoder.decode(request.query(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void ntfyTakesHeaders() throws Exception {
        try (StrictServer server = StrictServer.open();
                HttpChannel channel = channel("PUT", server.url() + "/alerts",
                        Map.of("Title", "{title}", "X-Key", "{secret}"), Form.JSON, "{\"m\":\"{level}\"}", List.of(),
                        "")) {
            channel.tell(MESSAGE);
            Request request = server.requests().getFirst();
            assertEquals("PUT", request.method());
            assertTrue(request.header("title").matches("=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?="), request.header("title"));
            assertEquals(KEY, request.header("x-key"));
        }
    }

    @Test
    void anAnswerWithoutTheExpectedWordIsARefusalAndTellsNoSecret() throws Exception {
        try (StrictServer server = StrictServer.open();
                HttpChannel channel = channel("POST", server.url() + "/{secret}", Map.of(), Form.JSON, "{}", List.of(),
                        "accepted")) {
            server.answers(_ -> Response.json(200, "{\"error\":\"key " + KEY + " is unknown\"}"));
            ChannelException refused = assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            assertTrue(refused.getMessage().contains("is unknown"), refused.getMessage());
            assertFalse(refused.getMessage().contains(KEY), refused.getMessage());
            server.answers(_ -> Response.json(400, "{\"error\":\"key " + KEY + " is unknown\"}"));
            refused = assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            assertFalse(refused.getMessage().contains(KEY), refused.getMessage());
            assertFalse(channel.target().contains("{"), channel.target());
        }
    }

    @Test
    void whoWasToldIsNotToldAgainBecauseAnotherCouldNotBe() throws Exception {
        try (StrictServer server = StrictServer.open();
                HttpChannel channel = channel("GET", server.url() + "/?key={secret}&to={to}", Map.of(), Form.TEXT, "",
                        List.of("one", "two", "three"), "")) {
            server.next(Response.json(200, "{}"), Response.json(503, "{}"));
            assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            channel.tell(MESSAGE);
            assertEquals(List.of("one", "two", "three", "two"), server.requests().stream()
                    .map(request -> request.query().replaceFirst(".*to=", "")).toList());
        }
    }

    @Test
    void aSecretThatIsAwayIsToldByItsFile() throws Exception {
        try (StrictServer server = StrictServer.open();
                HttpChannel channel = channel("POST", server.url() + "/", Map.of(), Form.JSON, "{}", List.of(), "")) {
            Files.delete(folder.resolve("key"));
            ChannelException refused = assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            assertTrue(refused.getMessage().contains(folder.resolve("key").toString()), refused.getMessage());
            assertEquals(List.of(), server.requests());
        }
    }
}
