// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import muster.app.config.ChannelTarget;
import muster.app.sink.http.Ask;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.app.sink.webhook.Signature;
import muster.model.Json;

/// Posts messages as JSON, signed as Standard Webhooks has it: `{type, timestamp, data: {title, count, alerts}}`. A
/// message has the same id and the same bytes whenever it is sent, so the receiver can tell what it had before. The
/// secrets are read anew each time.
final class WebhookChannel implements Channel {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ChannelTarget.Webhook target;
    private final InstantSource clock;
    private final Caller caller;

    WebhookChannel(ChannelTarget.Webhook target, InstantSource clock) {
        this.target = target;
        this.clock = clock;
        this.caller = new Caller("the webhook", TIMEOUT, target.privateAddresses(), clock);
    }

    /// Without its path, which is a secret at many receivers.
    @Override
    public String target() {
        return caller.at(target.url());
    }

    @Override
    public String tell(Message message) throws ChannelException, InterruptedException {
        try {
            byte[] body = body(message).getBytes(StandardCharsets.UTF_8);
            long timestamp = clock.instant().getEpochSecond();
            Signature signature = Signature.of(target.secretFiles());
            Reply reply = caller.send(Ask.post(target.url(), Map.of(
                    "Content-Type", "application/json",
                    "webhook-id", message.id(),
                    "webhook-timestamp", String.valueOf(timestamp),
                    "webhook-signature", signature.of(message.id(), timestamp, body)), body));
            // 409 is a receiver's word for what it had before
            if (reply.ok() || reply.status() == 409) {
                return reply.from() + " took it (" + reply.said() + ")";
            }
            throw Replies.refused(reply);
        } catch (NoReply e) {
            throw Replies.none(e);
        } catch (IOException e) {
            throw new ChannelException("the webhook was not called: " + e.getMessage());
        }
    }

    private static String body(Message message) {
        JsonArray alerts = new JsonArray();
        message.alerts().forEach(alert -> alerts.add(Json.parse(Json.text(alert), JsonObject.class)));
        JsonObject data = new JsonObject();
        data.addProperty("title", message.title());
        data.addProperty("count", message.count());
        data.add("alerts", alerts);
        JsonObject body = new JsonObject();
        body.addProperty("type", message.kind().word());
        body.addProperty("timestamp", message.at().toString());
        body.add("data", data);
        return Json.text(body);
    }

    @Override
    public void close() {
        caller.close();
    }
}
