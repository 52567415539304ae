// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// What can be said to the JDK's HTTP server by system properties only. It reads them once, when its
/// first class is loaded, so this comes before. A property the operator set on the command line stays.
final class ServerProperties {

    private static final long MOST_CONNECTIONS = 20_000;

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
            "jdk.httpserver.maxConnections", Long.toString(connections()));

    private ServerProperties() {}

    /// Half of the files this process may open (proc(5), /proc/pid/limits), for the other half is the terminals' and
    /// the journal's: operators who fill the table would shut the terminals out.
    private static long connections() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s+")[3])
                    .filter(soft -> soft.matches("[0-9]{1,18}"))
                    .mapToLong(soft -> Math.min(MOST_CONNECTIONS, Math.max(16, Long.parseLong(soft) / 2)))
                    .findFirst()
                    .orElse(MOST_CONNECTIONS);
        } catch (IOException | UncheckedIOException e) {
            return MOST_CONNECTIONS;
        }
    }

    static void set() {
        VALUES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
