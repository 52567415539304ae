// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// Reads what terminals post to `devicecmd`, in all shapes seen (zk-push.md section 9.5).
///
/// ```
/// ID=…&Return=…&CMD=…      one line per command, several lines per post; more fields may follow
/// key=value                further lines of the result above
/// Content=…                bytes, to the end of the post
/// ```
public final class CommandResults {

    /// More than a terminal can have been given, and than it tells of itself.
    private static final int MOST = 1_000;

    private static final String OPENS = "ID=";
    private static final String CONTENT = "Content=";

    private final boolean form;
    private final List<CommandResult> results = new ArrayList<>();
    private SequencedMap<String, String> values;
    private byte[] content = new byte[0];

    private CommandResults(boolean form) {
        this.form = form;
    }

    /// The results in their order; several may come at once. Never throws; linear in the size. A result
    /// whose id could be none of ours is left out, and whatever stands behind the first thousand.
    ///
    /// @param form whether the body is declared as `application/x-www-form-urlencoded`
    /// @param query looks a parameter up, its name in any case; null when it is missing. A terminal may
    ///     put the whole result there (sample 116)
    public static List<CommandResult> read(byte[] body, boolean form, Function<String, String> query) {
        CommandResults reader = new CommandResults(form);
        reader.open(query);
        reader.lines(body);
        reader.close();
        return Collections.unmodifiableList(reader.results);
    }

    private void open(Function<String, String> query) {
        if (query.apply("ID") != null) {
            values = new LinkedHashMap<>();
            for (String name : List.of("ID", "Return", "CMD")) {
                String value = query.apply(name);
                if (value != null) {
                    values.put(name, value);
                }
            }
        }
    }

    private void lines(byte[] body) {
        int from = 0;
        while (from < body.length && results.size() < MOST) {
            int end = Ascii.indexOf(body, from, body.length, Ascii.LF);
            int to = end < 0 ? body.length : end;
            if (begins(body, from, CONTENT) && values != null) {
                content = Arrays.copyOfRange(body, from + CONTENT.length(), body.length);
                return;
            }
            line(body, from, to);
            from = to + 1;
        }
    }

    private void line(byte[] body, int from, int to) {
        String line = TextDecoding.UNKNOWN.decode(Arrays.copyOfRange(body, from, to)).strip();
        if (begins(body, from, OPENS)) {
            close();
            values = new LinkedHashMap<>();
            addAll(line);
        } else if (values != null && line.indexOf('=') > 0) {
            add(line);
        }
    }

    /// A piece without `=` belongs to the value before it, which held a `&`.
    private void addAll(String line) {
        String held = "";
        for (String piece : line.split("&")) {
            if (piece.indexOf('=') > 0 && !held.isEmpty()) {
                add(held);
                held = piece;
            } else {
                held = held.isEmpty() ? piece : held + "&" + piece;
            }
        }
        add(held);
    }

    private void add(String field) {
        int equals = field.indexOf('=');
        String key = decoded(field.substring(0, equals)).replaceFirst("^~", "");
        String value = decoded(field.substring(equals + 1));
        if (values.size() < MOST) {
            values.putIfAbsent(canonical(key), value);
        }
    }

    private static String canonical(String key) {
        for (String name : List.of("ID", "Return", "CMD")) {
            if (name.equalsIgnoreCase(key)) {
                return name;
            }
        }
        return key;
    }

    private void close() {
        if (values == null) {
            return;
        }
        String id = text("ID");
        Integer code = Ascii.signed(text("Return"));
        byte[] cmd = text("CMD").getBytes(StandardCharsets.UTF_8);
        values.keySet().removeIf(Redaction::secret);
        if (NumberedCommand.validId(id) && results.size() < MOST) {
            results.add(new CommandResult(
                    id,
                    code == null ? CommandResult.NO_CODE : code,
                    new String(Redaction.of(cmd), StandardCharsets.UTF_8),
                    values,
                    content));
        }
        values = null;
        content = new byte[0];
    }

    private String text(String name) {
        String value = values.remove(name);
        return value == null ? "" : value.strip();
    }

    private String decoded(String text) {
        if (!form) {
            return Fields.cleaned(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int code = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
            plain.write(code >= 0 ? code : bytes[i] == '+' ? ' ' : bytes[i]);
            i += code >= 0 ? 2 : 0;
        }
        return Fields.cleaned(TextDecoding.UNKNOWN.decode(plain.toByteArray()));
    }

    private static int hex(int high, int low) {
        int top = Character.digit(high, 16);
        int bottom = Character.digit(low, 16);
        return top < 0 || bottom < 0 ? -1 : 16 * top + bottom;
    }

    private static boolean begins(byte[] body, int from, String word) {
        int to = from + word.length();
        return to <= body.length
                && new String(body, from, word.length(), StandardCharsets.ISO_8859_1).equalsIgnoreCase(word);
    }
}
