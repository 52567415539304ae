// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/// What muster asks of Odoo, in one of its two protocols.
interface OdooApi {

    /// What is read of records.
    ///
    /// @param model `hr.employee` …
    /// @param domain conditions in Odoo's own form
    /// @param fields what is read
    /// @param order `check_in desc` …
    /// @param limit how many at most
    /// @param context additional values, or none
    record Search(String model, JsonArray domain, List<String> fields, String order, int limit, JsonObject context) {}

    /// The records that fit.
    List<JsonObject> search(Search search) throws OdooFailure, InterruptedException;

    /// Makes a record.
    ///
    /// @return its id
    int create(String model, JsonObject values) throws OdooFailure, InterruptedException;

    /// Changes a record.
    void write(String model, int id, JsonObject values) throws OdooFailure, InterruptedException;

    /// The JSON form of a condition or a list.
    static JsonArray list(Object... parts) {
        JsonArray list = new JsonArray();
        for (Object part : parts) {
            switch (part) {
                case JsonElement element -> list.add(element);
                case Number number -> list.add(number);
                case Boolean truth -> list.add(truth);
                default -> list.add(part.toString());
            }
        }
        return list;
    }
}
