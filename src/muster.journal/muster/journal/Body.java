// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import com.google.gson.JsonParseException;
import java.util.function.Predicate;
import muster.model.Json;

/// What a row keeps as JSON.
final class Body {

    private Body() {}

    /// Reads it.
    ///
    /// @param row what the row is about, for people
    /// @param whole whether everything is there that must be
    /// @throws IllegalArgumentException if it is damaged; the message names the row
    static <T> T read(String row, String body, Class<T> type, Predicate<T> whole) {
        T value;
        try {
            value = Json.parse(body, type);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(row + " (its text cannot be read)", e);
        }
        if (!whole.test(value)) {
            throw new IllegalArgumentException(row + " (something is missing or belongs to another row)");
        }
        return value;
    }
}
