// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A time to wait, on a clock that nobody sets: a small computer's date may step from 1970 to now and back, and no sink
/// may sleep for the years between. For one thread.
final class Pause {

    private final LongSupplier nanos;
    private boolean over = true;
    private long end;

    /// @param nanos a clock that only goes on, as [System#nanoTime()]
    Pause(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Waits from now on.
    void begin(Duration time) {
        over = false;
        end = nanos.getAsLong() + time.toNanos();
    }

    /// Waits no longer.
    void end() {
        over = true;
    }

    /// How long there is to wait; nothing when it is over.
    Duration left() {
        if (!over) {
            long left = end - nanos.getAsLong();
            over = left <= 0;
            return over ? Duration.ZERO : Duration.ofNanos(left);
        }
        return Duration.ZERO;
    }

    /// Whether there is nothing to wait for.
    boolean isOver() {
        return left().isZero();
    }
}
