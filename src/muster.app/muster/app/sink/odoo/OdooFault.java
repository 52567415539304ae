// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import muster.app.config.Target;
import muster.app.convex.PlainText;
import muster.app.sink.Trouble;
import muster.app.sink.http.Reply;

/// An exception as Odoo tells it: its Python class and its text. JSON-2 has it as the body of a 4xx or 5xx, JSON-RPC
/// under `error.data` of a 200.
///
/// @param name full name of the class: `odoo.exceptions.ValidationError`
/// @param text one line for people
record OdooFault(String name, String text) {

    private static final int LONGEST = 300;

    static OdooFault of(JsonObject told) {
        return new OdooFault(string(told, "name"), PlainText.line(string(told, "message"), LONGEST));
    }

    /// What follows from it.
    OdooFailure failure(Reply reply, Target.Odoo target) {
        String from = reply.from();
        String said = text.isEmpty() ? name : text;
        String kind = name.substring(name.lastIndexOf('.') + 1);
        return switch (kind) {
            case "AccessDenied", "AccessError", "Unauthorized", "Forbidden" ->
                OdooFailure.of(Trouble.stop(from + " does not let muster in (" + said + ")", keyCure(target)));
            case "ValidationError", "UserError", "RedirectWarning" -> OdooFailure.refused(said);
            // somebody took away what was just read: the next look shows how it is now
            case "MissingError", "LockError" ->
                OdooFailure.of(Trouble.retry(from + " changed meanwhile (" + said + ")", reply.retryAfter()));
            case "NotFound", "UnprocessableEntity", "KeyError" -> OdooFailure.of(Trouble.stop(
                    from + " does not understand the call (" + said + ")", protocolCure()));
            default -> other(from, said, reply);
        };
    }

    private OdooFailure other(String from, String said, Reply reply) {
        String words = text.toLowerCase(Locale.ROOT);
        if (words.contains("invalid field")) {
            return OdooFailure.of(Trouble.stop(from + " does not know a field (" + said + ")",
                    "look at match, and whether Odoo has its Employees and Attendances applications"));
        }
        if (words.contains("database") && words.contains("does not exist")) {
            return OdooFailure.of(Trouble.stop(from + " has no such database (" + said + ")", databaseCure()));
        }
        return OdooFailure.of(Trouble.retry(from + " cannot now (" + said + ")", reply.retryAfter()));
    }

    /// What to do when Odoo does not let muster in.
    static String keyCure(Target.Odoo target) {
        return "put the API key of a user who may read employees and change attendances into " + target.keyFile()
                + (target.protocol().equals("json-rpc") ? ", look at user and database" : "")
                + ", then resume the sink";
    }

    /// What to do when Odoo does not know what is asked.
    static String protocolCure() {
        return "look at url and at protocol: json-2 is for Odoo 19 and later, json-rpc for those before; Odoo must have"
                + " its Attendances application";
    }

    /// What to do when the database is not found.
    static String databaseCure() {
        return "write the name of Odoo's database into database, then resume the sink";
    }

    private static String string(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
