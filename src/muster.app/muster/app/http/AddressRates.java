// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often something may be done from one address: a bucket of tokens for each, filled at a steady rate. An IPv6
/// network of 64 bits counts as one address, since whoever has one has them all (RFC 6177). Thread-safe.
final class AddressRates {

    /// More addresses are not remembered; the one that was quiet longest is forgotten, and begins anew.
    private static final int MOST = 10_000;

    private static final class Bucket {
        private double tokens;
        private long at;
    }

    private final double perSecond;
    private final int burst;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /// @param burst how many at once
    AddressRates(double perSecond, int burst, InstantSource clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    /// Takes a token.
    ///
    /// @return nothing to wait for if there was one; else after how long, in whole seconds, there will be
    synchronized Duration take(InetAddress address) {
        Bucket bucket = filled(address);
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Duration.ZERO;
        }
        return Duration.ofSeconds((long) Math.ceil((1 - bucket.tokens) / perSecond));
    }

    /// Puts back what was taken for something that does not count.
    synchronized void giveBack(InetAddress address) {
        Bucket bucket = filled(address);
        bucket.tokens = Math.min(burst, bucket.tokens + 1);
    }

    private Bucket filled(InetAddress address) {
        long now = clock.millis();
        Bucket bucket = buckets.computeIfAbsent(network(address), _ -> {
            Bucket full = new Bucket();
            full.tokens = burst;
            full.at = now;
            return full;
        });
        // a clock that was set back costs nobody anything
        double passed = Math.max(0, now - bucket.at) / 1000.0;
        bucket.tokens = Math.min(burst, bucket.tokens + passed * perSecond);
        bucket.at = now;
        return bucket;
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
