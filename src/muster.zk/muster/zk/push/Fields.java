// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The `key=value` fields of one line. Names are compared without case, because firmware varies
/// (`Size`, `SIZE`); of a name that comes twice the first counts.
final class Fields {

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Fields() {}

    /// Fields with a TAB between them.
    static Fields of(String text) {
        Fields fields = new Fields();
        int from = 0;
        for (int i = 0; i < Columns.MOST && from <= text.length(); i++) {
            int tab = text.indexOf('\t', from);
            int to = tab < 0 ? text.length() : tab;
            fields.add(text.substring(from, to));
            from = to + 1;
        }
        return fields;
    }

    /// Fields that are columns already.
    static Fields of(Columns columns) {
        Fields fields = new Fields();
        for (int i = 0; i < columns.count(); i++) {
            fields.add(columns.text(i));
        }
        return fields;
    }

    private void add(String item) {
        int equals = item.indexOf('=');
        if (equals > 0) {
            values.putIfAbsent(item.substring(0, equals).strip(), cleaned(item.substring(equals + 1)));
        }
    }

    /// The value of the first of these names that is there; empty when none is.
    String text(String... names) {
        for (String name : names) {
            String value = values.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /// The same as a number of 1 to 9 digits; -1 when there is none.
    int number(String... names) {
        return Ascii.number(text(names));
    }

    /// Everything that is no secret.
    Map<String, String> open() {
        return values.entrySet().stream()
                .filter(field -> !Redaction.secret(field.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Names come from whoever holds the terminal: no control character gets any further.
    static String cleaned(String text) {
        return text.chars().anyMatch(Ascii::isControl)
                ? text.codePoints()
                        .map(c -> Ascii.isControl(c) ? ' ' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .strip()
                : text.strip();
    }
}
