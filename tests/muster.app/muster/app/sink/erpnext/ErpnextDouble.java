// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.app.sink.http.StrictServer;
import muster.app.sink.http.StrictServer.Request;
import muster.app.sink.http.StrictServer.Response;
import muster.model.Json;
import muster.model.LocalTimes;

/// A site with Frappe HR as far as muster uses it: it knows employees, keeps check-ins, refuses what Frappe HR refuses
/// and says it as Frappe does. Thread-safe as its server is.
final class ErpnextDouble implements AutoCloseable {

    static final String KEY = "0123456789abcde:fedcba987654321";

    private static final Set<String> FIELDS = Set.of("employee_field_value", "timestamp", "device_id", "log_type",
            "skip_auto_attendance", "employee_fieldname", "latitude", "longitude");

    final StrictServer server = StrictServer.open();
    /// Status by PIN.
    final Map<String, String> employees = new LinkedHashMap<>();
    final List<JsonObject> checkIns = new ArrayList<>();
    final Map<String, String> shifts = new LinkedHashMap<>();
    String module = "hrms";
    boolean wantsLogType;
    boolean wantsPlace;
    boolean tracebacks = true;
    /// Whether it speaks another language than English.
    boolean foreign;

    ErpnextDouble() throws IOException {
        server.rules(request -> {
            assertEquals("token " + KEY, request.header("authorization"));
            assertEquals("application/json", request.header("accept"));
        });
        server.answers(this::answer);
    }

    private Response answer(Request request) {
        String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
        String tail = ".hr.doctype.employee_checkin.employee_checkin.add_log_based_on_employee_field";
        if (path.equals("/api/method/frappe.auth.get_logged_user")) {
            assertEquals("GET", request.method());
            return Response.json(200, "{\"message\":\"gate@example.org\"}");
        }
        if (path.startsWith("/api/method/")) {
            return path.equals("/api/method/" + module + tail) ? add(request)
                    : error(417, "ValidationError", "Failed to get method for command " + path.substring(12)
                            + " with No module named '" + path.substring(12).replaceAll("\\..*", "") + "'");
        }
        if (path.startsWith("/api/resource/Shift Type/")) {
            return shift(request, path.substring(25));
        }
        return find(request, path.substring("/api/resource/".length()));
    }

    private Response add(Request request) {
        assertEquals("POST", request.method());
        assertEquals("application/json", request.header("content-type"));
        JsonObject body = request.json();
        assertTrue(FIELDS.containsAll(body.keySet()), "fields: " + body.keySet());
        String time = body.get("timestamp").getAsString();
        LocalDateTime.parse(time, LocalTimes.TEXT);
        assertEquals("attendance_device_id", body.get("employee_fieldname").getAsString());
        assertTrue(Set.of("0", "1").contains(body.get("skip_auto_attendance").toString()));
        String type = body.has("log_type") ? body.get("log_type").getAsString() : "";
        assertTrue(Set.of("", "IN", "OUT").contains(type), type);
        String pin = body.get("employee_field_value").getAsString();
        if (!employees.containsKey(pin)) {
            return error(417, "ValidationError", "No Employee found for the given employee field value. "
                    + "'attendance_device_id': " + pin);
        }
        if (employees.get(pin).equals("Inactive")) {
            return error(417, "InactiveEmployeeStatusError", "Transactions cannot be created for an Inactive Employee "
                    + "<a href=\"/app/employee/HR-EMP-" + pin + "\">HR-EMP-" + pin + "</a>.");
        }
        if (checkIns.stream().anyMatch(known -> known.get("employee").getAsString().equals("HR-EMP-" + pin)
                && known.get("time").getAsString().equals(time) && known.get("log_type").getAsString().equals(type))) {
            return error(417, "ValidationError", "This employee already has a log with the same timestamp.<Br>"
                    + "<a href=\"/app/employee-checkin/X\">Employee Checkin X</a>");
        }
        if (wantsLogType && type.isEmpty()) {
            return error(417, "ValidationError", "Log Type is required for check-ins falling in the shift: Day.");
        }
        if (wantsPlace && !(body.has("latitude") && body.has("longitude"))) {
            return error(417, "ValidationError", "Latitude and longitude values are required for checking in.");
        }
        JsonObject known = new JsonObject();
        known.addProperty("name", "EMP-CKIN-" + (checkIns.size() + 1));
        known.addProperty("employee", "HR-EMP-" + pin);
        known.addProperty("time", time);
        known.addProperty("log_type", type);
        known.addProperty("device_id", body.get("device_id").getAsString());
        checkIns.add(known);
        JsonObject reply = new JsonObject();
        reply.add("message", known);
        return Response.json(200, Json.text(reply));
    }

    private Response shift(Request request, String name) {
        if (!shifts.containsKey(name)) {
            return error(404, "DoesNotExistError", "Shift Type " + name + " not found");
        }
        if (request.method().equals("PUT")) {
            JsonObject body = request.json();
            assertEquals(Set.of("last_sync_of_checkin"), body.keySet());
            String time = body.get("last_sync_of_checkin").getAsString();
            LocalDateTime.parse(time, LocalTimes.TEXT);
            shifts.put(name, time);
        } else {
            assertEquals("GET", request.method());
        }
        JsonObject data = new JsonObject();
        data.addProperty("name", name);
        data.addProperty("last_sync_of_checkin", shifts.get(name));
        JsonObject reply = new JsonObject();
        reply.add("data", data);
        return Response.json(200, Json.text(reply));
    }

    private Response find(Request request, String type) {
        assertEquals("GET", request.method());
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : request.query().split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        assertEquals(Set.of("filters", "fields", "limit_page_length"), query.keySet());
        List<JsonObject> all = type.equals("Employee Checkin") ? checkIns : employees.entrySet().stream().map(entry -> {
            JsonObject employee = new JsonObject();
            employee.addProperty("name", "HR-EMP-" + entry.getKey());
            employee.addProperty("status", entry.getValue());
            employee.addProperty("attendance_device_id", entry.getKey());
            return employee;
        }).toList();
        JsonArray data = new JsonArray();
        for (JsonObject each : all) {
            boolean fits = true;
            for (JsonElement filter : Json.parse(query.get("filters"), JsonArray.class)) {
                JsonArray parts = filter.getAsJsonArray();
                assertEquals("=", parts.get(1).getAsString());
                assertTrue(each.has(parts.get(0).getAsString()), "no field " + parts.get(0));
                fits &= each.get(parts.get(0).getAsString()).equals(parts.get(2));
            }
            if (fits) {
                data.add(each);
            }
        }
        JsonObject reply = new JsonObject();
        reply.add("data", data);
        return Response.json(200, Json.text(reply));
    }

    /// As Frappe writes what went wrong: JSON in JSON text, HTML in it.
    Response error(int status, String type, String said) {
        String message = foreign ? "Das geht nicht." : said;
        JsonObject reply = new JsonObject();
        reply.addProperty("exc_type", foreign ? "ValidationError" : type);
        if (tracebacks) {
            reply.addProperty("exception", "frappe.exceptions." + type + ": " + message);
            reply.addProperty("exc", Json.text(List.of("Traceback (most recent call last):\n"
                    + "  File \"apps/frappe/frappe/app.py\", line 110, in application\n    response = handle()\n"
                    + "frappe.exceptions." + type + ": " + message + "\n")));
        }
        JsonObject shown = new JsonObject();
        shown.addProperty("message", message);
        shown.addProperty("title", "Message");
        shown.addProperty("raise_exception", 1);
        reply.addProperty("_server_messages", Json.text(List.of(Json.text(shown))));
        return Response.json(status, Json.text(reply));
    }

    @Override
    public void close() {
        server.close();
    }
}
