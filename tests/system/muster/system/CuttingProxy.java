// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Stands between a client and its PostgreSQL, and cuts the connection at one commit in so many: half of the time
/// before the server hears of it, half of the time after the server said that it is done. It sees a commit by its
/// text, so the client must not prepare it (`prepareThreshold=0`). Thread-safe.
final class CuttingProxy implements AutoCloseable {

    private static final byte[] COMMIT = "COMMIT".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 1 << 16;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final Random random;
    private double cutting;
    private int commits;
    private int before;
    private int after;

    /// @param seed of its cuts
    /// @param cutting which part of all commits is cut, 0 to 1
    CuttingProxy(int server, long seed, double cutting) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        this.cutting = cutting;
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
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

    private enum Cut { NONE, BEFORE, AFTER }

    private synchronized Cut commit() {
        commits++;
        if (random.nextDouble() >= cutting) {
            return Cut.NONE;
        }
        if (random.nextBoolean()) {
            before++;
            return Cut.BEFORE;
        }
        after++;
        return Cut.AFTER;
    }

    private void pass(Socket client) {
        try (client; Socket there = new Socket(InetAddress.getLoopbackAddress(), server)) {
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Silence silence = new Silence();
            Thread.ofVirtual().start(() -> back(there, client, silence));
            InputStream in = client.getInputStream();
            OutputStream out = there.getOutputStream();
            byte[] buffer = new byte[LARGEST];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                Cut cut = contains(buffer, read) ? commit() : Cut.NONE;
                if (cut == Cut.BEFORE) {
                    return;
                }
                silence.on = cut == Cut.AFTER;
                out.write(buffer, 0, read);
            }
        } catch (IOException cutOff) {
            // one of the two went away
        }
    }

    /// Whether what the server says next is swallowed and the connection cut.
    private static final class Silence {
        private volatile boolean on;
    }

    private static void back(Socket there, Socket client, Silence silence) {
        try (there; client) {
            InputStream in = there.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[LARGEST];
            for (int read = in.read(buffer); read > 0 && !silence.on; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException cutOff) {
            // one of the two went away
        }
    }

    private static boolean contains(byte[] buffer, int length) {
        for (int i = 0; i + COMMIT.length <= length; i++) {
            int same = 0;
            while (same < COMMIT.length && buffer[i + same] == COMMIT[same]) {
                same++;
            }
            if (same == COMMIT.length) {
                return true;
            }
        }
        return false;
    }

    /// Cuts such a part of all commits from now on.
    synchronized void cutting(double part) {
        cutting = part;
    }

    synchronized int cuts() {
        return before + after;
    }

    /// What it did, for the test's output.
    synchronized String told() {
        return commits + " commits, " + before + " cut before and " + after + " after they were done";
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
