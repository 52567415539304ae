// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import muster.app.sink.http.Reply;

/// Reads the values that Odoo's methods return.
final class Values {

    /// One value.
    ///
    /// @param json what was returned
    /// @param reply what it stood in
    record Value(JsonElement json, Reply reply) {

        private OdooFailure strange(String wanted) {
            return OdooFailure.of(reply.strange(wanted));
        }
    }

    private Values() {}

    /// What a search returns.
    static List<JsonObject> objects(Value value) throws OdooFailure {
        if (!value.json().isJsonArray()
                || !value.json().getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonObject)) {
            throw value.strange("a list of records");
        }
        return value.json().getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    /// What a creation returns: an id, or a list with one.
    static int id(Value value) throws OdooFailure {
        JsonElement json = value.json();
        JsonElement id = json.isJsonArray() && json.getAsJsonArray().size() == 1
                ? json.getAsJsonArray().get(0)
                : json;
        if (!id.isJsonPrimitive() || !id.getAsJsonPrimitive().isNumber()) {
            throw value.strange("the id of a new record");
        }
        return id.getAsInt();
    }

    /// What a change returns.
    static void done(Value value) throws OdooFailure {
        if (!value.json().isJsonPrimitive() || !value.json().getAsString().equals("true")) {
            throw value.strange("true");
        }
    }
}
