// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/// How many messages went out in the last ten minutes. For one thread.
final class Rate {

    private static final long WINDOW = Duration.ofMinutes(10).toNanos();

    private final Deque<Long> sent = new ArrayDeque<>();
    private final int limit;
    private final LongSupplier nanos;

    /// @param limit how many there may be
    /// @param nanos a clock that only goes on
    Rate(int limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    /// One went out.
    void sent() {
        forget();
        sent.add(nanos.getAsLong());
    }

    /// How long until the next one may.
    Duration left() {
        forget();
        return sent.size() < limit
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, WINDOW - (nanos.getAsLong() - sent.peek())));
    }

    private void forget() {
        while (!sent.isEmpty() && nanos.getAsLong() - sent.peek() >= WINDOW) {
            sent.remove();
        }
    }
}
