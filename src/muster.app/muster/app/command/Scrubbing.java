// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes out of texts what tells about people, keys and the network. In JSON only what is known to be harmless stays;
/// in lines of a log what looks like a person's number, a name, a serial, an address or a key goes. Immutable.
final class Scrubbing {

    private static final String GONE = "***";

    /// Members whose texts are words of muster's own.
    private static final Set<String> HARMLESS = Set.of(
            "state", "status", "level", "kind", "type", "family", "unit", "version", "schema", "uptime", "rule",
            "measure", "timestamp", "since", "fired_at", "at", "started_at", "updated_at", "received_at", "last_at",
            "last_seen", "next_at", "mode", "quiet", "trend");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:+ -]{1,40}");
    private static final Pattern MEMBER = Pattern.compile("[a-z][a-z_]{0,40}");

    private static final List<Pattern> LOOKS = List.of(
            Pattern.compile("\\b[a-z][a-z0-9+.-]*://\\S+", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\S+@\\S+"),
            Pattern.compile("\"[^\"]*\"|\u201c[^\u201d]*\u201d"),
            Pattern.compile("\\b(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}\\b"),
            Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b"),
            Pattern.compile("\\bmk_\\S+"),
            Pattern.compile("[A-Za-z0-9+/_=-]{24,}"),
            Pattern.compile("\\b(?=\\w*[A-Za-z])(?=\\w*\\d)\\w{4,}\\b"),
            Pattern.compile("\\d{3,}"));
    private static final Pattern STAMP = Pattern.compile(
            "^(?:[A-Z][a-z]{2} [ 0-9]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d\\S*) ");

    private final Pattern known;

    /// @param known what must not be told wherever it stands: numbers and names of people, serials, addresses
    Scrubbing(Collection<String> known) {
        String words = known.stream()
                .filter(word -> word != null && !word.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.known = words.isEmpty()
                ? null
                : Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// Lines of a log or of what a program said.
    String text(String text) {
        return text.lines().map(this::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(String line) {
        Matcher stamp = STAMP.matcher(line);
        String head = stamp.find() ? stamp.group() : "";
        String rest = line.substring(head.length());
        if (known != null) {
            rest = known.matcher(rest).replaceAll(GONE);
        }
        for (Pattern look : LOOKS) {
            rest = look.matcher(rest).replaceAll(GONE);
        }
        return head + rest;
    }

    /// A JSON document: numbers, truth values and harmless words stay.
    JsonElement json(JsonElement element, String member) {
        if (element instanceof JsonObject object) {
            JsonObject left = new JsonObject();
            int unnamed = 0;
            for (Map.Entry<String, JsonElement> each : object.entrySet()) {
                boolean plain = MEMBER.matcher(each.getKey()).matches() && !isKnown(each.getKey());
                left.add(plain ? each.getKey() : GONE + ++unnamed, json(each.getValue(), each.getKey()));
            }
            return left;
        }
        if (element instanceof JsonArray array) {
            JsonArray left = new JsonArray();
            array.forEach(each -> left.add(json(each, member)));
            return left;
        }
        boolean text = element instanceof JsonPrimitive primitive && primitive.isString();
        return text ? new JsonPrimitive(word(member, element.getAsString())) : element;
    }

    private String word(String member, String text) {
        return HARMLESS.contains(member.toLowerCase(Locale.ROOT)) && WORD.matcher(text).matches() && !isKnown(text)
                ? text
                : GONE;
    }

    private boolean isKnown(String text) {
        return known != null && known.matcher(text).find();
    }

    /// Prometheus' text: the values of labels go.
    String prometheus(String text) {
        return text.replaceAll("=\"(?:[^\"\\\\]|\\\\.)*\"", "=\"" + GONE + "\"");
    }

    /// A setting: only words of muster's own, times and small numbers stay.
    static String setting(String value) {
        return value.isEmpty() || value.matches("true|false|\\d{1,5}(ms|s|m|h|d)?|-\\d{1,3}"
                + "|hold|accept|refuse|operations|photos|all|drop|keep|auto|set|wait|count|leave|on|off|full|normal"
                + "|error|warning|info|debug|bearer|session") ? value : GONE;
    }
}
