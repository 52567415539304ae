// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static muster.app.channel.ToldAlerts.NOON;
import static muster.app.channel.ToldAlerts.fired;
import static muster.app.channel.ToldAlerts.resolved;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import muster.app.config.ChannelTarget;
import muster.app.sink.http.StrictServer;
import muster.app.sink.http.StrictServer.Request;
import muster.app.sink.http.StrictServer.Response;
import muster.model.Notice.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signed posts, verified by Python's own libraries.
final class WebhookChannelTest {

    private static final String SECRET = "whsec_YW4tb2xkLXNlY3JldC1vZi0zMi1ieXRlcy0wMDAwMDE=";

    /// Standard Webhooks as its specification has it: v1 is the HMAC-SHA256 of id.timestamp.body.
    private static final String VERIFIER = """
            import base64, hashlib, hmac, sys
            secret, id, timestamp, signatures = sys.argv[1:]
            key = base64.b64decode(secret.removeprefix('whsec_'))
            told = f'{id}.{timestamp}.'.encode() + sys.stdin.buffer.read()
            right = base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()
            print(any(hmac.compare_digest('v1,' + right, one) for one in signatures.split(' ')))
            """;

    private static final Message MESSAGE = Message.of("alerts-7-9", "kolkata", List.of(
            fired("TSTATT000001", Level.ERROR, "kolkata", NOON),
            resolved("TSTATT000002", Level.WARNING, "kolkata", NOON)), NOON);

    @TempDir
    Path folder;

    private WebhookChannel channel(StrictServer server, boolean privateAddresses) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        return new WebhookChannel(new ChannelTarget.Webhook(
                server.url("/hooks/secret-path"), List.of(secret), privateAddresses), InstantSource.fixed(NOON));
    }

    private static boolean verified(Request request, byte[] body) throws IOException, InterruptedException {
        try {
            Process python = new ProcessBuilder("/usr/bin/python3", "-c", VERIFIER, SECRET,
                    request.header("webhook-id"), request.header("webhook-timestamp"),
                    request.header("webhook-signature")).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (var in = python.getOutputStream()) {
                in.write(body);
            }
            String said = new String(python.getInputStream().readAllBytes());
            assertEquals(0, python.waitFor());
            return said.strip().equals("True");
        } catch (IOException noPython) {
            return abort("needs another implementation of HMAC: apt install python3");
        }
    }

    @Test
    void anotherImplementationVerifiesTheSignatureOfExactlyThisBody() throws Exception {
        try (StrictServer server = StrictServer.open(); WebhookChannel channel = channel(server, true)) {
            channel.tell(MESSAGE);
            Request request = server.requests().getFirst();
            assertTrue(verified(request, request.body()));
            byte[] changed = request.body().clone();
            changed[changed.length - 2] ^= 1;
            assertFalse(verified(request, changed));
            assertEquals(String.valueOf(NOON.getEpochSecond()), request.header("webhook-timestamp"));
        }
    }

    @Test
    void theBodyTellsWhatHappenedAndHowEachAlertIs() throws Exception {
        try (StrictServer server = StrictServer.open(); WebhookChannel channel = channel(server, true)) {
            channel.tell(MESSAGE);
            JsonObject body = server.requests().getFirst().json();
            assertEquals("alert.fired", body.get("type").getAsString());
            assertEquals("2026-03-01T12:00:00Z", body.get("timestamp").getAsString());
            JsonObject data = body.getAsJsonObject("data");
            assertEquals(2, data.get("count").getAsInt());
            JsonObject first = data.getAsJsonArray("alerts").get(0).getAsJsonObject();
            assertEquals("terminal_silent:TSTATT000001", first.get("id").getAsString());
            assertEquals("firing", first.get("state").getAsString());
            assertEquals("resolved", data.getAsJsonArray("alerts").get(1).getAsJsonObject().get("state").getAsString());
        }
    }

    @Test
    void triedAgainItIsTheSameToTheLastByte() throws Exception {
        try (StrictServer server = StrictServer.open(); WebhookChannel channel = channel(server, true)) {
            server.next(Response.json(503, "{}"));
            assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            channel.tell(MESSAGE);
            Request first = server.requests().get(0);
            Request second = server.requests().get(1);
            assertArrayEquals(first.body(), second.body());
            assertEquals(first.header("webhook-id"), second.header("webhook-id"));
        }
    }

    @Test
    void whatTheReceiverHadBeforeIsToldAndWhatItRefusesIsNot() throws Exception {
        try (StrictServer server = StrictServer.open(); WebhookChannel channel = channel(server, true)) {
            server.next(Response.json(409, "{}"));
            channel.tell(MESSAGE);
            server.next(Response.bare(429, "Retry-After", "120"));
            ChannelException busy = assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            assertEquals(Duration.ofSeconds(120), busy.after());
            server.next(Response.json(401, "{}"));
            ChannelException refused = assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            assertFalse(refused.getMessage().contains("secret-path"), refused.getMessage());
        }
    }

    @Test
    void aPrivateNetworkIsCalledOnlyWhenThatIsMeant() throws Exception {
        try (StrictServer server = StrictServer.open(); WebhookChannel channel = channel(server, false)) {
            ChannelException refused = assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            assertTrue(refused.getMessage().contains("private_addresses = true for this channel"),
                    refused.getMessage());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void withoutItsSecretNothingIsSent() throws Exception {
        try (StrictServer server = StrictServer.open(); WebhookChannel channel = channel(server, true)) {
            Files.writeString(folder.resolve("secret"), "far too short\n");
            ChannelException refused = assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            assertFalse(refused.getMessage().contains("far too short"), refused.getMessage());
            assertEquals(List.of(), server.requests());
        }
    }
}
