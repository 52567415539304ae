// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/// How often an adapter may be switched off and on by the watchdog: an adapter that three times in an hour does not
/// help is broken or alone, and headphones may hang on it. Thread-safe.
final class PowerCycles {

    private static final int LIMIT = 3;
    private static final Duration WITHIN = Duration.ofHours(1);

    private final LongSupplier nanos;
    private final Deque<Long> taken = new ArrayDeque<>();

    PowerCycles(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Takes one, if one is left.
    synchronized boolean take() {
        long now = nanos.getAsLong();
        while (!taken.isEmpty() && now - taken.peek() >= WITHIN.toNanos()) {
            taken.remove();
        }
        return taken.size() < LIMIT && taken.add(now);
    }
}
