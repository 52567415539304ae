// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Operators who look: one question after the other to the API, and how long each took. Thread-safe.
final class SoakQuestions implements AutoCloseable {

    private static final List<String> PATHS = List.of("/api/status", "/api/punches?limit=100",
            "/api/punches?terminal=SIM00007&limit=50", "/api/terminals", "/metrics", "/api/people?limit=50",
            "/api/quarantine?limit=10", "/api/sinks", "/api/alerts");
    private static final long PAUSE = 400;

    private final Muster muster;
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;

    SoakQuestions(Muster muster) {
        this.muster = muster;
        this.thread = Thread.ofVirtual().name("soak questions").start(this::ask);
    }

    private void ask() {
        try {
            for (int i = 0; ; i++) {
                long begin = System.nanoTime();
                int status = muster.ask("GET", PATHS.get(i % PATHS.size()), null).statusCode();
                slowest.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
                asked.incrementAndGet();
                refused.addAndGet(status == 200 ? 0 : 1);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (Exception unanswered) {
            refused.incrementAndGet();
        }
    }

    /// The slowest since this was asked last, in milliseconds.
    long slowestMillis() {
        return slowest.getAndSet(0);
    }

    long asked() {
        return asked.get();
    }

    /// Answers that were none, or no good ones.
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
