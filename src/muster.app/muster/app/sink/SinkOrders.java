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

    /// Something that waits for the loop.
    record Order<T>(Work<T> work, CompletableFuture<T> answer) {

        private void carryOut() throws InterruptedException {
            try {
                answer.complete(work.done());
            } catch (Refusal | JournalException | RuntimeException | Error e) {
                answer.completeExceptionally(e);
            } catch (InterruptedException e) {
                answer.completeExceptionally(ended());
                throw e;
            }
        }
    }

    private final Duration patience;
    private final Deque<Order<?>> waiting = new ArrayDeque<>();
    private boolean rung;
    private boolean closed;

    SinkOrders() {
        this(PATIENCE);
    }

    /// @param patience how long somebody waits for an answer
    SinkOrders(Duration patience) {
        this.patience = patience;
    }

    private static Refusal ended() {
        return new Refusal(Refusal.Kind.CONFLICT, "muster is being ended; try again when it has started");
    }

    /// Has something done, and waits for it.
    <T> T ask(Work<T> work) throws Refusal, JournalException, InterruptedException {
        return await(hand(work));
    }

    /// Has something done as soon as that is possible.
    synchronized <T> Order<T> hand(Work<T> work) {
        Order<T> order = new Order<>(work, new CompletableFuture<>());
        if (closed) {
            order.answer().completeExceptionally(ended());
        } else {
            waiting.add(order);
            notifyAll();
        }
        return order;
    }

    /// Waits for it. What could not be begun in time is not done later, when nobody thinks of it any more.
    <T> T await(Order<T> order) throws Refusal, JournalException, InterruptedException {
        try {
            return order.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(Refusal.Kind.CONFLICT, withdraw(order)
                    ? "the sink is in the middle of a delivery; nothing was done, try again in a minute"
                    : "it is under way, and takes longer than a minute");
        } catch (InterruptedException e) {
            withdraw(order);
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Refusal refusal -> throw refusal;
                case JournalException journal -> throw journal;
                case RuntimeException other -> throw other;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private synchronized boolean withdraw(Order<?> order) {
        return waiting.remove(order);
    }

    /// Wakes the loop: there may be something new.
    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /// Waits for an order or the bell. Called by the loop.
    ///
    /// @param atMost how long; not longer than that
    /// @throws InterruptedException if interrupted, however short the wait
    synchronized void await(Duration atMost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
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
    void carryOut() throws InterruptedException {
        for (Order<?> order = next(); order != null; order = next()) {
            order.carryOut();
        }
    }

    private synchronized Order<?> next() {
        return waiting.poll();
    }

    /// Nothing more is done; whoever waits is told.
    synchronized void close() {
        closed = true;
        waiting.forEach(order -> order.answer().completeExceptionally(ended()));
        waiting.clear();
    }
}
