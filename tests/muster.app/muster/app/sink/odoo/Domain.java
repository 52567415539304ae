// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/// Odoo's conditions: operators before what they join, and between those that nothing joins.
final class Domain {

    private Domain() {}

    /// Whether a record fits all of them.
    static boolean fits(JsonObject row, JsonArray domain) {
        int[] at = {0};
        boolean fits = true;
        while (at[0] < domain.size()) {
            fits &= term(row, domain, at);
        }
        return fits;
    }

    private static boolean term(JsonObject row, JsonArray domain, int[] at) {
        JsonElement part = domain.get(at[0]++);
        if (part.isJsonPrimitive()) {
            boolean first = term(row, domain, at);
            boolean second = term(row, domain, at);
            return part.getAsString().equals("|") ? first || second : first && second;
        }
        JsonArray leaf = part.getAsJsonArray();
        JsonElement has = row.get(leaf.get(0).getAsString());
        JsonElement wanted = leaf.get(2);
        boolean none = has == null || has instanceof JsonNull || has.getAsString().equals("false");
        return switch (leaf.get(1).getAsString()) {
            case "=" -> has != null && has.equals(wanted);
            case "!=" -> has == null || !has.equals(wanted);
            case "in" -> wanted.getAsJsonArray().contains(has);
            case "<=" -> !none && has.getAsString().compareTo(wanted.getAsString()) <= 0;
            case ">=" -> !none && has.getAsString().compareTo(wanted.getAsString()) >= 0;
            default -> throw new AssertionError("operator " + leaf);
        };
    }
}
