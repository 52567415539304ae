// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.Map;

/// What can be said to the JDK's HTTP server by system properties only. It reads them once, when its
/// first class is loaded, so this comes before. A property the operator set on the command line stays.
final class ServerProperties {

    // maxRspTime must never be among them: it would end every stream
    private static final Map<String, String> VALUES = Map.of(
            "sun.net.httpserver.nodelay", "true",
            // beyond 200, the default, clients lose kept connections at the very moment they use them
            "sun.net.httpserver.maxIdleConnections", "2000",
            "sun.net.httpserver.idleInterval", "60",
            // without it a half-sent request is held for ever; in seconds
            "sun.net.httpserver.maxReqTime", "120",
            "sun.net.httpserver.maxReqHeaders", "100",
            "sun.net.httpserver.maxReqHeaderSize", "65536",
            // who sends a body over the limit reads the 413 only if we take in what is already under way
            "sun.net.httpserver.drainAmount", "16777216",
            "jdk.httpserver.maxConnections", "20000");

    private ServerProperties() {}

    static void set() {
        VALUES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
