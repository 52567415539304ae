// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.app.config.BackendDialect;

/// What can be asked of a Convex backend and told to it (product.md sections 2.1 and 5.1). Every question is one
/// call that waits for its answer and can be interrupted. Thread-safe.
///
/// Check-ins are delivered over the same [#line()] by whoever delivers them.
public final class Convex implements AutoCloseable {

    /// What can be done with an event.
    public enum Control {
        /// It takes check-ins.
        START,
        /// It takes no more.
        STOP
    }

    private final ConvexLine line;

    /// Speaks over this line, and closes it.
    public Convex(ConvexLine line) {
        this.line = line;
    }

    /// The backend at an address, with the usual times.
    ///
    /// @param url an http or https URL with a host, without query and fragment
    /// @param key what the backend knows us by, or null for none
    public static Convex at(URI url, BackendDialect dialect, String key, InstantSource clock) {
        return new Convex(ConvexLine.to(ConvexAddress.of(url), dialect, key, ConvexTimes.STANDARD, clock));
    }

    /// The way to the backend.
    public ConvexLine line() {
        return line;
    }

    /// The events that take check-ins; the backend tells at most 50.
    public List<ConvexEvent> activeEvents() throws ConvexProblem, InterruptedException {
        return listed("/active-events");
    }

    /// Every event the backend tells of: those of `/events` and the active ones. A backend needs to have only one of
    /// the two lists.
    ///
    /// @throws ConvexProblem if it has neither, or could not tell one of them: half a list is none
    public List<ConvexEvent> events() throws ConvexProblem, InterruptedException {
        Map<String, ConvexEvent> byId = new LinkedHashMap<>();
        ConvexProblem missing = null;
        try {
            activeEvents().forEach(event -> byId.putIfAbsent(event.id(), event));
        } catch (ConvexProblem e) {
            missing = notThere(e);
        }
        try {
            listed("/events").forEach(event -> byId.putIfAbsent(event.id(), event));
        } catch (ConvexProblem e) {
            notThere(e);
            if (missing != null) {
                throw missing;
            }
        }
        return List.copyOf(byId.values());
    }

    private List<ConvexEvent> listed(String route) throws ConvexProblem, InterruptedException {
        return ConvexLists.events(line.named(route), line.get(route, Map.of()));
    }

    private static ConvexProblem notThere(ConvexProblem problem) throws ConvexProblem {
        if (problem.status() != 404) {
            throw problem;
        }
        return problem;
    }

    /// The ids of the phones of those who are registered for an event; as the backend writes them.
    public List<String> registered(String event) throws ConvexProblem, InterruptedException {
        String route = "/registered-devices";
        return ConvexLists.people(line.named(route), line.get(route, Map.of("eventId", event)));
    }

    /// Whether it is there and takes the key.
    ///
    /// @return what it says of itself, one line for people
    public String health() throws ConvexProblem, InterruptedException {
        JsonObject answer = line.get("/health", Map.of());
        String version = word(answer, "version");
        return word(answer, "status") + (version.isEmpty() ? "" : ", version " + version);
    }

    /// Lets the backend take check-ins for an event, or no more.
    public void control(String event, Control action) throws ConvexProblem, InterruptedException {
        JsonObject body = event(event);
        body.addProperty("action", action.name().toLowerCase(Locale.ROOT));
        line.post("/event-control", body);
    }

    /// Makes an event the only one that the backend takes check-ins for.
    public void activate(String event) throws ConvexProblem, InterruptedException {
        line.post("/activate-event", event(event));
    }

    private static JsonObject event(String id) {
        JsonObject body = new JsonObject();
        body.addProperty("eventId", id);
        return body;
    }

    private static String word(JsonObject answer, String member) {
        JsonElement element = answer.get(member);
        return element != null && element.isJsonPrimitive() ? PlainText.line(element.getAsString(), 60) : "";
    }

    /// Hangs up; calls that wait end with a problem.
    @Override
    public void close() {
        line.close();
    }
}
