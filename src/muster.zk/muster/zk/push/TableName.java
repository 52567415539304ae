// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Locale;
import java.util.function.Function;

/// The table a request is about.
public final class TableName {

    /// The longest name that is taken as one.
    public static final int MAX_LENGTH = 32;

    private TableName() {}

    /// The canonical name: upper case, no blanks around. When `table=` is missing, the table that the
    /// name of the stamp stands for, as protocol 1 has it (zk-push.md section 6).
    ///
    /// @param query looks a parameter up, its name in any case (`Table=` exists); null when missing
    /// @return the name, or empty text when the request names no table
    public static String of(Function<String, String> query) {
        String table = query.apply("table");
        return table == null ? Stamps.impliedTable(query).orElse("") : canonical(table);
    }

    /// Upper case, no blanks around.
    public static String canonical(String table) {
        return table.strip().toUpperCase(Locale.ROOT);
    }

    /// A name as it may be echoed to the terminal or put into a log: only letters, digits and `_`, at
    /// most 32 of them, in the case it was sent in.
    public static String clean(String table) {
        StringBuilder kept = new StringBuilder();
        table.chars()
                .filter(c -> Ascii.isLetter(c) || Ascii.isDigit(c) || c == '_')
                .limit(MAX_LENGTH)
                .forEach(c -> kept.append((char) c));
        return kept.toString();
    }
}
