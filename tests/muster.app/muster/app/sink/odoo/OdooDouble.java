// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import muster.app.sink.http.StrictServer;
import muster.app.sink.http.StrictServer.Request;
import muster.app.sink.http.StrictServer.Response;
import muster.model.Json;

/// An Odoo with employees and attendances as far as muster uses it, in both protocols, with Odoo's own rules: one open
/// attendance of an employee, none that overlap, none that ends before it begins. Thread-safe as its server is.
final class OdooDouble implements AutoCloseable {

    static final String KEY = "0123456789abcdef0123456789abcdef01234567";
    static final String USER = "gate@example.org";

    /// An exception in Odoo.
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;
        private final String name;

        Fault(int status, String name, String message) {
            super(message);
            this.status = status;
            this.name = name;
        }
    }

    final StrictServer server = StrictServer.open();
    final List<JsonObject> employees = new ArrayList<>();
    final List<JsonObject> attendances = new ArrayList<>();
    final boolean rpc;
    String password = KEY;
    /// What the next writing call fails with instead.
    Fault fault;
    /// Whether JSON-RPC was switched off.
    boolean retired;
    List<String> databases = List.of("main");

    OdooDouble(boolean rpc) throws IOException {
        this.rpc = rpc;
        server.rules(request -> {
            assertEquals("POST", request.method());
            assertEquals("application/json", request.header("accept"));
            assertTrue(request.header("content-type").startsWith("application/json"));
        });
        server.answers(request -> rpc ? rpc(request) : json2(request));
    }

    int employee(String pin, boolean active) {
        JsonObject employee = new JsonObject();
        employee.addProperty("id", employees.size() + 11);
        employee.addProperty("pin", pin);
        employee.addProperty("barcode", "B" + pin);
        employee.addProperty("active", active);
        employees.add(employee);
        return employees.size() + 10;
    }

    int attendance(int employee, String in, String out) {
        JsonObject one = new JsonObject();
        one.addProperty("id", attendances.size() + 501);
        one.addProperty("employee_id", employee);
        one.addProperty("check_in", in);
        one.add("check_out", out == null ? new JsonPrimitive(false) : new JsonPrimitive(out));
        attendances.add(one);
        return attendances.size() + 500;
    }

    /// All of them: `11 from to; …`
    String stays() {
        return String.join("; ", attendances.stream().map(each -> each.get("employee_id").getAsString() + " "
                + each.get("check_in").getAsString().substring(8, 16) + " - "
                + (each.get("check_out").getAsString().equals("false") ? "open"
                        : each.get("check_out").getAsString().substring(8, 16))).toList());
    }

    private Response json2(Request request) {
        if (!request.header("authorization").equals("bearer " + password)) {
            return told(new Fault(401, "werkzeug.exceptions.Unauthorized", "Invalid apikey"));
        }
        assertEquals("main", request.header("x-odoo-database"));
        String[] path = request.path().split("/");
        assertEquals("/json/2/", "/" + path[1] + "/" + path[2] + "/");
        JsonObject body = request.json();
        JsonArray ids = body.remove("ids").getAsJsonArray();
        JsonObject context = body.remove("context").getAsJsonObject();
        try {
            return Response.json(200, Json.text(switch (path[4]) {
                case "search_read" -> {
                    assertTrue(ids.isEmpty());
                    yield search(path[3], body, context);
                }
                case "create" -> {
                    assertEquals(Set.of("vals_list"), body.keySet());
                    assertTrue(ids.isEmpty());
                    JsonElement values = body.get("vals_list").getAsJsonArray().get(0);
                    yield OdooApi.list(create(path[3], values.getAsJsonObject()));
                }
                case "write" -> {
                    assertEquals(Set.of("vals"), body.keySet());
                    yield write(path[3], ids.get(0).getAsInt(), body.get("vals").getAsJsonObject());
                }
                default -> throw new AssertionError("method " + path[4]);
            }));
        } catch (Fault e) {
            return told(e);
        }
    }

    private static JsonObject data(Fault fault) {
        JsonObject data = new JsonObject();
        data.addProperty("name", fault.name);
        data.addProperty("message", fault.getMessage());
        data.add("arguments", OdooApi.list(fault.getMessage()));
        data.add("context", new JsonObject());
        data.addProperty("debug", "Traceback (most recent call last):\n  ...\n");
        return data;
    }

    private static Response told(Fault fault) {
        return Response.json(fault.status, Json.text(data(fault)));
    }

    private Response rpc(Request request) {
        assertEquals("/jsonrpc", request.path());
        assertEquals("", request.header("authorization"));
        JsonObject body = request.json();
        assertEquals(Set.of("jsonrpc", "method", "params", "id"), body.keySet());
        assertEquals("2.0", body.get("jsonrpc").getAsString());
        assertEquals("call", body.get("method").getAsString());
        JsonObject params = body.get("params").getAsJsonObject();
        JsonArray args = params.get("args").getAsJsonArray();
        JsonObject reply = new JsonObject();
        reply.addProperty("jsonrpc", "2.0");
        reply.add("id", body.get("id"));
        try {
            if (retired) {
                throw new Fault(404, "werkzeug.exceptions.NotFound", "404 Not Found");
            }
            String service = params.get("service").getAsString();
            reply.add("result", switch (service + "." + params.get("method").getAsString()) {
                case "db.list" -> OdooApi.list(databases.toArray());
                case "common.authenticate" -> authenticate(args);
                case "object.execute_kw" -> execute(args);
                default -> throw new AssertionError("service " + params);
            });
        } catch (Fault e) {
            JsonObject error = new JsonObject();
            error.addProperty("code", e.name.endsWith(".NotFound") ? 404 : 200);
            error.addProperty("message", "Odoo Server Error");
            error.add("data", data(e));
            reply.add("error", error);
        }
        return Response.json(200, Json.text(reply));
    }

    private void database(JsonElement name) {
        if (!name.getAsString().equals("main")) {
            throw new Fault(500, "psycopg2.OperationalError", "FATAL:  database \"" + name.getAsString()
                    + "\" does not exist");
        }
    }

    private JsonElement authenticate(JsonArray args) {
        assertEquals(4, args.size());
        database(args.get(0));
        boolean right = args.get(1).getAsString().equals(USER) && args.get(2).getAsString().equals(password);
        return right ? new JsonPrimitive(7) : new JsonPrimitive(false);
    }

    private JsonElement execute(JsonArray args) {
        assertEquals(7, args.size());
        database(args.get(0));
        if (args.get(1).getAsInt() != 7 || !args.get(2).getAsString().equals(password)) {
            throw new Fault(403, "odoo.exceptions.AccessDenied", "Access Denied");
        }
        String model = args.get(3).getAsString();
        JsonArray positional = args.get(5).getAsJsonArray();
        JsonObject named = args.get(6).getAsJsonObject();
        return switch (args.get(4).getAsString()) {
            case "search_read" -> {
                JsonObject context = named.remove("context").getAsJsonObject();
                yield search(model, named, context);
            }
            case "create" -> new JsonPrimitive(create(model, positional.get(0).getAsJsonObject()));
            case "write" -> write(model, positional.get(0).getAsJsonArray().get(0).getAsInt(),
                    positional.get(1).getAsJsonObject());
            default -> throw new AssertionError("method " + args.get(4));
        };
    }

    private JsonArray search(String model, JsonObject args, JsonObject context) {
        assertEquals(Set.of("domain", "fields", "order", "limit"), args.keySet());
        boolean people = model.equals("hr.employee");
        assertTrue(people || model.equals("hr.attendance"), model);
        List<JsonObject> found = new ArrayList<>((people ? employees : attendances).stream()
                .filter(each -> !people || context.has("active_test") || each.get("active").getAsBoolean())
                .filter(each -> Domain.fits(each, args.get("domain").getAsJsonArray()))
                .toList());
        if (args.get("order").getAsString().equals("check_in desc")) {
            found.sort((a, b) -> b.get("check_in").getAsString().compareTo(a.get("check_in").getAsString()));
        }
        JsonArray shown = new JsonArray();
        found.stream().limit(args.get("limit").getAsInt()).forEach(each -> {
            JsonObject row = new JsonObject();
            row.add("id", each.get("id"));
            for (JsonElement field : args.get("fields").getAsJsonArray()) {
                String name = field.getAsString();
                assertTrue(each.has(name), "no field " + name);
                row.add(name, name.equals("employee_id") ? OdooApi.list(each.get(name), "Somebody") : each.get(name));
            }
            shown.add(row);
        });
        return shown;
    }

    private int create(String model, JsonObject values) {
        assertEquals("hr.attendance", model);
        assertEquals(Set.of("employee_id", "check_in"), values.keySet());
        fail();
        int id = attendance(values.get("employee_id").getAsInt(), values.get("check_in").getAsString(), null);
        check(attendances.getLast());
        return id;
    }

    private JsonElement write(String model, int id, JsonObject values) {
        assertEquals("hr.attendance", model);
        assertEquals(Set.of("check_out"), values.keySet());
        fail();
        JsonObject one = attendances.stream().filter(each -> each.get("id").getAsInt() == id).findFirst()
                .orElseThrow(() -> new Fault(404, "odoo.exceptions.MissingError", "Record does not exist"));
        JsonElement before = one.get("check_out");
        one.add("check_out", values.get("check_out"));
        try {
            check(one);
        } catch (Fault e) {
            one.add("check_out", before);
            throw e;
        }
        return new JsonPrimitive(true);
    }

    private void fail() {
        if (fault != null) {
            Fault now = fault;
            fault = null;
            throw now;
        }
    }

    /// As Odoo does, and takes back what it is against.
    private void check(JsonObject one) {
        String in = one.get("check_in").getAsString();
        String out = one.get("check_out").getAsString();
        boolean open = out.equals("false");
        assertFalse(in.isEmpty());
        boolean wrong = !open && out.compareTo(in) < 0;
        for (JsonObject other : attendances) {
            if (other == one || !other.get("employee_id").equals(one.get("employee_id"))) {
                continue;
            }
            String otherIn = other.get("check_in").getAsString();
            String otherOut = other.get("check_out").getAsString();
            boolean otherOpen = otherOut.equals("false");
            wrong |= open && otherOpen;
            wrong |= !otherOpen && otherIn.compareTo(in) <= 0 && otherOut.compareTo(in) > 0;
            wrong |= !open && otherIn.compareTo(in) > 0 && otherIn.compareTo(out) < 0;
        }
        if (wrong) {
            if (open) {
                attendances.remove(one);
            }
            throw new Fault(422, "odoo.exceptions.ValidationError", "Cannot create new attendance record for Somebody");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
