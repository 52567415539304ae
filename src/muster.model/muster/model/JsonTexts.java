// SPDX-License-Identifier: Apache-2.0
package muster.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// The texts in a JSON document, whatever its shape. Numbers and words are left alone.
public final class JsonTexts {

    private JsonTexts() {}

    /// Shows every text with the name of the member it stands in; empty in an array at the top.
    ///
    /// @throws JsonParseException if it is not JSON
    public static void each(String json, BiConsumer<String, String> seen) {
        replaced(json, (name, text) -> {
            seen.accept(name, text);
            return text;
        });
    }

    /// The document with other texts.
    ///
    /// @param other what takes the place of a text, by the name of its member; null stands for `null`
    /// @throws JsonParseException if it is not JSON
    public static String replaced(String json, BiFunction<String, String, String> other) {
        return Json.text(walked("", JsonParser.parseString(json), other));
    }

    private static JsonElement walked(String name, JsonElement value, BiFunction<String, String, String> other) {
        if (value.isJsonObject()) {
            JsonObject object = new JsonObject();
            for (Map.Entry<String, JsonElement> member : value.getAsJsonObject().entrySet()) {
                object.add(member.getKey(), walked(member.getKey(), member.getValue(), other));
            }
            return object;
        }
        if (value.isJsonArray()) {
            JsonArray array = new JsonArray();
            value.getAsJsonArray().forEach(element -> array.add(walked(name, element, other)));
            return array;
        }
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
            String text = other.apply(name, value.getAsString());
            return text == null ? JsonNull.INSTANCE : new JsonPrimitive(text);
        }
        return value;
    }
}
