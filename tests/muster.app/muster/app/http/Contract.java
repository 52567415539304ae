// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The OpenAPI file as something answers can be held against: the part of JSON Schema it uses, and no
/// more; a word the checker does not know fails, so that nothing passes unchecked.
final class Contract {

    private static final Set<String> SAYS_NOTHING = Set.of("description", "format", "default");

    private final JsonObject document;

    Contract() {
        try {
            document = JsonParser.parseString(new String(ApiServer.openApi("9.9.9"), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonObject document() {
        return document;
    }

    JsonObject paths() {
        return document.getAsJsonObject("paths");
    }

    JsonObject schemas() {
        return document.getAsJsonObject("components").getAsJsonObject("schemas");
    }

    /// Holds an answer against what the file says about the request; a path it does not name is passed over.
    void check(String method, String path, int status, String contentType, String body) {
        JsonObject operation = operation(method, path);
        if (operation == null) {
            return;
        }
        String what = method + " " + path + " -> " + status;
        JsonObject response = resolved(operation.getAsJsonObject("responses").get(Integer.toString(status)));
        assertNotNull(response, what + " is not in openapi.json");
        JsonObject content = response.getAsJsonObject("content");
        if (content == null || method.equals("HEAD")) {
            assertEquals("", body, what + " has no body");
            return;
        }
        assertNotNull(content.get(contentType), what + " must not be " + contentType);
        JsonElement schema = content.getAsJsonObject(contentType).get("schema");
        JsonElement value = contentType.contains("json") ? JsonParser.parseString(body) : new JsonPrimitive(body);
        assertEquals(List.of(), complaints(schema, value), what + ": " + body);
    }

    /// Holds a request's body against what the file says; for requests that are to succeed.
    void checkRequest(String method, String path, String body) {
        JsonObject operation = operation(method, path);
        JsonObject expected = operation == null ? null : operation.getAsJsonObject("requestBody");
        if (expected != null && !body.isEmpty()) {
            JsonElement schema = expected.getAsJsonObject("content").getAsJsonObject("application/json").get("schema");
            assertEquals(List.of(), complaints(schema, JsonParser.parseString(body)), method + " " + path);
        }
    }

    /// Holds a message of a stream against what the file says.
    void checkMessage(String path, String data) {
        JsonElement schema = operation("GET", path).getAsJsonObject("responses").getAsJsonObject("200")
                .getAsJsonObject("content").getAsJsonObject("text/event-stream").get("x-data-schema");
        assertEquals(List.of(), complaints(schema, JsonParser.parseString(data)), path + ": " + data);
    }

    private JsonObject operation(String method, String path) {
        String plain = path.split("\\?")[0];
        String name = method.equals("HEAD") ? "get" : method.toLowerCase();
        return paths().entrySet().stream()
                .filter(entry -> fits(entry.getKey(), plain))
                .min(Map.Entry.comparingByKey((a, b) -> Boolean.compare(a.contains("{"), b.contains("{"))))
                .map(entry -> entry.getValue().getAsJsonObject().getAsJsonObject(name))
                .orElse(null);
    }

    private static boolean fits(String pattern, String path) {
        return path.matches(pattern.replaceAll("\\{[a-z]+}", "[^/]+"));
    }

    private JsonObject resolved(JsonElement element) {
        if (element != null && element.getAsJsonObject().has("$ref")) {
            JsonElement found = document;
            for (String part : element.getAsJsonObject().get("$ref").getAsString().substring(2).split("/")) {
                found = found.getAsJsonObject().get(part);
                assertNotNull(found, element + " leads nowhere");
            }
            return found.getAsJsonObject();
        }
        return element == null ? null : element.getAsJsonObject();
    }

    /// What of a value does not fit a schema; empty when all does.
    List<String> complaints(JsonElement schema, JsonElement value) {
        List<String> complaints = new ArrayList<>();
        check(resolved(schema), value, "$", complaints);
        return complaints;
    }

    private void check(JsonObject schema, JsonElement value, String at, List<String> complaints) {
        for (Map.Entry<String, JsonElement> rule : schema.entrySet()) {
            boolean fits = switch (rule.getKey()) {
                case "type" -> isOf(rule.getValue().getAsString(), value);
                case "enum" -> rule.getValue().getAsJsonArray().contains(value);
                case "pattern" -> value.getAsString().matches(rule.getValue().getAsString());
                case "minimum" -> value.getAsDouble() >= rule.getValue().getAsDouble();
                case "maximum" -> value.getAsDouble() <= rule.getValue().getAsDouble();
                case "maxItems" -> value.getAsJsonArray().size() <= rule.getValue().getAsInt();
                case "required" -> value.getAsJsonObject().keySet().containsAll(strings(rule.getValue()));
                case "items" -> items(rule.getValue(), value.getAsJsonArray(), at, complaints);
                case "properties" -> properties(rule.getValue(), value.getAsJsonObject(), at, complaints);
                case "additionalProperties" -> others(schema, value.getAsJsonObject(), at, complaints);
                case "oneOf" -> rule.getValue().getAsJsonArray().asList().stream()
                        .filter(one -> complaints(one, value).isEmpty())
                        .count() == 1;
                default -> SAYS_NOTHING.contains(rule.getKey());
            };
            if (!fits) {
                complaints.add(at + " does not fit " + rule.getKey() + " " + rule.getValue());
                if (rule.getKey().equals("type")) {
                    return;
                }
            }
        }
    }

    private boolean items(JsonElement schema, JsonArray values, String at, List<String> complaints) {
        for (int i = 0; i < values.size(); i++) {
            check(resolved(schema), values.get(i), at + "[" + i + "]", complaints);
        }
        return true;
    }

    private boolean properties(JsonElement schemas, JsonObject value, String at, List<String> complaints) {
        schemas.getAsJsonObject().entrySet().stream()
                .filter(property -> value.has(property.getKey()))
                .forEach(property -> check(resolved(property.getValue()), value.get(property.getKey()),
                        at + "." + property.getKey(), complaints));
        return true;
    }

    private boolean others(JsonObject schema, JsonObject value, String at, List<String> complaints) {
        JsonElement rule = schema.get("additionalProperties");
        JsonObject named = schema.has("properties") ? schema.getAsJsonObject("properties") : new JsonObject();
        List<String> others = value.keySet().stream().filter(name -> !named.has(name)).toList();
        if (rule.isJsonPrimitive()) {
            return rule.getAsBoolean() || others.isEmpty();
        }
        others.forEach(name -> check(resolved(rule), value.get(name), at + "." + name, complaints));
        return true;
    }

    private static boolean isOf(String type, JsonElement value) {
        return switch (type) {
            case "object" -> value.isJsonObject();
            case "array" -> value.isJsonArray();
            case "string" -> value instanceof JsonPrimitive plain && plain.isString();
            case "boolean" -> value instanceof JsonPrimitive plain && plain.isBoolean();
            case "number" -> value instanceof JsonPrimitive plain && plain.isNumber();
            case "integer" -> value instanceof JsonPrimitive plain && plain.isNumber()
                    && plain.getAsString().matches("-?[0-9]+");
            default -> false;
        };
    }

    static List<String> strings(JsonElement array) {
        assertTrue(array.isJsonArray());
        return Arrays.stream(array.getAsJsonArray().asList().toArray(JsonElement[]::new))
                .map(JsonElement::getAsString)
                .toList();
    }
}
