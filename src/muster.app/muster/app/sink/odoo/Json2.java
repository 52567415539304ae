// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import muster.app.config.Target;
import muster.app.sink.Trouble;
import muster.app.sink.http.Ask;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.model.Json;

/// Odoo's JSON-2, from version 19 on: `POST /json/2/<model>/<method>` with named arguments, the bare value as answer,
/// and HTTP statuses for errors (product.md section 5.3).
final class Json2 implements OdooApi {

    private final Target.Odoo target;
    private final Caller caller;
    private final String base;
    private final Map<String, String> headers = new TreeMap<>();

    Json2(Target.Odoo target, Caller caller, String key) {
        this.target = target;
        this.caller = caller;
        this.base = OdooSink.base(target);
        headers.put("Authorization", "bearer " + key);
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Accept", "application/json");
        target.database().ifPresent(database -> headers.put("X-Odoo-Database", database));
    }

    @Override
    public List<JsonObject> search(Search search) throws OdooFailure, InterruptedException {
        JsonObject body = body(List.of(), search.context());
        body.add("domain", search.domain());
        body.add("fields", OdooApi.list(search.fields().toArray()));
        body.addProperty("order", search.order());
        body.addProperty("limit", search.limit());
        return Values.objects(call(search.model(), "search_read", body));
    }

    @Override
    public int create(String model, JsonObject values) throws OdooFailure, InterruptedException {
        JsonObject body = body(List.of(), new JsonObject());
        body.add("vals_list", OdooApi.list(values));
        return Values.id(call(model, "create", body));
    }

    @Override
    public void write(String model, int id, JsonObject values) throws OdooFailure, InterruptedException {
        JsonObject body = body(List.of(id), new JsonObject());
        body.add("vals", values);
        Values.done(call(model, "write", body));
    }

    private static JsonObject body(List<Integer> ids, JsonObject context) {
        JsonObject body = new JsonObject();
        body.add("ids", OdooApi.list(ids.toArray()));
        body.add("context", context);
        return body;
    }

    private Values.Value call(String model, String method, JsonObject body)
            throws OdooFailure, InterruptedException {
        try {
            Reply reply = caller.send(Ask.post(
                    URI.create(base + "/json/2/" + model + "/" + method),
                    headers,
                    Json.text(body).getBytes(StandardCharsets.UTF_8)).keeping(OdooSink.KEPT));
            JsonElement value = reply.json().orElse(null);
            if (reply.ok() && value != null) {
                return new Values.Value(value, reply);
            }
            throw failure(reply, value);
        } catch (NoReply e) {
            throw OdooFailure.of(e.trouble());
        }
    }

    private OdooFailure failure(Reply reply, JsonElement value) {
        if (reply.status() == 401 || reply.status() == 429 || reply.status() / 100 == 3) {
            return OdooFailure.of(reply.trouble(OdooFault.keyCure(target)));
        }
        if (value != null && value.isJsonObject() && value.getAsJsonObject().has("name")) {
            return OdooFault.of(value.getAsJsonObject()).failure(reply, target);
        }
        Trouble trouble = reply.trouble(OdooFault.keyCure(target));
        if (trouble != null) {
            return OdooFailure.of(trouble);
        }
        // Odoo before 19 answers with its "page not found"
        Trouble strange = reply.strange("Odoo's answer");
        return OdooFailure.of(reply.status() == 404
                ? new Trouble(strange.kind(), strange.text(), OdooFault.protocolCure(), strange.after())
                : strange);
    }
}
