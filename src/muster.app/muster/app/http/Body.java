// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import muster.model.Json;

/// Reads the JSON of a request into a record. Whatever is wrong is told with its line, column and path:
/// no JSON, a member nobody knows, a value that does not fit.
final class Body {

    /// Looked up once for a body: a list may hold thousands of the same record.
    private final Map<Class<?>, Map<String, Type>> members = new HashMap<>();
    private final JsonReader in;
    private final boolean values;

    private Body(String text, boolean values) {
        this.in = new JsonReader(new StringReader(text));
        this.in.setStrictness(Strictness.STRICT);
        this.values = values;
    }

    /// @param type a record, whose members may be records, lists and maps of them; or a `Map` for any object
    static <T> T read(byte[] bytes, Class<T> type) throws Rejection {
        String text = text(bytes);
        new Body(text, false).check(type);
        try {
            return Json.parse(text, type);
        } catch (JsonParseException e) {
            // the names are right, so it is a value: look for it once more, this time with its position
            new Body(text, true).check(type);
            throw Rejection.invalid("the body does not fit: " + e.getMessage());
        }
    }

    /// Whether they are an object with a member of that name. What is no JSON is told by [#read].
    static boolean has(byte[] bytes, String member) throws Rejection {
        try (JsonReader in = new JsonReader(new StringReader(text(bytes)))) {
            in.setStrictness(Strictness.STRICT);
            in.beginObject();
            while (in.hasNext()) {
                if (in.nextName().equals(member)) {
                    return true;
                }
                in.skipValue();
            }
            return false;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private static String text(byte[] bytes) throws Rejection {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.isBlank() ? "{}" : text;
        } catch (CharacterCodingException e) {
            throw Rejection.invalid("the body is not UTF-8");
        }
    }

    private void check(Class<?> type) throws Rejection {
        try {
            if (in.peek() != JsonToken.BEGIN_OBJECT) {
                throw wrong("an object is expected");
            }
            value(type);
            in.peek();
        } catch (EOFException e) {
            throw Rejection.invalid("the body ends too early: " + position());
        } catch (MalformedJsonException e) {
            throw Rejection.invalid("the body is not JSON: " + position());
        } catch (IOException e) {
            throw wrong(e.getMessage());
        }
    }

    private void value(Type type) throws IOException, Rejection {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            list(list.getActualTypeArguments()[0]);
        } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            map(map.getActualTypeArguments()[0], map.getActualTypeArguments()[1]);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            record(record);
        } else if (type == Boolean.class) {
            // any text but "true" would silently become false
            expect(JsonToken.BOOLEAN, "true or false is expected");
            in.nextBoolean();
        } else if (values && type != Map.class) {
            scalar((Class<?>) type);
        } else {
            in.skipValue();
        }
    }

    private void list(Type element) throws IOException, Rejection {
        expect(JsonToken.BEGIN_ARRAY, "a list is expected");
        in.beginArray();
        while (in.hasNext()) {
            if (in.peek() == JsonToken.NULL) {
                throw wrong("null is not allowed here");
            }
            value(element);
        }
        in.endArray();
    }

    private void map(Type key, Type element) throws IOException, Rejection {
        expect(JsonToken.BEGIN_OBJECT, "an object is expected");
        in.beginObject();
        Set<String> names = new HashSet<>();
        while (in.hasNext()) {
            String name = name(names);
            if (key == Integer.class && !name.matches("[0-9]{1,9}")) {
                throw wrong("\"" + name + "\" must be a number");
            }
            if (in.peek() == JsonToken.NULL) {
                throw wrong("null is not allowed here");
            }
            value(element);
        }
        in.endObject();
    }

    private void record(Class<?> type) throws IOException, Rejection {
        expect(JsonToken.BEGIN_OBJECT, "an object is expected");
        in.beginObject();
        Set<String> names = new HashSet<>();
        while (in.hasNext()) {
            Type member = member(type, name(names));
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
            } else {
                value(member);
            }
        }
        in.endObject();
    }

    /// The next name, which must be a new one: of two values nobody knows which one was meant.
    private String name(Set<String> names) throws IOException, Rejection {
        String name = in.nextName();
        if (!names.add(name)) {
            throw wrong("\"" + name + "\" is given twice");
        }
        return name;
    }

    private Type member(Class<?> type, String name) throws Rejection {
        Map<String, Type> known = members.computeIfAbsent(type, Body::members);
        Type member = known.get(name);
        if (member == null) {
            throw wrong("there is no member \"" + name + "\"; there are " + String.join(", ", known.keySet()));
        }
        return member;
    }

    private static Map<String, Type> members(Class<?> type) {
        Map<String, Type> members = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            members.put(snakeCase(component.getName()), component.getGenericType());
        }
        return members;
    }

    private void scalar(Class<?> type) throws IOException, Rejection {
        String at = position();
        String json = switch (in.peek()) {
            case STRING -> Json.text(in.nextString());
            case NUMBER -> in.nextString();
            case BOOLEAN -> Boolean.toString(in.nextBoolean());
            default -> throw wrong("a plain value is expected");
        };
        try {
            Json.parse(json, type);
        } catch (JsonParseException e) {
            throw Rejection.invalid(json + " does not fit: " + at);
        }
    }

    private void expect(JsonToken token, String sentence) throws IOException, Rejection {
        if (in.peek() != token) {
            throw wrong(sentence);
        }
    }

    private Rejection wrong(String sentence) {
        return Rejection.invalid(sentence + ": " + position());
    }

    private String position() {
        // the reader tells its line and column in no other way
        return in.toString().replaceFirst("^JsonReader at ", "");
    }

    /// The name of a member in JSON, as [Json] forms it.
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
