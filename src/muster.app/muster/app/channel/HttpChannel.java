// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.app.config.ChannelTarget;
import muster.app.sink.http.Ask;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.model.Json;

/// Calls any HTTP service as its template says, once for each recipient. The secret is read anew each time.
final class HttpChannel implements Channel {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ChannelTarget.Http target;
    private final Caller caller;
    private final Recipients recipients;

    HttpChannel(ChannelTarget.Http target, InstantSource clock) {
        this.target = target;
        // gateways for short messages are phones and boxes in the same network as often as not
        this.caller = new Caller("the gateway", TIMEOUT, true, clock);
        this.recipients = new Recipients(target.to().isEmpty() ? List.of("") : target.to());
    }

    @Override
    public String target() {
        // no placeholder stands before the path
        return caller.at(URI.create(target.url().replaceFirst("^(https?://[^/?#]*).*", "$1/")));
    }

    @Override
    public String tell(Message message) throws ChannelException, InterruptedException {
        String secret = target.secretFile().isPresent() ? SecretFile.read(target.secretFile().get()) : "";
        return recipients.tell(message.id(), recipient -> call(message, recipient, secret));
    }

    private String call(Message message, String recipient, String secret)
            throws ChannelException, InterruptedException {
        Template filled = new Template(Map.of(
                "title", message.title(),
                "message", message.text(),
                "short", message.sms(),
                "level", Json.word(message.level()),
                "count", String.valueOf(message.count()),
                "to", recipient,
                "secret", secret));
        try {
            Reply reply = caller.send(ask(filled));
            String said = without(secret, reply.from() + " took it (" + reply.said() + ")");
            if (reply.ok() && reply.text().contains(target.expect())) {
                return said;
            }
            if (reply.ok()) {
                throw new ChannelException(reply.from() + " answers without \"" + target.expect() + "\" ("
                        + without(secret, reply.said()) + ")");
            }
            ChannelException refused = Replies.refused(reply);
            throw new ChannelException(without(secret, refused.getMessage()), refused.after());
        } catch (NoReply e) {
            throw Replies.none(e);
        }
    }

    private Ask ask(Template filled) throws ChannelException {
        Map<String, String> headers = new HashMap<>();
        target.headers().forEach((name, value) -> headers.put(name, filled.header(value)));
        String text = switch (target.form()) {
            case JSON -> filled.json(target.body());
            case FORM -> filled.form(target.body());
            case TEXT -> filled.text(target.body());
        };
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            headers.put("Content-Type", switch (target.form()) {
                case JSON -> "application/json";
                case FORM -> "application/x-www-form-urlencoded";
                case TEXT -> "text/plain; charset=utf-8";
            });
        }
        try {
            return new Ask(target.method(), URI.create(filled.url(target.url())), headers, body, Ask.KEPT);
        } catch (IllegalArgumentException e) {
            // its message holds the address, in which there may be the secret
            throw new ChannelException("the gateway was not called: its url is none when it is filled in");
        }
    }

    /// What an answer echoes of the secret would come into logs.
    private static String without(String secret, String text) {
        return secret.isEmpty() ? text : text.replace(secret, "…");
    }

    @Override
    public void close() {
        caller.close();
    }
}
