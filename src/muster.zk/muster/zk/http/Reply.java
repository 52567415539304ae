// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a terminal gets back (zk-push.md section 3.3). Immutable as long as nobody writes into its body.
///
/// @param status 200 for every success; from 100 to 599
/// @param contentType `text/plain`, or `application/push;charset=UTF-8` for access controllers
/// @param headers further fields such as `Retry-After`, mostly none; `Date`, `Content-Length` and
///     `Connection` are the writer's
/// @param body never null, may be empty; the array itself, not a copy
public record Reply(int status, String contentType, List<Map.Entry<String, String>> headers, byte[] body) {

    /// The type of every reply to an attendance terminal.
    public static final String TEXT_PLAIN = "text/plain";

    /// Checks that the reply can be written as one head and one body.
    ///
    /// @throws IllegalArgumentException for an impossible status, or a line end in a header
    public Reply {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status " + status + ": allowed are 100 to 599");
        }
        headers = List.copyOf(headers);
        Objects.requireNonNull(body);
        checkField("Content-Type", contentType);
        headers.forEach(field -> checkField(field.getKey(), field.getValue()));
    }

    /// A 200 with this text as UTF-8.
    public static Reply text(String text) {
        return text(200, text);
    }

    /// A reply with this text as UTF-8.
    public static Reply text(int status, String text) {
        return new Reply(status, TEXT_PLAIN, List.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    /// The same reply with one more header.
    public Reply withHeader(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Reply(status, contentType, more, body);
    }

    /// The same reply under another content type.
    public Reply withContentType(String type) {
        return new Reply(status, type, headers, body);
    }

    private static void checkField(String name, String value) {
        boolean isName = !name.isEmpty() && name.indexOf(':') < 0 && name.indexOf(' ') < 0;
        if (!isName || !isLine(name) || !isLine(value)) {
            throw new IllegalArgumentException("a header of a reply must be one line of ASCII: " + name);
        }
    }

    private static boolean isLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reply that
                && status == that.status
                && contentType.equals(that.contentType)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, contentType, headers) * 31 + Arrays.hashCode(body);
    }

    /// Fit for a log: without the body, which may be a command with a password in it.
    @Override
    public String toString() {
        return status + ", " + body.length + " bytes";
    }
}
