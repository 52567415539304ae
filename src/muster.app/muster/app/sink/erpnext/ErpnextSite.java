// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.KeyFile;
import muster.app.config.Target;
import muster.app.sink.http.Ask;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.model.Json;

/// The site's addresses and what can be asked there. Thread-safe; the key it holds is never shown.
final class ErpnextSite {

    private final Caller caller;
    private final String base;
    private final String method;
    private final Map<String, String> headers;

    private ErpnextSite(Caller caller, String base, String method, Map<String, String> headers) {
        this.caller = caller;
        this.base = base;
        this.method = method;
        this.headers = headers;
    }

    /// With the key as its file has it now.
    ///
    /// @throws IOException if the file holds none; the message names the file
    static ErpnextSite of(Target.Erpnext target, Caller caller) throws IOException {
        String key = KeyFile.read(target.keyFile());
        int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1) {
            throw new IOException(target.keyFile() + ": its first line must be api_key:api_secret");
        }
        return new ErpnextSite(caller, target.url().toString().replaceAll("/+$", ""),
                target.module() + ".hr.doctype.employee_checkin.employee_checkin.add_log_based_on_employee_field",
                Map.of("Authorization", "token " + key, "Accept", "application/json",
                        "Content-Type", "application/json"));
    }

    /// Adds a check-in (product.md section 5.2).
    Reply add(JsonObject checkIn) throws NoReply, InterruptedException {
        return caller.send(Ask.post(URI.create(base + "/api/method/" + method), headers, bytes(checkIn)));
    }

    /// Who the key belongs to.
    Reply who() throws NoReply, InterruptedException {
        return caller.send(Ask.get(URI.create(base + "/api/method/frappe.auth.get_logged_user"), headers));
    }

    /// One document.
    Reply document(String type, String name) throws NoReply, InterruptedException {
        return caller.send(Ask.get(resource(type, name), headers));
    }

    /// Changes a document.
    Reply change(String type, String name, JsonObject values) throws NoReply, InterruptedException {
        return caller.send(Ask.post(resource(type, name), headers, bytes(values)).as("PUT"));
    }

    /// Documents whose fields have these values.
    ///
    /// @return empty when the site does not say
    Optional<List<JsonObject>> find(String type, Map<String, String> values, List<String> fields)
            throws NoReply, InterruptedException {
        List<List<String>> filters = new ArrayList<>();
        values.forEach((field, value) -> filters.add(List.of(field, "=", value)));
        URI url = URI.create(base + "/api/resource/" + encoded(type) + "?filters=" + encoded(Json.text(filters))
                + "&fields=" + encoded(Json.text(fields)) + "&limit_page_length=20");
        Reply reply = caller.send(Ask.get(url, headers));
        JsonElement data = reply.ok() ? reply.object().map(object -> object.get("data")).orElse(null) : null;
        if (data == null || !data.isJsonArray()) {
            return Optional.empty();
        }
        return Optional.of(data.getAsJsonArray().asList().stream()
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .toList());
    }

    private URI resource(String type, String name) {
        return URI.create(base + "/api/resource/" + encoded(type) + "/" + encoded(name));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] bytes(JsonObject object) {
        return Json.text(object).getBytes(StandardCharsets.UTF_8);
    }
}
