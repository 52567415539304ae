// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts what clients did to one terminal. Thread-safe.
public final class Counters {

    /// What is counted.
    public enum Count {
        /// Sessions that were opened.
        SESSIONS,
        /// Clients that were turned away because another one was there.
        TURNED_AWAY,
        /// Keys that were wrong.
        WRONG_KEYS,
        /// Requests of every kind.
        REQUESTS,
        /// Requests with a wrong checksum; they got no answer.
        WRONG_CHECKSUMS,
        /// Bytes that were no frame; the connection was closed.
        BAD_FRAMES,
        /// Requests outside a session; they were answered that it is needed.
        OUTSIDE,
        /// Tables that were asked for.
        READS,
        /// Events that were sent, each sending counted.
        EVENTS,
        /// Acknowledgements of events.
        ACKNOWLEDGED,
        /// Acknowledgements that were not as they must be, or that nobody waited for.
        ODD_ACKNOWLEDGEMENTS,
        /// Sessions that ended while the terminal was disabled, by their doing.
        LEFT_DISABLED,
        /// Sessions that ended without the client saying so.
        LEFT_OPEN,
        /// Doors that were opened.
        UNLOCKED,
        /// Times the whole log was cleared.
        CLEARED
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    Counters() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    void count(Count count) {
        counts.get(count).increment();
    }

    /// How often it happened so far.
    public long of(Count count) {
        return counts.get(count).sum();
    }
}
