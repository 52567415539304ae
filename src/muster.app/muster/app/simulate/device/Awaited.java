// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// The events one client was sent and has not acknowledged. Thread-safe.
final class Awaited {

    private static final int MOST = 1000;

    /// An event on its way. Two of them are the same only if they are the same object.
    static final class Sent {

        private final Packet packet;
        private final Instant at;

        private Sent(Packet packet, Instant at) {
            this.packet = packet;
            this.at = at;
        }

        Packet packet() {
            return packet;
        }
    }

    private final Deque<Sent> events = new ArrayDeque<>();

    synchronized Sent add(Packet packet, Instant now) {
        Sent sent = new Sent(packet, now);
        events.add(sent);
        if (events.size() > MOST) {
            events.remove();
        }
        return sent;
    }

    /// The oldest has been acknowledged: an acknowledgement does not say which it means.
    ///
    /// @return false when there was none
    synchronized boolean acknowledge() {
        return events.poll() != null;
    }

    synchronized boolean contains(Sent sent) {
        return events.contains(sent);
    }

    /// Whether one has been waiting since before a moment.
    synchronized boolean before(Instant moment) {
        return !events.isEmpty() && events.peek().at.isBefore(moment);
    }
}
