// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Outgoing.Direction;
import muster.app.sink.Sink;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.model.Json;
import muster.model.LocalTimes;

/// Delivers punches to ERPNext or Frappe HR as employee check-ins, one request each (product.md section 5.2). The site
/// refuses a second check-in of an employee at the same time, so the same records may be sent again. The key is read
/// anew for every delivery. For one thread; [#rest()] may be called by another.
public final class ErpnextSink implements Sink {

    /// Records for each lane: few, because each is a request and what was delivered is noted after the last of them.
    private static final int EACH = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Target.Erpnext target;
    private final Caller caller;
    private final ShiftWatermark shifts;

    /// @param clock for the date that a busy site may name, and for the pause between shift watermarks
    /// @param completeness how far each terminal's records are complete, for the shift watermarks
    public ErpnextSink(Target.Erpnext target, InstantSource clock, Completeness completeness) {
        this(target, clock, completeness, new Caller("ERPNext", TIMEOUT, true, clock));
    }

    ErpnextSink(Target.Erpnext target, InstantSource clock, Completeness completeness, Caller caller) {
        this.target = target;
        this.caller = caller;
        this.shifts = new ShiftWatermark(target.shifts(), completeness, clock);
    }

    @Override
    public String target() {
        return target.url().toString();
    }

    @Override
    public int batch() {
        return EACH * target.parallel();
    }

    @Override
    public Answers deliver(List<Outgoing> records) throws InterruptedException {
        try {
            ErpnextSite site = ErpnextSite.of(target, caller);
            Answers answers = new Lanes(records, record -> deliver(site, record)).deliver(target.parallel());
            if (answers.trouble() == null) {
                shifts.move(site);
            }
            return answers;
        } catch (IOException e) {
            return Answers.none(keyless(e));
        }
    }

    /// Tells the site up to when the shifts' check-ins are complete, when that changed and a minute has passed; for
    /// times in which there is nothing to deliver. What fails is logged.
    @Override
    public void rest() throws InterruptedException {
        try {
            shifts.move(ErpnextSite.of(target, caller));
        } catch (IOException _) {
            // the next delivery stops the sink and says why
        }
    }

    private CheckInAnswer deliver(ErpnextSite site, Outgoing record) throws InterruptedException {
        if (record.row() == null) {
            return CheckInAnswer.of(Answer.skipped("no punch"));
        }
        try {
            CheckInAnswer answer = CheckInAnswer.of(site.add(body(record)), target);
            return answer.isCertain() ? answer : asked(site, record, answer);
        } catch (NoReply e) {
            return CheckInAnswer.of(e.trouble());
        }
    }

    private JsonObject body(Outgoing record) {
        JsonObject body = new JsonObject();
        body.addProperty("employee_field_value", record.pin());
        body.addProperty("timestamp", LocalTimes.TEXT.format(record.local()));
        body.addProperty("device_id", record.row().terminalName());
        logType(record).ifPresent(type -> body.addProperty("log_type", type));
        body.addProperty("skip_auto_attendance", target.skipAutoAttendance() ? 1 : 0);
        body.addProperty("employee_fieldname", target.field());
        target.latitude().ifPresent(degrees -> body.addProperty("latitude", degrees));
        target.longitude().ifPresent(degrees -> body.addProperty("longitude", degrees));
        return body;
    }

    private Optional<String> logType(Outgoing record) {
        return !target.logType() || record.direction() == Direction.NONE
                ? Optional.empty()
                : Optional.of(record.direction().name());
    }

    /// Why a record was refused, when the words of it are not known: sites speak many languages.
    private CheckInAnswer asked(ErpnextSite site, Outgoing record, CheckInAnswer refused) throws InterruptedException {
        try {
            String text = refused.answer().text();
            Optional<List<JsonObject>> employees = employees(site, record);
            if (employees.isEmpty()) {
                return refused;
            }
            if (employees.get().isEmpty()) {
                return CheckInAnswer.of(Answer.setAside("unknown_person", text));
            }
            JsonObject employee = employees.get().getFirst();
            if (string(employee, "status").equals("Inactive")) {
                return CheckInAnswer.of(CheckInAnswer.inactive(target, text));
            }
            boolean there = checkIns(site, employee, record).orElse(List.of()).stream()
                    .anyMatch(found -> string(found, "log_type").equals(logType(record).orElse("")));
            return there ? CheckInAnswer.of(Answer.duplicate(text)) : refused;
        } catch (NoReply e) {
            return CheckInAnswer.of(e.trouble());
        }
    }

    private Optional<List<JsonObject>> employees(ErpnextSite site, Outgoing record)
            throws NoReply, InterruptedException {
        return site.find("Employee", Map.of(target.field(), record.pin()), List.of("name", "status"));
    }

    private static Optional<List<JsonObject>> checkIns(ErpnextSite site, JsonObject employee, Outgoing record)
            throws NoReply, InterruptedException {
        Map<String, String> values = new TreeMap<>();
        values.put("employee", string(employee, "name"));
        values.put("time", LocalTimes.TEXT.format(record.local()));
        return site.find("Employee Checkin", values, List.of("name", "log_type", "device_id"));
    }

    @Override
    public Trial test() throws InterruptedException {
        try {
            Reply reply = ErpnextSite.of(target, caller).who();
            JsonElement who = reply.object().map(object -> object.get("message")).orElse(null);
            if (reply.ok() && who != null && who.isJsonPrimitive()) {
                return who.getAsString().equals("Guest")
                        ? new Trial(false, reply.from() + " takes muster for a guest", CheckInAnswer.keyCure(target))
                        : new Trial(true, reply.from() + " lets muster in as " + who.getAsString(), null);
            }
            Trouble trouble = reply.isPage() ? null : reply.trouble(CheckInAnswer.keyCure(target));
            trouble = trouble == null ? reply.strange("ERPNext's answer") : trouble;
            return new Trial(false, trouble.text(), trouble.cure());
        } catch (NoReply e) {
            return new Trial(false, e.trouble().text(), e.trouble().cure());
        } catch (IOException e) {
            return new Trial(false, keyless(e).text(), keyless(e).cure());
        }
    }

    @Override
    public List<Difference> compare(List<Outgoing> records) throws InterruptedException {
        List<Difference> differences = new ArrayList<>();
        for (Outgoing record : records) {
            differences.add(compare(record));
        }
        return differences;
    }

    private Difference compare(Outgoing record) throws InterruptedException {
        if (record.row() == null) {
            return new Difference(record.seq(), "skipped", "", null);
        }
        String sent = Json.text(body(record));
        try {
            ErpnextSite site = ErpnextSite.of(target, caller);
            Optional<List<JsonObject>> employees = employees(site, record);
            if (employees.isPresent() && employees.get().isEmpty()) {
                return new Difference(record.seq(), "refused", sent, "no employee has " + target.field() + " "
                        + record.pin());
            }
            Optional<List<JsonObject>> found = employees.isEmpty()
                    ? Optional.empty()
                    : checkIns(site, employees.get().getFirst(), record);
            return found.map(list -> list.isEmpty()
                            ? new Difference(record.seq(), "new", sent, null)
                            : new Difference(record.seq(), "known", sent, Json.text(list.getFirst())))
                    .orElseGet(() -> new Difference(record.seq(), "unknown", sent, null));
        } catch (NoReply | IOException e) {
            return new Difference(record.seq(), "unknown", sent, null);
        }
    }

    @Override
    public void close() {
        caller.close();
    }

    private Trouble keyless(IOException why) {
        return Trouble.stop("ERPNext was not called: " + why.getMessage(), CheckInAnswer.keyCure(target));
    }

    private static String string(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
