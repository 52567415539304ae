// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// What a terminal tells about itself after an introduction: table `options`, or the body of an access
/// terminal's `registry` (zk-push.md sections 5.5 and 14.1).
public final class OptionsPost {

    /// A comma separates only where a key follows: values hold commas of their own (sample 030). Some
    /// firmware writes `key:value` (sample 153).
    private static final Pattern BETWEEN =
            Pattern.compile("[\\r\\n\\x00&]+|,(?=~?[A-Za-z][A-Za-z0-9_]{0,63}(?:=|:(?!//)))");

    private OptionsPost() {}

    /// The settings in their order, without the leading `~` of some names. Never throws. Whatever looks
    /// like a password or key is left out.
    public static SequencedMap<String, String> read(byte[] body) {
        SequencedMap<String, String> options = new LinkedHashMap<>();
        for (String item : BETWEEN.split(TextDecoding.UNKNOWN.decode(body))) {
            add(options, item);
        }
        return options;
    }

    /// Adds one `key=value`; tolerates `key:value`, `key==value` and blanks.
    static void add(SequencedMap<String, String> options, String item) {
        int separator = item.indexOf('=') >= 0 ? item.indexOf('=') : item.indexOf(':');
        if (separator < 1) {
            return;
        }
        String key = Fields.cleaned(item.substring(0, separator)).replaceFirst("^~", "");
        String value = item.substring(separator + 1);
        if (!key.isEmpty() && !Redaction.secret(key)) {
            options.putIfAbsent(key, Fields.cleaned(value.startsWith("=") ? value.substring(1) : value));
        }
    }
}
