// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The network between terminals and a daemon, at one place while daemons come and go: it may be cut, be slow, tell
/// everything twice, or reset a connection in the middle of an answer. A client's own address is kept. Thread-safe.
final class Wire implements AutoCloseable {

    /// How it is.
    enum State { FINE, CUT, SLOW, TWICE, RESET }

    private static final int LARGEST = 1 << 14;
    private static final int SLOW_PART = 96;
    private static final long SLOW_PAUSE = 8_000_000;

    private final ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Random random;
    private volatile InetSocketAddress daemon;
    private volatile State state = State.FINE;

    /// @param seed of where it resets
    Wire(long seed) throws IOException {
        this.random = new Random(seed);
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    /// Where clients call.
    InetSocketAddress address() {
        return (InetSocketAddress) door.getLocalSocketAddress();
    }

    /// Where they get to; null: nowhere.
    void to(InetSocketAddress there) {
        daemon = there;
    }

    void become(State next) throws IOException {
        state = next;
        if (next == State.CUT) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> pass(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private Socket connect(Socket client) throws IOException {
        InetSocketAddress there = daemon;
        if (there == null || state == State.CUT) {
            throw new IOException("nobody there");
        }
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(client.getInetAddress(), 0));
        socket.setTcpNoDelay(true);
        socket.connect(there);
        open.add(socket);
        return socket;
    }

    private void pass(Socket client) {
        open.add(client);
        try (client; Socket there = connect(client); Socket second = state == State.TWICE ? connect(client) : null) {
            client.setTcpNoDelay(true);
            if (second != null) {
                Thread.ofVirtual().start(() -> forget(second));
            }
            Thread answer = Thread.ofVirtual().start(() -> back(there, client));
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[LARGEST];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                write(there.getOutputStream(), buffer, read);
                if (second != null) {
                    write(second.getOutputStream(), buffer, read);
                }
            }
            there.shutdownOutput();
            answer.join();
        } catch (IOException | InterruptedException cutOff) {
            // one of the two went away
        } finally {
            open.remove(client);
        }
    }

    private static void forget(Socket second) {
        try {
            second.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException cutOff) {
            // nobody listens to this answer
        }
    }

    private void back(Socket there, Socket client) {
        try (there; client) {
            InputStream in = there.getInputStream();
            byte[] buffer = new byte[LARGEST];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                if (state == State.RESET && read > 1 && toss()) {
                    client.getOutputStream().write(buffer, 0, within(read));
                    client.setSoLinger(true, 0);
                    return;
                }
                write(client.getOutputStream(), buffer, read);
            }
        } catch (IOException cutOff) {
            // one of the two went away
        } finally {
            open.remove(there);
        }
    }

    private synchronized boolean toss() {
        return random.nextBoolean();
    }

    private synchronized int within(int length) {
        return random.nextInt(length);
    }

    private void write(OutputStream out, byte[] bytes, int length) throws IOException {
        int done = 0;
        while (done < length) {
            boolean slow = state == State.SLOW;
            int part = slow ? Math.min(SLOW_PART, length - done) : length - done;
            out.write(bytes, done, part);
            done += part;
            if (slow) {
                LockSupport.parkNanos(SLOW_PAUSE);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        become(State.CUT);
    }
}
