// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.util.List;
import muster.app.terminal.Network;

/// Where a request of an operator comes from when a proxy stands before muster.
final class Forwarded {

    private Forwarded() {}

    /// The address that the nearest believed proxy saw, else the one that is connected.
    ///
    /// @param proxies whose `X-Forwarded-For` is believed
    static InetAddress from(HttpExchange http, List<Network> proxies) {
        InetAddress peer = http.getRemoteAddress().getAddress();
        List<String> given = http.getRequestHeaders().getOrDefault("X-Forwarded-For", List.of());
        if (given.isEmpty() || proxies.stream().noneMatch(network -> network.contains(peer))) {
            return peer;
        }
        String all = given.getLast();
        try {
            return Network.parse(IclockDoor.withoutPort(all.substring(all.lastIndexOf(',') + 1).strip())).address();
        } catch (IllegalArgumentException e) {
            // "unknown" and the like: the proxy is all that is known
            return peer;
        }
    }
}
