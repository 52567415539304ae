// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import java.net.URI;
import java.util.Map;

/// One request, ready to be sent. Immutable; its body is not copied and must not be changed.
///
/// @param method `GET`, `POST`, `PUT` …
/// @param url http or https, with a host
/// @param headers by name; no `Host`, `Content-Length` or `Connection`, which are the client's business
/// @param body its exact bytes; empty for none
/// @param kept how many bytes of the answer's body are kept, from 1
public record Ask(String method, URI url, Map<String, String> headers, byte[] body, int kept) {

    /// How much of an answer is kept when nothing else is said: 64 KiB.
    public static final int KEPT = 65_536;

    /// Copies the headers, so that the record stays immutable.
    public Ask {
        headers = Map.copyOf(headers);
    }

    /// Asks for something.
    public static Ask get(URI url, Map<String, String> headers) {
        return new Ask("GET", url, headers, new byte[0], KEPT);
    }

    /// Tells something.
    public static Ask post(URI url, Map<String, String> headers, byte[] body) {
        return new Ask("POST", url, headers, body, KEPT);
    }

    /// The same under another method: `PUT`, `PATCH` …
    public Ask as(String other) {
        return new Ask(other, url, headers, body, kept);
    }

    /// The same, with so many bytes of the answer kept.
    public Ask keeping(int bytes) {
        return new Ask(method, url, headers, body, bytes);
    }
}
