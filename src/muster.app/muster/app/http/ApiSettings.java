// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import muster.app.terminal.Network;
import muster.zk.http.Limits;
import muster.zk.http.Request;

/// How the operators' side listens. Immutable.
///
/// @param listen where; port 0 takes any that is free
/// @param key an admin's key without a name; where there is one, nothing is told without a key. Null = none
/// @param streams how many clients may follow a stream at the same time
/// @param keepalive after how much silence a stream sends a comment
/// @param stall how long a client may refuse to read its answer or stream before it is cut off
/// @param version of this muster
/// @param proxies whose `X-Forwarded-For` is believed for terminals that come through `/iclock`
/// @param pushLimits how large the requests of those terminals may be
/// @param pushPaths the path words of their service, lower case
/// @param access who may use it
/// @param addresses where the operators' side may be asked from; empty = anywhere
/// @param tls shows the certificate, or null for plain http
public record ApiSettings(
        InetSocketAddress listen,
        String key,
        int streams,
        Duration keepalive,
        Duration stall,
        String version,
        List<Network> proxies,
        Limits pushLimits,
        Set<String> pushPaths,
        AccessSettings access,
        List<Network> addresses,
        SSLContext tls) {

    /// The same with [Limits#STANDARD] and the word `iclock` for the terminals.
    public ApiSettings(
            InetSocketAddress listen,
            String key,
            int streams,
            Duration keepalive,
            Duration stall,
            String version,
            List<Network> proxies) {
        this(listen, key, streams, keepalive, stall, version, proxies, Limits.STANDARD,
                Set.of(Request.SERVICE_WORD), AccessSettings.STANDARD, List.of(), null);
    }

    /// The same in plain http, asked from anywhere.
    public ApiSettings(
            InetSocketAddress listen,
            String key,
            int streams,
            Duration keepalive,
            Duration stall,
            String version,
            List<Network> proxies,
            Limits pushLimits,
            Set<String> pushPaths) {
        this(listen, key, streams, keepalive, stall, version, proxies, pushLimits, pushPaths, AccessSettings.STANDARD,
                List.of(), null);
    }

    /// Copies the lists, and keeps an API without a key at home.
    ///
    /// @throws IllegalArgumentException if there are no keys and the address is not loopback
    public ApiSettings {
        proxies = List.copyOf(proxies);
        addresses = List.copyOf(addresses);
        pushPaths = Set.copyOf(pushPaths);
        if (key == null && access.keys() == null && !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the API at " + listen + " can be reached from elsewhere and needs a "
                    + "key; make one with muster keys create, or listen on 127.0.0.1");
        }
    }

    /// The same with another say on who may use it.
    public ApiSettings with(AccessSettings other) {
        return new ApiSettings(listen, key, streams, keepalive, stall, version, proxies, pushLimits, pushPaths, other,
                addresses, tls);
    }

    /// Fit for a log: without the key.
    @Override
    public String toString() {
        return listen + (key == null ? ", no key" : ", with a key");
    }
}
