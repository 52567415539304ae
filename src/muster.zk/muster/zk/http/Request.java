// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// One whole request of a terminal. Immutable as long as nobody writes into its body.
///
/// @param method in capitals: `GET`, `POST`
/// @param target as received, inner blanks kept, one character per byte (ISO 8859-1); it may hold the
///     path secret and communication keys, so it is never logged
/// @param version as received, `HTTP/1.0` when none was
/// @param path the parts between the slashes: scheme and host cut off, empty parts dropped,
///     percent-decoded, blanks around them dropped
/// @param query the values behind the `?`
/// @param headers the header fields
/// @param body what followed the head, never null; the array itself, not a copy: read it only
/// @param keepAlive whether the terminal asked to keep the connection
public record Request(
        String method,
        String target,
        String version,
        List<String> path,
        Query query,
        Headers headers,
        byte[] body,
        boolean keepAlive) {

    /// The service word of ZKTeco firmware, which stands before the endpoint in every path.
    public static final String SERVICE_WORD = "iclock";

    private static final byte[] NO_BODY = {};
    private static final List<String> SUFFIXES = List.of(".aspx", ".php", ".ashx", ".fcgi");

    /// Checks that nothing is null.
    public Request {
        Objects.requireNonNull(method);
        Objects.requireNonNull(target);
        Objects.requireNonNull(version);
        path = List.copyOf(path);
        Objects.requireNonNull(query);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
    }

    /// A request another server has read, such as the JDK's.
    ///
    /// @param target everything between method and version as received, one character per byte
    public static Request of(String method, String target, Headers headers, byte[] body) {
        RequestLine line = new RequestLine(method.toUpperCase(Locale.ROOT), target, "HTTP/1.1");
        return of(line, headers).with(body, asksToKeep(headers));
    }

    static Request of(RequestLine line, Headers headers) {
        Target parts = Target.parse(line.target());
        return new Request(line.method(), line.target(), line.version(), parts.path(), parts.query(), headers,
                NO_BODY, asksToKeep(headers));
    }

    Request with(byte[] bytes, boolean keep) {
        return new Request(method, target, version, path, query, headers, bytes, keep);
    }

    /// A connection is kept only for a terminal that says `keep-alive`, whatever its version: HTTP/1.1
    /// firmware that says nothing, or `Connection: starting`, waits for the close (zk-push.md rule 2).
    private static boolean asksToKeep(Headers headers) {
        return headers.lists("Connection", "keep-alive") && !headers.lists("Connection", "close");
    }

    /// What is asked for: the last part of the path in lower case, without the suffix some builds add
    /// (`cdata.aspx`); `""` for the bare `/`.
    public String endpoint() {
        if (path.isEmpty()) {
            return "";
        }
        String last = path.getLast().toLowerCase(Locale.ROOT);
        for (String suffix : SUFFIXES) {
            if (last.endsWith(suffix)) {
                return last.substring(0, last.length() - suffix.length());
            }
        }
        return last;
    }

    /// The path secret: [#prefix(Set)] with the one word `iclock`.
    public String prefix() {
        return prefix(Set.of(SERVICE_WORD));
    }

    /// The path secret: what an operator typed behind the server's address, without slashes around it
    /// (`site7/9f2c51`); `""` when there is none or the path holds no service word.
    ///
    /// Everything before the last service word counts, without service words typed by mistake:
    /// `/iclock/iclock/cdata` has no secret.
    ///
    /// @param serviceWords in lower case, `iclock` and those of third-party firmware such as `aclock`
    public String prefix(Set<String> serviceWords) {
        int last = -1;
        for (int i = 0; i < path.size(); i++) {
            last = serviceWords.contains(path.get(i).toLowerCase(Locale.ROOT)) ? i : last;
        }
        return path.stream()
                .limit(Math.max(last, 0))
                .filter(part -> !serviceWords.contains(part.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("/"));
    }

    /// Whether the path holds one of these service words; a request without one is not a terminal's.
    public boolean serves(Set<String> serviceWords) {
        for (String part : path) {
            if (serviceWords.contains(part.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Request that
                && method.equals(that.method)
                && target.equals(that.target)
                && version.equals(that.version)
                && headers.equals(that.headers)
                && keepAlive == that.keepAlive
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, target, version, headers, keepAlive) * 31 + Arrays.hashCode(body);
    }

    /// Fit for a log: no secrets, no values, no body, no control characters.
    @Override
    public String toString() {
        String name = endpoint().replaceAll("[^a-z0-9._-]", "?");
        return method + " " + name.substring(0, Math.min(name.length(), 40)) + ", " + body.length + " bytes";
    }
}
