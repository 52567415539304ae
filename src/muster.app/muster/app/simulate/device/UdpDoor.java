// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Takes clients' datagrams, one after the other.
final class UdpDoor {

    private static final int LARGEST = 65_507;

    private final DatagramSocket socket;
    private final Mischief mischief;
    private final Function<Line, Client> clients;
    private final Map<SocketAddress, Client> known = new HashMap<>();

    UdpDoor(DatagramSocket socket, Mischief mischief, Function<Line, Client> clients) {
        this.socket = socket;
        this.mischief = mischief;
        this.clients = clients;
    }

    /// Takes datagrams until its socket is closed.
    void run() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            while (!socket.isClosed()) {
                packet.setLength(LARGEST);
                socket.receive(packet);
                take(packet.getSocketAddress(), Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (IOException | InterruptedException e) {
            // switched off
        } finally {
            known.values().forEach(Client::drop);
        }
    }

    /// A client is known as long as it has a session.
    private void take(SocketAddress from, byte[] datagram) throws InterruptedException {
        Client client = known.get(from);
        if (client == null || !client.open()) {
            client = clients.apply(new UdpLine(socket, from, mischief));
        }
        try {
            client.receive(datagram);
        } catch (IOException e) {
            // it cannot be reached; that is what UDP is like
        }
        if (client.open()) {
            known.put(from, client);
        } else {
            known.remove(from);
        }
    }
}
