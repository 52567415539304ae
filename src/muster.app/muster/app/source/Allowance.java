// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How many requests each of many may make: so many a second, and what was not used within ten seconds
/// may be used at once. It remembers the last [#REMEMBERED] who came, so it never grows. Thread-safe.
final class Allowance<K> {

    /// Who is forgotten has his whole allowance again.
    static final int REMEMBERED = 8192;

    private static final double BURST_SECONDS = 10;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private record Left(double requests, long at) {}

    private final Map<K, Left> known = new LinkedHashMap<>(16, 0.75f, true);
    private final int perSecond;
    private final LongSupplier nanos;

    /// @param perSecond how many; 0 = any number
    /// @param nanos elapsed time
    Allowance(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /// Makes a request; false when it is one too many.
    synchronized boolean take(K who) {
        if (perSecond == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        double most = perSecond * BURST_SECONDS;
        Left before = known.get(who);
        double left = before == null
                ? most
                : Math.min(most, before.requests() + (now - before.at()) / SECOND * perSecond);
        known.put(who, new Left(left < 1 ? left : left - 1, now));
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        return left >= 1;
    }
}
