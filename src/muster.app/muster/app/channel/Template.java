// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.model.Json;

/// Fills placeholders such as `{message}` in, each written as the place it stands in demands; so no message can become
/// a part of what surrounds it. Immutable.
///
/// @param values by name, without the braces
record Template(Map<String, String> values) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    /// Within a URL behind its host: percent-encoded (RFC 3986), but for the colon, which a key may have in a path and
    /// some servers do not know in another form.
    String url(String template) {
        return fill(template, value -> encoded(value).replace("%3A", ":"));
    }

    /// Within the value of a header: one line; what is not ASCII as an encoded word (RFC 2047).
    String header(String template) {
        return fill(template, value -> {
            String line = value.replaceAll("\\p{Cntrl}+", " ");
            return line.chars().allMatch(c -> c < 0x7F)
                    ? line
                    : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)) + "?=";
        });
    }

    /// Within a text of JSON.
    String json(String template) {
        return fill(template, value -> {
            String quoted = Json.text(value);
            return quoted.substring(1, quoted.length() - 1);
        });
    }

    /// Within a form: `application/x-www-form-urlencoded`.
    String form(String template) {
        return fill(template, value -> URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /// Within plain text: as it is.
    String text(String template) {
        return fill(template, UnaryOperator.identity());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A")
                .replace("%7E", "~");
    }

    private String fill(String template, UnaryOperator<String> written) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            String value = values.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : written.apply(value));
        });
    }
}
