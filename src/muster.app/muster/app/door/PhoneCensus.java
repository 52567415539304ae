// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/// Counts everything that is heard, without a lock and without remembering anybody. Thread-safe.
///
/// How many devices are about is counted by linear counting: each address marks one of 65,536 places, and the share of
/// places without a mark tells how many there were; exact for a few, to within one per cent for 50,000. (Whang,
/// Vander-Zanden, Taylor: A linear-time probabilistic counting algorithm for database applications, 1990.)
final class PhoneCensus {

    /// How long a device counts as being about: three scan cycles of BlueZ (ble.md section 0, point 8).
    static final Duration ABOUT = Duration.ofSeconds(30);

    private static final int PLACES = 1 << 16;
    private static final long SECOND = 1_000_000_000L;

    private final AtomicIntegerArray marks = new AtomicIntegerArray(PLACES);
    private final LongAdder reports = new LongAdder();
    private final LongAdder matched = new LongAdder();
    private final long start;

    /// @param start by the monotonic clock
    PhoneCensus(long start) {
        this.start = start;
    }

    /// One advertisement of anybody.
    void report(String address, long nanos) {
        reports.increment();
        int hash = address.hashCode() * 0x9E3779B9;
        marks.setOpaque((hash ^ hash >>> 15) & PLACES - 1, second(nanos));
    }

    /// That advertisement bore an id.
    void match() {
        matched.increment();
    }

    long reports() {
        return reports.sum();
    }

    long matched() {
        return matched.sum();
    }

    /// How many different addresses were heard lately.
    int devices(long now) {
        int since = second(now) - (int) ABOUT.toSeconds();
        int empty = 0;
        for (int place = 0; place < PLACES; place++) {
            int mark = marks.getOpaque(place);
            if (mark == 0 || mark - since <= 0) {
                empty++;
            }
        }
        return (int) Math.round(PLACES * Math.log((double) PLACES / Math.max(1, empty)));
    }

    /// Never 0, which stands for no mark.
    private int second(long nanos) {
        return (int) Math.max(1, 1 + (nanos - start) / SECOND);
    }
}
