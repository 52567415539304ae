// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.system.HttpDouble.Call;
import muster.system.HttpDouble.Said;

/// Four places of different kinds that a muster delivers to, behind one line that can be cut: a backend of events, an
/// ERPNext that knows everybody, an Odoo that knows everybody, and a webhook. Thread-safe.
final class FarEnds implements AutoCloseable {

    static final List<String> NAMES = List.of("backend", "erp", "odoo", "hook");

    private final ConvexDouble backend = new ConvexDouble();
    private final HttpDouble erp = HttpDouble.away(FarEnds::erp);
    private final HttpDouble odoo = HttpDouble.away(FarEnds::odoo);
    private final WebhookDouble hook = new WebhookDouble(1);

    FarEnds() throws IOException {
        backend.up();
        erp.up();
        odoo.up();
    }

    /// The sinks that deliver there, as words of the command line.
    ///
    /// @param folder for their keys
    List<String> settings(Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("backend.key"), ConvexDouble.KEY + "\n");
        Path pair = Files.writeString(folder.resolve("erp.key"), "0123456789abcde:fedcba987654321\n");
        Path token = Files.writeString(folder.resolve("odoo.key"), "an-api-key-of-the-tests\n");
        List<String> words = new ArrayList<>();
        words.addAll(SinkView.set("backend", "type=convex", "url=" + backend.url(), "key_file=" + key));
        words.addAll(SinkView.set("erp", "type=erpnext", "url=" + erp.url(), "key_file=" + pair));
        words.addAll(SinkView.set("odoo", "type=odoo", "url=" + odoo.url(), "key_file=" + token, "database=main",
                "profile=stays"));
        // an Odoo that keeps nothing can take a second punch only as the end of what the first one began
        words.addAll(List.of("--set", "profiles.stays.direction=none"));
        words.addAll(SinkView.set("hook", "type=webhook", "url=" + hook.url(), "private_addresses=true",
                "secret_files=" + WebhookDouble.secret(folder.resolve("hook.secret"))));
        return words;
    }

    /// The line is cut: nobody answers at any of them.
    void cut() throws IOException {
        backend.down();
        erp.down();
        odoo.down();
        hook.server().down();
    }

    /// The line is back.
    void mend() throws IOException {
        backend.up();
        erp.up();
        odoo.up();
        hook.server().up();
    }

    private static Said erp(Call call) {
        return new Said(200, "{\"message\": {\"name\": \"EMP-CKIN-1\"}}");
    }

    private static Said odoo(Call call) {
        if (call.path().endsWith("/search_read")) {
            return new Said(200, people(call).toString());
        }
        return new Said(200, call.path().endsWith("/create") ? "[501]" : "true");
    }

    /// Whoever is asked for is an employee, and nobody is there yet.
    private static JsonArray people(Call call) {
        JsonArray found = new JsonArray();
        if (call.path().contains("/hr.employee/")) {
            JsonObject asked = JsonParser.parseString(call.text()).getAsJsonObject();
            JsonArray wanted = asked.getAsJsonArray("domain").get(0).getAsJsonArray();
            for (JsonElement pin : wanted.get(2).getAsJsonArray()) {
                JsonObject person = new JsonObject();
                person.addProperty("id", 1 + Math.abs(pin.getAsString().hashCode() % 1_000_000));
                person.add("pin", pin);
                person.addProperty("active", true);
                found.add(person);
            }
        }
        return found;
    }

    @Override
    public void close() {
        backend.close();
        erp.close();
        odoo.close();
        hook.close();
    }
}
