// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.model.Bytes;
import muster.model.Operation;

/// Where in what terminals and doors send a PIN stands: in the first field of a line, and behind a word that says so.
/// A number anywhere else may be a state, a count or an hour, and is nobody's.
final class Mentions {

    private static final Pattern WORD = Pattern.compile(
            "(?i)(?<![a-z0-9_])\"?(?:pin2?|user_?id|person_?id|employee_?id|emp_?pin)\"?\\s*[=:]\\s*\"?"
                    + "([^\\t\\r\\n ,;&\"}]{1,64})");
    private static final Pattern FIRST = Pattern.compile("^\\s*([^\\t,; ]{1,64})(?=[\\t,; ]|\\s*$)");

    private Mentions() {}

    /// The PINs an operation is about, besides who did it.
    static List<String> named(Operation operation) {
        return operation.values().entrySet().stream()
                .filter(value -> isPin(value.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// Whether a member of that name holds a PIN.
    static boolean isPin(String name) {
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "pin", "pin2", "user_id", "userid", "person", "person_id", "operator", "employee_id", "emp_pin",
                    "edit" -> true;
            default -> false;
        };
    }

    /// The bytes without the lines that name one of these; the same object when none does.
    static Bytes without(Bytes raw, Predicate<String> gone) {
        String text = new String(raw.toArray(), StandardCharsets.ISO_8859_1);
        List<String> kept = new ArrayList<>();
        boolean whole = true;
        for (String line : text.split("(?<=\n)")) {
            if (pins(line).stream().anyMatch(gone)) {
                whole = false;
            } else {
                kept.add(line);
            }
        }
        return whole ? raw : Bytes.of(String.join("", kept).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The PINs a line names, as far as can be told.
    static List<String> pins(String line) {
        List<String> pins = new ArrayList<>();
        Matcher first = FIRST.matcher(line);
        if (first.find()) {
            pins.add(utf8(first.group(1)));
        }
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            pins.add(utf8(word.group(1)));
        }
        return pins;
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
