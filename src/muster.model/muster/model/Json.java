// SPDX-License-Identifier: Apache-2.0
package muster.model;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSyntaxException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The one JSON form of everything: names in `snake_case`, enums in lower case, times in RFC 3339,
/// a terminal's local time as it spells it, no member for what is null. Thread-safe.
public final class Json {

    private static final Gson GSON = builder().create();
    private static final Gson PRETTY = builder().setPrettyPrinting().create();

    private Json() {}

    /// One line of JSON.
    public static String text(Object value) {
        return GSON.toJson(value);
    }

    /// The same, indented for people.
    public static String pretty(Object value) {
        return PRETTY.toJson(value);
    }

    /// A value as a tree of what [#text(Object)] would write.
    static JsonElement tree(Object value) {
        return GSON.toJsonTree(value);
    }

    /// Reads a value.
    ///
    /// @throws JsonParseException if the text is not strict JSON, is empty or `null`, or does not fit the type
    public static <T> T parse(String text, Class<T> type) {
        T value;
        try {
            value = GSON.fromJson(text, type);
        } catch (JsonParseException e) {
            throw e;
        } catch (RuntimeException e) {
            // what the values themselves refuse: a wrong date, a null in a list
            throw new JsonSyntaxException("a value does not fit: " + e.getMessage(), e);
        }
        if (value == null) {
            throw new JsonSyntaxException("there is no JSON value");
        }
        return value;
    }

    private static GsonBuilder builder() {
        return new GsonBuilder()
                .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                .disableHtmlEscaping()
                .setStrictness(Strictness.STRICT)
                .registerTypeAdapterFactory(LowerCaseEnums.FACTORY)
                .registerTypeAdapterFactory(new PunchRowJson())
                .registerTypeAdapter(Bytes.class, asText(Bytes::toString, Bytes::parse))
                .registerTypeAdapter(Instant.class, asText(LocalTimes::text, Instant::parse))
                .registerTypeAdapter(LocalDate.class, asText(LocalDate::toString, LocalDate::parse))
                .registerTypeAdapter(ZoneOffset.class, asText(ZoneOffset::getId, ZoneOffset::of))
                .registerTypeAdapter(OffsetDateTime.class, asText(LocalTimes::text, OffsetDateTime::parse))
                .registerTypeAdapter(
                        LocalDateTime.class,
                        asText(LocalTimes::text, LocalTimes::parse));
    }

    private static <T> TypeAdapter<T> asText(Function<T, String> write, Function<String, T> read) {
        return new TypeAdapter<T>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                out.value(write.apply(value));
            }

            @Override
            public T read(JsonReader in) throws IOException {
                return read.apply(in.nextString());
            }
        }.nullSafe();
    }

    /// Enums as lower-case words; an unknown word is an error that names the known ones.
    private static final class LowerCaseEnums {

        static final TypeAdapterFactory FACTORY = new TypeAdapterFactory() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
                Class<? super T> raw = type.getRawType();
                return raw.isEnum() ? (TypeAdapter<T>) adapter((Class<? extends Enum<?>>) raw) : null;
            }
        };

        private static TypeAdapter<Enum<?>> adapter(Class<? extends Enum<?>> type) {
            return new TypeAdapter<>() {
                @Override
                public void write(JsonWriter out, Enum<?> value) throws IOException {
                    out.value(value == null ? null : word(value));
                }

                @Override
                public Enum<?> read(JsonReader in) throws IOException {
                    if (in.peek() == JsonToken.NULL) {
                        in.nextNull();
                        return null;
                    }
                    String word = in.nextString();
                    for (Enum<?> constant : type.getEnumConstants()) {
                        if (word(constant).equals(word)) {
                            return constant;
                        }
                    }
                    throw new JsonSyntaxException("\"" + word + "\" is unknown; there are " + words(type));
                }
            };
        }
    }

    private static String words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Json::word).collect(Collectors.joining(", "));
    }

    /// The word for an enum constant on every wire and screen: its name in lower case.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
