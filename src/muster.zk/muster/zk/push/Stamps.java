// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The names under which stamps travel, and the table each belongs to (zk-push.md section 6).
public final class Stamps {

    /// The longest stamp.
    public static final int MAX_LENGTH = 32;

    /// Names that tell their table; protocol 1 leaves `table=` out when it uses them. In lower case, as queries keep
    /// them: every request is asked for all of them.
    private static final Map<String, String> NAMED = Map.of(
            "opstamp", "OPERLOG",
            "photostamp", "ATTPHOTO",
            "biodatastamp", "BIODATA",
            "idcardstamp", "IDCARD",
            "errorlogstamp", "ERRORLOG",
            "attlogstamp", "ATTLOG",
            "operlogstamp", "OPERLOG",
            "attphotostamp", "ATTPHOTO");

    private Stamps() {}

    /// The table a parameter's name stands for; `Stamp` alone stands for `ATTLOG`.
    ///
    /// @param name the name in any case
    /// @return the canonical table, or empty when the name is no stamp
    public static Optional<String> tableOf(String name) {
        return name.equalsIgnoreCase("Stamp")
                ? Optional.of("ATTLOG")
                : Optional.ofNullable(NAMED.get(name.toLowerCase(Locale.ROOT)));
    }

    /// Whether a text may be stored as a stamp: at most 32 of `0-9 A-Z a-z : -`.
    ///
    /// @param value the text, or null
    public static boolean valid(String value) {
        return value != null
                && !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && allowed(value);
    }

    /// The stamp a request carries, if it is valid and its table is known.
    ///
    /// @param query looks a parameter up, its name in any case; null when it is missing
    public static Optional<Stamp> sent(Function<String, String> query) {
        for (Map.Entry<String, String> name : NAMED.entrySet()) {
            String value = query.apply(name.getKey());
            if (value != null) {
                return valid(value) ? Optional.of(new Stamp(name.getValue(), value)) : Optional.empty();
            }
        }
        String value = query.apply("Stamp");
        String table = TableName.of(query);
        return valid(value) && !table.isEmpty() ? Optional.of(new Stamp(table, value)) : Optional.empty();
    }

    /// Whether a request uses one of the names that tell their table, as only protocol 1 does.
    static boolean namesItsTable(Function<String, String> query) {
        return impliedTable(query).isPresent() && query.apply("Stamp") == null;
    }

    /// The table the stamp's name stands for, whatever its value.
    static Optional<String> impliedTable(Function<String, String> query) {
        return NAMED.entrySet().stream()
                .filter(name -> query.apply(name.getKey()) != null)
                .map(Map.Entry::getValue)
                .findAny()
                .or(() -> query.apply("Stamp") == null ? Optional.empty() : Optional.of("ATTLOG"));
    }

    private static boolean allowed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && c != ':' && c != '-') {
                return false;
            }
        }
        return true;
    }
}
