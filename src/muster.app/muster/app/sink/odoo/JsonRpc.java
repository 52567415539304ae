// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.Target;
import muster.app.sink.Trouble;
import muster.app.sink.http.Ask;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.model.Json;

/// Odoo's JSON-RPC, before version 19: `POST /jsonrpc` for everything, logged in by name and key in every call, and
/// 200 whatever comes of it (product.md section 5.3).
final class JsonRpc implements OdooApi {

    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Accept", "application/json");

    private final Target.Odoo target;
    private final Caller caller;
    private final URI url;
    private final String key;
    private String database;
    private Integer user;

    JsonRpc(Target.Odoo target, Caller caller, String key) {
        this.target = target;
        this.caller = caller;
        this.url = URI.create(OdooSink.base(target) + "/jsonrpc");
        this.key = key;
    }

    @Override
    public List<JsonObject> search(Search search) throws OdooFailure, InterruptedException {
        JsonObject named = new JsonObject();
        named.add("domain", search.domain());
        named.add("fields", OdooApi.list(search.fields().toArray()));
        named.addProperty("order", search.order());
        named.addProperty("limit", search.limit());
        named.add("context", search.context());
        return Values.objects(execute(search.model(), "search_read", new JsonArray(), named));
    }

    @Override
    public int create(String model, JsonObject values) throws OdooFailure, InterruptedException {
        return Values.id(execute(model, "create", OdooApi.list(values), new JsonObject()));
    }

    @Override
    public void write(String model, int id, JsonObject values) throws OdooFailure, InterruptedException {
        JsonArray positional = OdooApi.list(OdooApi.list(id), values);
        Values.done(execute(model, "write", positional, new JsonObject()));
    }

    private Values.Value execute(String model, String method, JsonArray positional, JsonObject named)
            throws OdooFailure, InterruptedException {
        logIn();
        return call("object", "execute_kw",
                OdooApi.list(database, user, key, model, method, positional, named));
    }

    private void logIn() throws OdooFailure, InterruptedException {
        if (user != null) {
            return;
        }
        database = database();
        String login = target.user().orElse("");
        Values.Value id = call("common", "authenticate", OdooApi.list(database, login, key, new JsonObject()));
        if (!id.json().isJsonPrimitive() || !id.json().getAsJsonPrimitive().isNumber()) {
            throw OdooFailure.of(Trouble.stop(
                    id.reply().from() + " does not let " + login + " in", OdooFault.keyCure(target)));
        }
        user = id.json().getAsInt();
    }

    /// The one that is named, or the only one.
    private String database() throws OdooFailure, InterruptedException {
        if (target.database().isPresent()) {
            return target.database().get();
        }
        Values.Value list = call("db", "list", new JsonArray());
        if (!list.json().isJsonArray() || list.json().getAsJsonArray().size() != 1) {
            throw OdooFailure.of(Trouble.stop(
                    list.reply().from() + " does not have exactly one database", OdooFault.databaseCure()));
        }
        return list.json().getAsJsonArray().get(0).getAsString();
    }

    private Values.Value call(String service, String method, JsonArray args)
            throws OdooFailure, InterruptedException {
        JsonObject params = new JsonObject();
        params.addProperty("service", service);
        params.addProperty("method", method);
        params.add("args", args);
        JsonObject body = new JsonObject();
        body.addProperty("jsonrpc", "2.0");
        body.addProperty("method", "call");
        body.add("params", params);
        body.addProperty("id", 1);
        try {
            byte[] bytes = Json.text(body).getBytes(StandardCharsets.UTF_8);
            return value(caller.send(Ask.post(url, HEADERS, bytes).keeping(OdooSink.KEPT)));
        } catch (NoReply e) {
            throw OdooFailure.of(e.trouble());
        }
    }

    /// What Odoo echoes of the key would come into logs and the journal.
    private Reply withoutKey(Reply reply) {
        return new Reply(reply.from(), reply.status(), reply.headers(), reply.text().replace(key, "…"),
                reply.whole(), reply.retryAfter());
    }

    private Values.Value value(Reply reply) throws OdooFailure {
        Optional<JsonObject> object = reply.object();
        JsonElement result = object.map(told -> told.get("result")).orElse(null);
        JsonElement error = object.map(told -> told.get("error")).orElse(null);
        if (reply.ok() && result != null && error == null) {
            return new Values.Value(result, reply);
        }
        Reply shown = withoutKey(reply);
        Trouble trouble = shown.trouble(OdooFault.keyCure(target));
        if (trouble != null) {
            throw OdooFailure.of(trouble);
        }
        if (error != null && error.isJsonObject()) {
            throw failure(shown, error.getAsJsonObject());
        }
        Trouble strange = shown.strange("Odoo's answer");
        throw OdooFailure.of(new Trouble(strange.kind(), strange.text(), OdooFault.protocolCure(), strange.after()));
    }

    private OdooFailure failure(Reply reply, JsonObject error) {
        JsonElement data = error.get("data");
        OdooFault told = OdooFault.of(data != null && data.isJsonObject() ? data.getAsJsonObject() : error);
        boolean gone = error.has("code") && error.get("code").toString().equals("404")
                && !told.name().startsWith("odoo.exceptions.");
        return new OdooFault(gone ? "NotFound" : told.name(), told.text().replace(key, "…")).failure(reply, target);
    }
}
