// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Listeners on a free port of 127.0.0.1 and settings for them.
final class Doors {

    static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-11-20T02:30:00Z"));

    private static final Duration LONG = Duration.ofHours(1);

    /// Times so long that no test lives to see their end; only the linger is as in life, and closing is quick.
    static final Times PATIENT = new Times(LONG, LONG, LONG, LONG, Duration.ofSeconds(1), Duration.ofMillis(100));

    private Doors() {}

    static Listener open(Service service) throws IOException {
        return open(service, settings(PATIENT));
    }

    static Listener open(Service service, ListenerSettings settings) throws IOException {
        return Listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), service, settings, TIME);
    }

    static ListenerSettings settings(Times times) {
        return new ListenerSettings(Limits.STANDARD, times, 4096, 64, 64 << 20);
    }

    static ListenerSettings settings(int connections, int perAddress) {
        return new ListenerSettings(Limits.STANDARD, PATIENT, connections, perAddress, 64 << 20);
    }

    /// A service that says how many bytes of body came.
    static Reply count(Request request, InetAddress from) {
        return Reply.text(request.endpoint() + " " + request.body().length);
    }
}
