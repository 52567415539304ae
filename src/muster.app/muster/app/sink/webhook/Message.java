// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.webhook;

import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import muster.app.sink.Outgoing;
import muster.model.Contact;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.GatheringChange;
import muster.model.Json;
import muster.model.LocalTimes;
import muster.model.Notice;
import muster.model.PersonChange;
import muster.model.Punch;
import muster.model.SinkChange;
import muster.model.TerminalChange;

/// What a webhook tells of one record (product.md section 5.4). It depends on the record alone, so that it is the same
/// whenever it is sent. Immutable.
///
/// @param id the record's stable id
/// @param type `attendance.recorded`, `device.status` …
/// @param time when it happened
/// @param terminal serial of the terminal it is about, or null
/// @param data what happened, a JSON object
record Message(String id, String type, OffsetDateTime time, String terminal, String data) {

    /// What is told of a record; empty when nothing is.
    ///
    /// @param zone for the local time of what no terminal's zone is known for
    static Optional<Message> of(Outgoing record, ZoneId zone) {
        Fact fact = record.entry().fact();
        return switch (fact) {
            case Punch punch when record.row() != null -> Optional.of(new Message(
                    record.id(), "attendance.recorded", record.time(), punch.terminal(), punch(record)));
            case Contact contact -> of(record, "device.status", contact(contact, zone));
            case TerminalChange change when change.act().equals("approved") ->
                    of(record, "device.approved", terminal(change));
            case PersonChange change when change.terminal() != null -> of(record, "user.sync", person(change));
            case GatheringChange change -> switch (change.act()) {
                case "started" -> of(record, "event.started", Json.text(change));
                case "stopped", "ended" -> of(record, "event.stopped", Json.text(change));
                default -> Optional.empty();
            };
            case SinkChange change -> switch (change.act()) {
                case "failing", "stopped" -> of(record, "alert.firing", Json.text(change));
                case "recovered", "resumed" -> of(record, "alert.resolved", Json.text(change));
                default -> Optional.empty();
            };
            case Notice notice -> notice(record, notice);
            default -> Optional.empty();
        };
    }

    private static Optional<Message> of(Outgoing record, String type, String data) {
        Entry entry = record.entry();
        OffsetDateTime time = entry.fact().receivedAt().atOffset(ZoneOffset.UTC);
        return Optional.of(new Message(record.id(), type, time, entry.fact().terminal(), data));
    }

    /// A close-out is told by a notice of the topic `day.closed`; an alarm is a notice that matters.
    private static Optional<Message> notice(Outgoing record, Notice notice) {
        if (notice.topic().equals("day.closed")) {
            return of(record, "day.closed", Json.text(notice));
        }
        return notice.level() == Notice.Level.INFO ? Optional.empty() : of(record, "alert.firing", Json.text(notice));
    }

    /// The punch as the API shows it, as its profile changed it for this target; direction and branch come last.
    private static String punch(Outgoing record) {
        String row = Json.text(record.row().shownAs(record.pin(), record.local(), record.time()));
        JsonObject more = new JsonObject();
        more.addProperty("direction", Json.word(record.direction()));
        if (record.branch() != null) {
            more.addProperty("branch", record.branch());
        }
        return row.substring(0, row.length() - 1) + "," + Json.text(more).substring(1);
    }

    private static String contact(Contact contact, ZoneId zone) {
        JsonObject data = Json.parse(Json.text(contact), JsonObject.class);
        data.addProperty("status", contact.online() ? "online" : "offline");
        Instant last = contact.lastContact() == null ? contact.receivedAt() : contact.lastContact();
        data.addProperty("last_ping", LocalTimes.TEXT.format(last.atZone(zone)));
        return Json.text(data);
    }

    /// Without its addresses and the way it is read: that is nobody's business outside.
    private static String terminal(TerminalChange change) {
        JsonObject data = new JsonObject();
        data.addProperty("terminal", change.terminal());
        data.addProperty("name", change.after().name());
        data.addProperty("by", change.by());
        data.addProperty("received_at", change.receivedAt().toString());
        if (change.after().branch() != null) {
            data.addProperty("branch", change.after().branch());
        }
        return Json.text(data);
    }

    /// Without the card, which opens doors.
    private static String person(PersonChange change) {
        JsonObject data = new JsonObject();
        data.addProperty("terminal", change.terminal());
        data.addProperty("pin", change.after().pin());
        data.addProperty("name", change.after().name());
        data.addProperty("removed", change.removed());
        data.addProperty("by", change.by());
        data.addProperty("received_at", change.receivedAt().toString());
        return Json.text(data);
    }

    /// The form of Standard Webhooks.
    String plain() {
        JsonObject body = new JsonObject();
        body.addProperty("type", type);
        body.addProperty("timestamp", LocalTimes.text(time));
        return withData(body);
    }

    /// The structured form of CloudEvents 1.0.
    ///
    /// @param site a word for this muster
    String cloudEvent(String site) {
        JsonObject body = new JsonObject();
        body.addProperty("specversion", "1.0");
        body.addProperty("id", id);
        body.addProperty("source", "/site/" + segment(site) + (terminal == null ? "" : "/device/" + segment(terminal)));
        body.addProperty("type", type);
        body.addProperty("time", LocalTimes.text(time));
        body.addProperty("datacontenttype", "application/json");
        return withData(body);
    }

    private String withData(JsonObject body) {
        String head = Json.text(body);
        return head.substring(0, head.length() - 1) + ",\"data\":" + data + "}";
    }

    /// A word as one part of a path (RFC 3986 section 3.3): the source is a URI.
    private static String segment(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
