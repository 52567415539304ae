// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import muster.journal.JournalException;

/// The clients that follow a stream: no more than a limit, and none that stops reading for long. Thread-safe.
final class Streams implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Streams.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Set<StreamClient> clients = new HashSet<>();
    private final int limit;
    private final Watchdog watchdog;
    private boolean closed;

    /// @param limit how many clients at the same time
    /// @param watchdog cuts off those that refuse to read
    Streams(int limit, Watchdog watchdog) {
        this.limit = limit;
        this.watchdog = watchdog;
    }

    /// How many there are.
    int count() {
        lock.lock();
        try {
            return clients.size();
        } finally {
            lock.unlock();
        }
    }

    /// Runs a client on the calling thread until it has ended.
    ///
    /// @throws Rejection if there are too many
    void run(StreamClient client, String greeting) throws Rejection {
        enter(client);
        try {
            client.follow(greeting);
        } catch (IOException | InterruptedException e) {
            LOG.log(Level.DEBUG, "a stream''s client is gone: {0}", e.getMessage());
        } catch (JournalException e) {
            // told in the log by the frames, once for all clients; they come back by themselves
            LOG.log(Level.DEBUG, "a stream ended: {0}", e.getMessage());
        } finally {
            leave(client);
        }
    }

    private void enter(StreamClient client) throws Rejection {
        lock.lock();
        try {
            if (closed || clients.size() >= limit) {
                String why = closed ? "muster is being stopped" : limit + " clients follow a stream already";
                throw new Rejection(ProblemKind.BUSY,
                        why + "; try again later (api.streams sets how many)", Map.of("Retry-After", "5"));
            }
            clients.add(client);
            watchdog.watch(client);
        } finally {
            lock.unlock();
        }
    }

    private void leave(StreamClient client) {
        lock.lock();
        try {
            clients.remove(client);
            watchdog.forget(client);
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<StreamClient> all() {
        lock.lock();
        try {
            return List.copyOf(clients);
        } finally {
            lock.unlock();
        }
    }

    /// Ends every stream behind a whole message; one whose client does not take it is cut after a second.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        all().forEach(StreamClient::end);
        if (!emptied()) {
            all().forEach(StreamClient::cut);
            emptied();
        }
    }

    private boolean emptied() {
        lock.lock();
        try {
            long nanos = TimeUnit.SECONDS.toNanos(1);
            while (!clients.isEmpty() && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
            return clients.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
