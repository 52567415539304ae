// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;

/// How long to wait before something is tried again: twice as long each time, with a cap. For one thread.
final class Backoff {

    private final Duration first;
    private final Duration cap;
    private int failures;

    Backoff(Duration first, Duration cap) {
        this.first = first;
        this.cap = cap;
    }

    void reset() {
        failures = 0;
    }

    Duration next() {
        Duration wait = first.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        return wait.compareTo(cap) < 0 ? wait : cap;
    }
}
