// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import muster.system.HttpDouble.Call;
import muster.system.HttpDouble.Said;

/// A receiver of Standard Webhooks that takes nothing unsigned, knows a message again by its id, and fails as often as
/// it is told to, half of the time after having taken the message. Thread-safe.
final class WebhookDouble implements AutoCloseable {

    private static final byte[] SECRET = "a secret of the tests, no more than that".getBytes(StandardCharsets.UTF_8);

    private final HttpDouble server;
    private final Random random;
    private final Map<String, JsonObject> taken = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private double failing;
    private boolean anyTime;
    private int failedBefore;
    private int failedAfter;
    private int again;

    /// @param seed of the failures
    WebhookDouble(long seed) throws IOException {
        this.random = new Random(seed);
        this.server = HttpDouble.up(this::answer);
    }

    String url() {
        return server.url() + "/hook";
    }

    HttpDouble server() {
        return server;
    }

    /// Writes the file that a sink reads its secret from.
    static Path secret(Path file) throws IOException {
        return Files.writeString(file, "whsec_" + Base64.getEncoder().encodeToString(SECRET) + "\n");
    }

    /// Fails so many of all requests from now on.
    synchronized WebhookDouble failing(double part) {
        failing = part;
        return this;
    }

    /// Takes messages of a sender whose clock is wrong.
    synchronized WebhookDouble atAnyTime() {
        anyTime = true;
        return this;
    }

    private synchronized Said answer(Call call) {
        String fault = fault(call);
        if (fault != null) {
            wrong.add(fault);
            return new Said(400, fault);
        }
        boolean fails = random.nextDouble() < failing;
        if (fails && random.nextBoolean()) {
            failedBefore++;
            return random.nextBoolean() ? Said.CUT : new Said(500, "{}");
        }
        JsonObject message = JsonParser.parseString(call.text()).getAsJsonObject();
        JsonObject before = taken.putIfAbsent(call.header("webhook-id"), message);
        if (before != null) {
            again++;
            if (!before.equals(message)) {
                wrong.add("the same id with another body: " + before + " " + message);
            }
        }
        if (fails) {
            failedAfter++;
            return Said.CUT;
        }
        return new Said(204, "");
    }

    private String fault(Call call) {
        String id = call.header("webhook-id");
        String timestamp = call.header("webhook-timestamp");
        if (!call.method().equals("POST") || id.isEmpty() || !timestamp.matches("\\d+")) {
            return "no signed POST: " + call.method() + " " + call.headers();
        }
        if (!anyTime && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > 300) {
            return "a timestamp more than five minutes away: " + timestamp;
        }
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        String right = "v1," + signature(head, call.body());
        return List.of(call.header("webhook-signature").split(" ")).contains(right) ? null : "a wrong signature";
    }

    private static String signature(byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Every message it took, by id, in the order in which each came first.
    synchronized Map<String, JsonObject> taken() {
        return new LinkedHashMap<>(taken);
    }

    synchronized int count() {
        return taken.size();
    }

    /// The punches among them as `serial PIN time`, in that order.
    List<String> punches() {
        return taken().values().stream()
                .filter(message -> message.get("type").getAsString().equals("attendance.recorded"))
                .map(message -> message.getAsJsonObject("data"))
                .map(data -> data.get("terminal").getAsString() + " " + data.get("pin").getAsString() + " "
                        + data.get("local_time").getAsString())
                .toList();
    }

    /// Requests that no receiver would take.
    synchronized Set<String> wrong() {
        return Set.copyOf(wrong);
    }

    /// What it did, for the test's output.
    synchronized String told() {
        return taken.size() + " messages, " + failedBefore + " failures before and " + failedAfter
                + " after taking, " + again + " told again";
    }

    @Override
    public void close() {
        server.close();
    }
}
