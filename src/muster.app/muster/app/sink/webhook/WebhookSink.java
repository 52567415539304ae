// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.webhook;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Sink;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.app.sink.http.Ask;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.model.Json;

/// Tells a receiver of records, one signed request each (Standard Webhooks; product.md sections 5.4 and 5.10). A record
/// has the same id and the same bytes whenever it is sent, so the receiver can tell what it had before. The secrets are
/// read anew for every delivery: a second one can be added while this runs. For one thread.
public final class WebhookSink implements Sink {

    /// Few, because each is a request of its own and what was delivered is noted after the last of them.
    private static final int BATCH = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String CURE = "look at the receiver and at secret_files, then resume the sink";

    private final Target.Webhook target;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Caller caller;

    /// @param zone for local times of terminals that are seen coming and going
    /// @param clock for the time of every attempt
    public WebhookSink(Target.Webhook target, ZoneId zone, InstantSource clock) {
        this(target, zone, clock, new Caller("the webhook", TIMEOUT, target.privateAddresses(), clock));
    }

    WebhookSink(Target.Webhook target, ZoneId zone, InstantSource clock, Caller caller) {
        this.target = target;
        this.zone = zone;
        this.clock = clock;
        this.caller = caller;
    }

    /// Without its path, which is a secret at many receivers.
    @Override
    public String target() {
        return caller.at(target.url());
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Answers deliver(List<Outgoing> records) throws InterruptedException {
        List<Answer> each = new ArrayList<>(records.size());
        String said = null;
        try {
            Signature signature = Signature.of(target.secretFiles());
            for (Outgoing record : records) {
                Optional<Message> message = Message.of(record, zone);
                if (message.isEmpty()) {
                    each.add(Answer.skipped("webhooks do not tell of it"));
                    continue;
                }
                Reply reply = send(message.get(), signature);
                Trouble trouble = trouble(reply);
                if (trouble != null) {
                    return new Answers(each, trouble, trouble.text());
                }
                each.add(answer(reply));
                said = reply.said();
            }
            return Answers.all(each, said);
        } catch (NoReply e) {
            return new Answers(each, e.trouble(), e.trouble().text());
        } catch (IOException e) {
            return Answers.none(secretless(e));
        }
    }

    private Reply send(Message message, Signature signature) throws NoReply, InterruptedException {
        boolean cloud = target.form().equals("cloudevents");
        byte[] body = (cloud ? message.cloudEvent(target.site()) : message.plain()).getBytes(StandardCharsets.UTF_8);
        long timestamp = clock.instant().getEpochSecond();
        return caller.send(Ask.post(target.url(), Map.of(
                "Content-Type", cloud ? "application/cloudevents+json; charset=utf-8" : "application/json",
                "webhook-id", message.id(),
                "webhook-timestamp", String.valueOf(timestamp),
                "webhook-signature", signature.of(message.id(), timestamp, body)), body));
    }

    /// What an answer means for this record and all after it; null when it is about this record alone.
    private static Trouble trouble(Reply reply) {
        return switch (reply.status()) {
            case 410 -> Trouble.stop(reply.from() + " switched this webhook off (410)",
                    "resume the sink when the receiver wants it again");
            case 404, 405, 406, 415 -> new Trouble(Trouble.Kind.RETRY,
                    reply.from() + " takes no webhooks there (" + reply.said() + ")", "look at url",
                    reply.retryAfter());
            default -> reply.status() < 200 ? reply.strange("an answer") : reply.trouble(CURE);
        };
    }

    private static Answer answer(Reply reply) {
        if (reply.ok()) {
            return Answer.delivered(reply.said());
        }
        return reply.status() == 409
                ? Answer.duplicate(reply.said())
                : Answer.setAside("refused", reply.said());
    }

    /// Sends a signed message of the type `test`, which tells of nobody.
    @Override
    public Trial test() throws InterruptedException {
        Instant now = clock.instant();
        JsonObject data = new JsonObject();
        data.addProperty("text", "muster tries this webhook; nothing happened");
        Message message =
                new Message("test-" + now.toEpochMilli(), "test", now.atOffset(ZoneOffset.UTC), null, Json.text(data));
        try {
            Reply reply = send(message, Signature.of(target.secretFiles()));
            Trouble trouble = trouble(reply);
            if (trouble != null) {
                return new Trial(false, trouble.text(), trouble.cure());
            }
            return reply.ok()
                    ? new Trial(true, reply.from() + " took the test message (" + reply.said() + ")", null)
                    : new Trial(false, reply.from() + " does not take the test message (" + reply.said() + ")",
                            "look at the receiver's log; records may fare better");
        } catch (NoReply e) {
            return new Trial(false, e.trouble().text(), e.trouble().cure());
        } catch (IOException e) {
            return new Trial(false, secretless(e).text(), secretless(e).cure());
        }
    }

    private static Trouble secretless(IOException why) {
        return Trouble.stop("the webhook was not called: " + why.getMessage(),
                "write the secret that the receiver has into that file, then resume the sink");
    }

    /// A receiver cannot be asked what it has.
    @Override
    public List<Difference> compare(List<Outgoing> records) {
        return records.stream()
                .map(record -> Message.of(record, zone)
                        .map(message -> new Difference(record.seq(), "unknown", message.plain(), null))
                        .orElseGet(() -> new Difference(record.seq(), "skipped", "", null)))
                .toList();
    }

    @Override
    public void close() {
        caller.close();
    }
}
