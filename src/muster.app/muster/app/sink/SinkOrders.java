// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;

/// What operators ask of a sink, done by its own loop between two batches, so that nobody moves a cursor under it.
/// Thread-safe.
final class SinkOrders {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Something to do.
    interface Work<T> {
        T done() throws Refusal, JournalException, InterruptedException;
    }

    private record Order<T>(Work<T> work, CompletableFuture<T> answer) {

        void carryOut() throws InterruptedException {
            try {
                answer.complete(work.done());
            } catch (Refusal | JournalException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private final Deque<Order<?>> waiting = new ArrayDeque<>();
    private boolean rung;

    /// Has something done, and waits for it.
    <T> T ask(Work<T> work) throws Refusal, JournalException, InterruptedException {
        Order<T> order = new Order<>(work, new CompletableFuture<>());
        synchronized (this) {
            waiting.add(order);
            notifyAll();
        }
        try {
            return order.answer().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(Refusal.Kind.CONFLICT, "the sink is in the middle of a delivery; try again in a minute");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Refusal refusal -> throw refusal;
                case JournalException journal -> throw journal;
                case RuntimeException other -> throw other;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// Wakes the loop: there may be something new.
    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /// Waits for an order or the bell. Called by the loop.
    ///
    /// @param atMost how long; not longer than that
    synchronized void await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (waiting.isEmpty() && !rung) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
        rung = false;
    }

    /// Does what waits. Called by the loop.
    ///
    /// @return whether there was anything
    boolean carryOut() throws InterruptedException {
        boolean any = false;
        for (Order<?> order = next(); order != null; order = next()) {
            order.carryOut();
            any = true;
        }
        return any;
    }

    private synchronized Order<?> next() {
        return waiting.poll();
    }
}
