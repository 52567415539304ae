// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// What terminals sent and what was acknowledged to them, written down by themselves: each punch as `serial PIN time`.
/// Thread-safe.
final class Ledger {

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> strange = new ConcurrentLinkedQueue<>();
    private final AtomicLong latest = new AtomicLong();

    void sending(List<String> punches) {
        sent.addAll(punches);
    }

    void acknowledged(List<String> punches) {
        acknowledged.addAll(punches);
        latest.set(System.nanoTime());
    }

    /// An answer that no terminal would understand.
    void strange(String answer) {
        strange.add(answer);
    }

    Set<String> sent() {
        return new HashSet<>(sent);
    }

    Set<String> acknowledged() {
        return new HashSet<>(acknowledged);
    }

    List<String> strange() {
        return List.copyOf(strange);
    }

    int count() {
        return acknowledged.size();
    }

    /// When something was acknowledged last, by the clock that only goes forward.
    long latest() {
        return latest.get();
    }
}
