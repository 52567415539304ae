// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Lets clients in on TCP, each on a thread of its own, and cuts what they send into packets.
final class TcpDoor {

    private static final int LARGEST = 1 << 20;
    private static final int PANEL_MILLIS = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(10);

    /// The head of an answer of a C3 panel (zk-pull.md section 1.1).
    private static final byte[] C3 = {(byte) 0xAA, 1, (byte) 0xC9, 4, 0, 0, 0, 0, 0, 0x55};

    private final ServerSocket socket;
    private final String name;
    private final boolean panel;
    private final Mischief mischief;
    private final Counters counters;
    private final Function<Line, Client> clients;
    private final Set<Client> connected = ConcurrentHashMap.newKeySet();

    /// @param name of its threads
    /// @param panel whether it only says what a C3 panel says
    TcpDoor(ServerSocket socket, String name, boolean panel, Mischief mischief, Counters counters,
            Function<Line, Client> clients) {
        this.socket = socket;
        this.name = name;
        this.panel = panel;
        this.mischief = mischief;
        this.counters = counters;
        this.clients = clients;
    }

    /// Lets clients in until its socket is closed; then hangs up on all of them.
    void run() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                Thread.ofVirtual().name(name + " client").start(() -> talk(accepted));
            } catch (IOException e) {
                // switched off; or there are too many open files, which may pass
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        connected.forEach(Client::drop);
    }

    private void talk(Socket accepted) {
        try (accepted) {
            accepted.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(accepted.getInputStream());
            if (panel) {
                greet(accepted, in);
            } else {
                listen(in, clients.apply(new TcpLine(accepted, mischief)));
            }
        } catch (IOException e) {
            // the connection has ended, and the client with it
        }
    }

    private static void greet(Socket accepted, InputStream in) throws IOException {
        accepted.setSoTimeout(PANEL_MILLIS);
        in.readNBytes(Packet.HEADER + Packet.HEADER);
        accepted.getOutputStream().write(C3);
    }

    private void listen(DataInputStream in, Client client) {
        connected.add(client);
        if (socket.isClosed()) {
            client.drop();
        }
        try {
            for (byte[] packet = packet(in); packet != null; packet = packet(in)) {
                client.receive(packet);
            }
        } catch (IOException | InterruptedException e) {
            // reset, or hung up
        } finally {
            connected.remove(client);
            client.lost();
        }
    }

    /// The next packet; null when there is no more that could be understood.
    private byte[] packet(DataInputStream in) throws IOException {
        byte[] prefix = in.readNBytes(Packet.HEADER);
        if (prefix.length == 0) {
            return null;
        }
        long length = Packet.number(prefix, 4, 4);
        boolean framed = prefix.length == Packet.HEADER
                && Arrays.equals(prefix, 0, 4, Packet.MAGIC, 0, 4)
                && length >= Packet.HEADER
                && length <= LARGEST;
        byte[] packet = framed ? in.readNBytes((int) length) : prefix;
        if (!framed || packet.length < length) {
            counters.count(Counters.Count.BAD_FRAMES);
            return null;
        }
        return packet;
    }
}
