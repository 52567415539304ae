// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Many terminals at once, each on a virtual thread of its own. Thread-safe.
public final class Simulation implements AutoCloseable {

    private final Counters counters = new Counters();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch running;
    private volatile boolean stopping;

    /// Starts the terminals.
    ///
    /// @param ledger where acknowledged punches are noted; null = nowhere
    public Simulation(Plan plan, Ledger ledger, InstantSource clock) {
        running = new CountDownLatch(plan.terminals());
        Instant end = plan.duration() == null ? null : clock.instant().plus(plan.duration());
        Random seeds = new Random(plan.seed());
        for (int number = 1; number <= plan.terminals(); number++) {
            SimulatedTerminal terminal = new SimulatedTerminal(
                    plan, plan.serial(number), new Random(seeds.nextLong()), counters, ledger, clock);
            threads.add(Thread.ofVirtual()
                    .name(plan.serial(number))
                    .start(() -> run(terminal, end)));
        }
    }

    private void run(SimulatedTerminal terminal, Instant end) {
        try {
            terminal.run(end, () -> stopping);
        } catch (InterruptedException e) {
            // closed: this terminal is switched off
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            running.countDown();
        }
    }

    /// What has happened so far.
    public Counts counts() {
        return counters.counts();
    }

    /// No more punches; the terminals still send what they hold.
    public void stop() {
        stopping = true;
    }

    /// Waits until every terminal is done.
    ///
    /// @return false when the time was up before
    /// @throws RuntimeException that ended one of the terminals
    public boolean await(Duration atMost) throws InterruptedException {
        boolean done = running.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (failure.get() != null) {
            throw failure.get();
        }
        return done;
    }

    /// Switches the terminals off.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
