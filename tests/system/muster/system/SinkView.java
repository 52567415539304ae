// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import muster.model.DeadLetter;
import muster.model.DeadLetterPage;
import muster.model.SinkState;
import muster.model.SinkStatus;

/// The sinks of a daemon as an operator's program sees them.
final class SinkView {

    private SinkView() {}

    /// Settings of a sink as words of the command line.
    ///
    /// @param settings `type=webhook`, `url=…`
    static List<String> set(String name, String... settings) {
        List<String> words = new ArrayList<>();
        for (String setting : settings) {
            words.addAll(List.of("--set", "sinks." + name + "." + setting));
        }
        return words;
    }

    static SinkStatus one(Muster muster, String name) throws Exception {
        return muster.get("/api/sinks/" + name, SinkStatus.class);
    }

    /// Waits until a sink has done all there is to do.
    static SinkStatus awaitDone(Muster muster, String name, Duration patience) throws Exception {
        Await.until("sink " + name + " is at the head", patience, () -> {
            SinkStatus now = one(muster, name);
            return now.cursor() == now.head() && now.waiting() == 0 && now.state() == SinkState.RUNNING;
        });
        return one(muster, name);
    }

    static void awaitState(Muster muster, String name, SinkState state) throws Exception {
        Await.until("sink " + name + " is " + state, () -> one(muster, name).state() == state);
    }

    /// Dead letters, the oldest first.
    ///
    /// @param choice of the query: `state=open`
    static List<DeadLetter> letters(Muster muster, String choice) throws Exception {
        return muster.get("/api/deadletters?limit=1000&" + choice, DeadLetterPage.class).letters();
    }

    /// An event that people can be checked in for.
    static void event(Muster muster, String id) throws Exception {
        muster.run("events", "add", "Gathering " + id, "--id", id).good();
        muster.run("events", "start", id).good();
    }

    /// Checks so many people in for an event, the first with this number.
    static void checkIn(Muster muster, String event, int first, int count) throws Exception {
        for (int i = first; i < first + count; i++) {
            JsonObject body = new JsonObject();
            body.addProperty("pin", "person-" + i);
            body.addProperty("event", event);
            var answer = muster.post("/api/punches", body.toString());
            if (answer.statusCode() != 201) {
                throw new AssertionError("person-" + i + ": " + answer.statusCode() + " " + answer.body());
            }
        }
    }
}
