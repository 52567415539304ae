// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import muster.app.sink.Trouble;
import muster.app.sink.odoo.OdooApi.Search;
import muster.model.LocalTimes;

/// Odoo's employees and stays, as far as one batch needs them; what is written is known without reading it again. For
/// one batch and one thread.
final class Register {

    private static final String ATTENDANCE = "hr.attendance";
    private static final int MOST_STAYS = 2000;

    /// An employee.
    ///
    /// @param active whether the employee is in the archive or not
    record Employee(int id, boolean active) {}

    private final OdooApi odoo;
    private final String match;
    private final Map<String, List<Employee>> employees = new HashMap<>();
    private final Map<Integer, List<Stay>> stays = new HashMap<>();

    /// @param match the employee's field that holds the PIN
    Register(OdooApi odoo, String match) {
        this.odoo = odoo;
        this.match = match;
    }

    /// Looks all these up at once.
    void learn(Set<String> pins) throws OdooFailure, InterruptedException {
        JsonArray wanted = OdooApi.list(new TreeSet<>(pins).toArray());
        JsonObject withArchived = new JsonObject();
        withArchived.addProperty("active_test", false);
        List<JsonObject> found = pins.isEmpty() ? List.of() : odoo.search(new Search(
                "hr.employee", OdooApi.list(OdooApi.list(match, "in", wanted)), List.of("id", match, "active"),
                "id", pins.size() * 4, withArchived));
        for (JsonObject each : found) {
            employees.computeIfAbsent(text(each, match), _ -> new ArrayList<>())
                    .add(new Employee(number(each), text(each, "active").equals("true")));
        }
    }

    /// Who has this PIN: those at work, or else those in the archive.
    List<Employee> employees(String pin) {
        List<Employee> all = employees.getOrDefault(pin, List.of());
        List<Employee> active = all.stream().filter(Employee::active).toList();
        return active.isEmpty() ? all : active;
    }

    /// The stays that touch a span of time, and all that are open.
    List<Stay> stays(int employee, LocalDateTime from, LocalDateTime to)
            throws OdooFailure, InterruptedException {
        List<Stay> known = stays.get(employee);
        if (known == null) {
            JsonArray whose = OdooApi.list("employee_id", "=", employee);
            known = new ArrayList<>(search(OdooApi.list(whose, "|", OdooApi.list("check_out", "=", false), "&",
                    OdooApi.list("check_in", "<=", LocalTimes.TEXT.format(to)),
                    OdooApi.list("check_out", ">=", LocalTimes.TEXT.format(from))), MOST_STAYS));
            stays.put(employee, known);
        }
        return known;
    }

    /// The last stay that began before; to be named beside an out that ends none.
    List<Stay> before(int employee, LocalDateTime time) throws OdooFailure, InterruptedException {
        return search(OdooApi.list(OdooApi.list("employee_id", "=", employee),
                OdooApi.list("check_in", "<=", LocalTimes.TEXT.format(time))), 1);
    }

    private List<Stay> search(JsonArray domain, int limit) throws OdooFailure, InterruptedException {
        List<Stay> found = new ArrayList<>();
        for (JsonObject each : odoo.search(new Search(ATTENDANCE, domain,
                List.of("id", "employee_id", "check_in", "check_out"), "check_in desc", limit, new JsonObject()))) {
            LocalDateTime in = time(each, "check_in").orElseThrow(() -> OdooFailure.of(Trouble.retry(
                    "Odoo shows an attendance without check_in: " + number(each), null)));
            found.add(new Stay(number(each), in, time(each, "check_out").orElse(null)));
        }
        return found;
    }

    /// Begins a stay.
    ///
    /// @return its id
    int open(int employee, LocalDateTime in) throws OdooFailure, InterruptedException {
        JsonObject values = new JsonObject();
        values.addProperty("employee_id", employee);
        values.addProperty("check_in", LocalTimes.TEXT.format(in));
        List<Stay> known = stays.remove(employee);
        int id = odoo.create(ATTENDANCE, values);
        if (known != null) {
            known.add(new Stay(id, in, null));
            stays.put(employee, known);
        }
        return id;
    }

    /// Ends a stay.
    void close(int employee, Stay closed) throws OdooFailure, InterruptedException {
        JsonObject values = new JsonObject();
        values.addProperty("check_out", LocalTimes.TEXT.format(closed.out()));
        // when Odoo is against it, what is known here was not all: it is read again
        List<Stay> known = stays.remove(employee);
        odoo.write(ATTENDANCE, closed.id(), values);
        if (known != null) {
            stays.put(employee, known.stream()
                    .map(stay -> stay.id() == closed.id() ? closed : stay)
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    /// Odoo says `false` where there is nothing.
    private static Optional<LocalDateTime> time(JsonObject object, String name) throws OdooFailure {
        String text = text(object, name);
        try {
            return text.isEmpty() || text.equals("false")
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text, LocalTimes.TEXT));
        } catch (DateTimeException e) {
            throw OdooFailure.of(Trouble.retry("Odoo shows a time that cannot be read: " + name + " " + text, null));
        }
    }

    private static int number(JsonObject object) {
        String id = text(object, "id");
        return id.matches("\\d{1,9}") ? Integer.parseInt(id) : 0;
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
