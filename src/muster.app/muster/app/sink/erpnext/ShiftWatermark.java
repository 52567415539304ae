// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.model.LocalTimes;

/// Tells the site up to when each shift's check-ins are complete, so that nobody is marked absent because one of the
/// shift's terminals was late: the oldest of its terminals' times, and never an earlier one than the site has
/// (product.md sections 3.1 and 5.2). What fails here is logged once and tried again a minute later. Thread-safe.
final class ShiftWatermark {

    private static final Logger LOG = System.getLogger(ShiftWatermark.class.getName());

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String TYPE = "Shift Type";
    private static final String FIELD = "last_sync_of_checkin";

    private final Map<String, List<String>> shifts;
    private final Completeness completeness;
    private final InstantSource clock;
    private final Map<String, LocalDateTime> told = new HashMap<>();
    private final Set<String> failing = new HashSet<>();
    private Instant next = Instant.MIN;

    /// @param shifts terminals by name of the shift type
    ShiftWatermark(Map<String, List<String>> shifts, Completeness completeness, InstantSource clock) {
        this.shifts = shifts;
        this.completeness = completeness;
        this.clock = clock;
    }

    /// Moves what has changed, at most once a minute.
    synchronized void move(ErpnextSite site) throws InterruptedException {
        Instant now = clock.instant();
        if (shifts.isEmpty() || now.isBefore(next)) {
            return;
        }
        next = now.plus(EVERY);
        for (String shift : shifts.keySet()) {
            Optional<LocalDateTime> oldest = oldest(shifts.get(shift));
            if (oldest.isPresent() && isNews(shift, oldest.get())) {
                move(site, shift, oldest.get());
            }
        }
    }

    private Optional<LocalDateTime> oldest(List<String> terminals) {
        LocalDateTime oldest = null;
        for (String terminal : terminals) {
            Optional<LocalDateTime> until = completeness.until(terminal);
            if (until.isEmpty()) {
                return Optional.empty();
            }
            LocalDateTime time = until.get().truncatedTo(ChronoUnit.SECONDS);
            oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
        }
        return Optional.ofNullable(oldest);
    }

    private boolean isNews(String shift, LocalDateTime time) {
        LocalDateTime before = told.get(shift);
        return before == null || time.isAfter(before);
    }

    private void move(ErpnextSite site, String shift, LocalDateTime time) throws InterruptedException {
        try {
            // after a start, or after somebody moved it there
            Reply there = site.document(TYPE, shift);
            if (!there.ok() || there.object().isEmpty()) {
                failed(shift, there.from() + " does not show it (" + FrappeError.of(there).text() + ")");
                return;
            }
            there.object().flatMap(ShiftWatermark::time).ifPresent(stored -> told.put(shift, stored));
            if (isNews(shift, time)) {
                JsonObject values = new JsonObject();
                values.addProperty(FIELD, LocalTimes.TEXT.format(time));
                Reply reply = site.change(TYPE, shift, values);
                if (!reply.ok()) {
                    failed(shift, reply.from() + " does not take it (" + FrappeError.of(reply).text() + ")");
                    return;
                }
                told.put(shift, time);
            }
            if (failing.remove(shift)) {
                LOG.log(Level.INFO, "the last sync of shift type {0} is told again", shift);
            }
        } catch (NoReply e) {
            failed(shift, e.trouble().text());
        }
    }

    private void failed(String shift, String why) {
        if (failing.add(shift)) {
            LOG.log(Level.WARNING, "the last sync of shift type {0} was not told: {1}; check-ins are delivered all the"
                    + " same, and it is tried again every minute. Look at shifts in this sink and at the key''s rights",
                    shift, why);
        }
    }

    /// What a document says; with or without fractions of a second.
    private static Optional<LocalDateTime> time(JsonObject reply) {
        JsonElement data = reply.get("data");
        JsonElement value = data != null && data.isJsonObject() ? data.getAsJsonObject().get(FIELD) : null;
        try {
            return value != null && value.isJsonPrimitive()
                    ? Optional.of(LocalDateTime.parse(value.getAsString().replace(' ', 'T')))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
