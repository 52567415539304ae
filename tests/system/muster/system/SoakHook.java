// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A receiver of webhooks for a long time: it keeps which messages it took and which punch was in each, no more.
/// Thread-safe.
final class SoakHook implements AutoCloseable {

    private final HttpDouble server;
    private final Set<String> messages = new HashSet<>();
    private final Map<String, String> punches = new HashMap<>();
    private long again;
    private long doubled;

    SoakHook() throws IOException {
        server = HttpDouble.up(this::answer);
    }

    private synchronized HttpDouble.Said answer(HttpDouble.Call call) {
        String id = call.header("webhook-id");
        if (!messages.add(id)) {
            again++;
            return new HttpDouble.Said(204, "");
        }
        JsonObject message = JsonParser.parseString(call.text()).getAsJsonObject();
        if (message.get("type").getAsString().equals("attendance.recorded")) {
            JsonObject data = message.getAsJsonObject("data");
            StringBuilder punch = new StringBuilder();
            for (String member : new String[] {"terminal", "pin", "local_time", "state", "verify_mode"}) {
                punch.append(data.get(member)).append(' ');
            }
            doubled += punches.putIfAbsent(punch.toString(), id) == null ? 0 : 1;
        }
        return new HttpDouble.Said(204, "");
    }

    String url() {
        return server.url() + "/in";
    }

    /// Comes back, or goes away and cuts off who is connected.
    void present(boolean here) throws IOException {
        if (here) {
            server.up();
        } else {
            server.down();
        }
    }

    synchronized int punches() {
        return punches.size();
    }

    /// Punches that came in two messages.
    synchronized long doubled() {
        return doubled;
    }

    /// Messages that were told again under their own id, as a receiver must expect.
    synchronized long again() {
        return again;
    }

    @Override
    public void close() {
        server.close();
    }
}
