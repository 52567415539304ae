// SPDX-License-Identifier: Apache-2.0
package muster.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.Arrays;

/// The one text of a JSON object that is signed: members in the order of their names, no blanks, UTF-8, as RFC 8785
/// says; our numbers are whole, so its rules for fractions are not needed.
public final class CanonicalJson {

    private CanonicalJson() {}

    /// The text of a JSON object without one of its members.
    ///
    /// @param json the object, in any layout
    /// @param without the member to leave out
    /// @throws JsonParseException if it is no JSON object
    public static String text(String json, String without) {
        JsonObject object = Json.parse(json, JsonObject.class);
        object.remove(without);
        return Json.text(sorted(object));
    }

    /// The text of a value: what [Json#text(Object)] says of it, put in order.
    public static String of(Object value) {
        return Json.text(sorted(Json.tree(value)));
    }

    private static JsonElement sorted(JsonElement element) {
        if (element instanceof JsonArray array) {
            JsonArray sorted = new JsonArray(array.size());
            array.forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        if (element instanceof JsonObject object) {
            String[] names = object.keySet().toArray(String[]::new);
            Arrays.sort(names);
            JsonObject sorted = new JsonObject();
            for (String name : names) {
                sorted.add(name, sorted(object.get(name)));
            }
            return sorted;
        }
        return element;
    }
}
