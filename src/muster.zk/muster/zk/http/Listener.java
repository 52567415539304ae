// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;

/// The terminals' door: a port on which each connection gets a virtual thread and every request its
/// reply. Thread-safe.
///
/// Whatever comes in, however slowly, costs at most what the settings allow, and the door stays open:
/// to a full table of files it answers by closing the connection that has been silent longest.
public final class Listener implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 512;
    private static final Duration LOOK_ROUND = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerSocket server;
    private final Door door;
    private final Thread thread;
    private boolean failing;

    Listener(ServerSocket server, Door door) {
        this.server = server;
        this.door = door;
        this.thread = Thread.ofVirtual().name("zk-push " + server.getLocalSocketAddress()).start(this::accept);
    }

    /// Opens the port and begins to accept.
    ///
    /// @param address port 0 for any free one, see [#address()]
    /// @param service answers the requests
    /// @param time gives the `Date` of the replies
    /// @throws IOException if the address cannot be bound, as when another program has it
    public static Listener open(
            InetSocketAddress address, Service service, ListenerSettings settings, InstantSource time)
            throws IOException {
        return open(address, service, settings, time, null);
    }

    /// The same, with every connection secured: the handshake counts to the head of the first request and
    /// has its time, and whoever speaks plain HTTP is told so and shown out.
    ///
    /// @param tls how; null = not at all
    public static Listener open(
            InetSocketAddress address, Service service, ListenerSettings settings, InstantSource time, Tls tls)
            throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            // A restart must not wait for the last connections of the process before.
            server.setReuseAddress(true);
            server.setSoTimeout((int) LOOK_ROUND.toMillis());
            server.bind(address, BACKLOG);
            return new Listener(server, Door.of(service, settings, time, tls));
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    /// Where it listens, with the real port.
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /// Whether somebody takes the connections that come.
    public boolean isAccepting() {
        return thread.isAlive();
    }

    /// What it has seen so far.
    public Traffic traffic() {
        return door.tally().traffic(door.connections().open());
    }

    /// Closes with the time the settings give.
    @Override
    public void close() {
        close(door.settings().times().close());
    }

    /// Stops accepting, closes idle connections at once, lets running requests be answered, and after
    /// this time closes what is left and interrupts who still answers. A second call is nothing.
    ///
    /// @param time for running requests; zero for none
    public void close(Duration time) {
        closeServer();
        Connections connections = door.connections();
        connections.closeIdle();
        try {
            thread.join();
            if (!connections.awaitNone(time)) {
                connections.closeAll();
                if (!connections.awaitNone(LOOK_ROUND)) {
                    LOG.log(Level.WARNING, "Closing the terminals'' port: {0} requests do not end.",
                            connections.open());
                }
            }
        } catch (InterruptedException stop) {
            connections.closeAll();
            Thread.currentThread().interrupt();
        }
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "Closing the terminals'' port: {0}", failure.getMessage());
        }
    }

    private void accept() {
        long looked = System.nanoTime();
        while (!server.isClosed()) {
            acceptOne();
            if (System.nanoTime() - looked >= LOOK_ROUND.toNanos()) {
                door.connections().closeOverdue();
                looked = System.nanoTime();
            }
        }
    }

    private void acceptOne() {
        try {
            Socket socket = server.accept();
            working();
            admit(socket);
        } catch (SocketTimeoutException quiet) {
            // nobody came, and it is time to look round
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            if (!server.isClosed()) {
                failing(failure);
            }
        }
    }

    private void admit(Socket socket) throws IOException {
        door.tally().connections.increment();
        boolean admitted = false;
        try {
            socket.setTcpNoDelay(true);
            Connection connection = new Connection(socket, door);
            admitted = door.connections().admit(connection, this::displaced);
            if (admitted) {
                connection.start();
            } else if (!door.connections().closing()) {
                refused(connection);
            }
        } catch (SocketException gone) {
            LOG.log(Level.DEBUG, "a peer left before it was served: {0}", gone.getMessage());
        } finally {
            if (!admitted) {
                socket.close();
            }
        }
    }

    private void displaced(Connection connection) {
        door.tally().displaced.increment();
        LOG.log(Level.DEBUG, "the silent connection of {0} was closed to make room", connection.address());
    }

    private void refused(Connection connection) {
        door.tally().refused.increment();
        boolean isNew = door.complaints().isNew(connection.address(), "refused");
        LOG.log(isNew ? Level.WARNING : Level.DEBUG, "Too many connections, all at work: one of "
                + connection.address().getHostAddress() + " was refused; a terminal tries again. If many terminals"
                + " share this address, allow more connections per address. This is logged once an hour.");
    }

    // Most often the process is out of file descriptors: one silent connection less may be enough.
    private void failing(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.log(Level.ERROR, "Terminals cannot connect to " + server.getLocalSocketAddress() + ": "
                    + failure.getMessage() + ". Trying on; nothing is lost, terminals keep their data.");
        }
        door.connections().displaceOne(this::displaced);
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
            closeServer();
        }
    }

    private void working() {
        if (failing) {
            failing = false;
            LOG.log(Level.INFO, "Terminals can connect to " + server.getLocalSocketAddress() + " again.");
        }
    }
}
