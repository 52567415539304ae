// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The open connections of a listener and who makes room when there are too many. Thread-safe.
///
/// Room is made by the one that has been silent longest, first among those of the new one's own
/// address, so that thousands of idle connections never shut out the terminal that has something to
/// say. Connections at work are let be.
final class Connections {

    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Set<Connection>> byAddress = new HashMap<>();
    private int open;
    private volatile boolean closing;

    Connections(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /// Takes a connection in; false when it would be one too many and none can make room.
    ///
    /// @param displaced told of each connection that made room
    synchronized boolean admit(Connection connection, Consumer<Connection> displaced) {
        Set<Connection> ofAddress = byAddress.getOrDefault(connection.address(), Set.of());
        boolean room = ofAddress.size() < mostPerAddress || displace(ofAddress, displaced);
        if (closing || !room || open >= most && !displace(all(), displaced)) {
            return false;
        }
        byAddress.computeIfAbsent(connection.address(), absent -> new LinkedHashSet<>()).add(connection);
        open++;
        return true;
    }

    /// Closes the connection that has been silent longest; false when all are at work.
    synchronized boolean displaceOne(Consumer<Connection> displaced) {
        return displace(all(), displaced);
    }

    private boolean displace(Collection<Connection> among, Consumer<Connection> displaced) {
        Connection silentest = null;
        long longest = -1;
        for (Connection connection : among) {
            long silent = connection.progress().silent();
            if (silent > longest) {
                longest = silent;
                silentest = connection;
            }
        }
        // It may have come to life since it was looked at; then the next one is asked for.
        if (silentest != null && !silentest.progress().displace()) {
            return displace(among, displaced);
        }
        if (silentest != null) {
            silentest.close();
            remove(silentest);
            displaced.accept(silentest);
        }
        return silentest != null;
    }

    /// Forgets a connection that has ended; a second time is nothing.
    synchronized void remove(Connection connection) {
        Set<Connection> ofAddress = byAddress.get(connection.address());
        if (ofAddress != null && ofAddress.remove(connection)) {
            open--;
            if (ofAddress.isEmpty()) {
                byAddress.remove(connection.address());
            }
            notifyAll();
        }
    }

    synchronized int open() {
        return open;
    }

    boolean closing() {
        return closing;
    }

    /// Closes every connection that is well beyond its time.
    void closeOverdue() {
        for (Connection connection : all()) {
            if (connection.progress().endOverdue()) {
                connection.close();
            }
        }
    }

    /// From now on takes nobody in, and closes those that await a request.
    void closeIdle() {
        closing = true;
        for (Connection connection : all()) {
            if (connection.progress().endIdle()) {
                connection.close();
            }
        }
    }

    /// Closes every connection and interrupts whoever answers on it.
    void closeAll() {
        all().forEach(Connection::interrupt);
    }

    /// Waits until no connection is open; false when the time was over before.
    synchronized boolean awaitNone(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); open > 0 && left > 0; left = until - System.nanoTime()) {
            wait(Math.ceilDiv(left, 1_000_000));
        }
        return open == 0;
    }

    private synchronized List<Connection> all() {
        List<Connection> all = new ArrayList<>(open);
        byAddress.values().forEach(all::addAll);
        return all;
    }
}
