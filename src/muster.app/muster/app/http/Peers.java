// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.util.List;
import muster.app.terminal.Network;

/// Who calls: the other end of the connection, or whom a trusted reverse proxy says it calls for. Immutable.
///
/// @param proxies whose `X-Forwarded-For` is believed
record Peers(List<Network> proxies) {

    /// Where a request comes from.
    InetAddress of(HttpExchange http) {
        InetAddress peer = http.getRemoteAddress().getAddress();
        List<String> forwarded = http.getRequestHeaders().getOrDefault("X-Forwarded-For", List.of());
        boolean proxy = proxies.stream().anyMatch(network -> network.contains(peer));
        if (!proxy || forwarded.isEmpty()) {
            return peer;
        }
        String all = forwarded.getLast();
        String last = all.substring(all.lastIndexOf(',') + 1).strip();
        try {
            return Network.parse(withoutPort(last)).address();
        } catch (IllegalArgumentException e) {
            // "unknown" and the like: the proxy is all that is known
            return peer;
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            return text.substring(1, Math.max(text.indexOf(']'), 1));
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
