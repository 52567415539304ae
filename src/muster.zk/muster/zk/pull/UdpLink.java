// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Packets as UDP datagrams, from a port of our own that the system chooses.
final class UdpLink implements Link {

    private static final System.Logger LOG = System.getLogger(UdpLink.class.getName());
    private static final int LONGEST = 65_535;

    private final DatagramSocket socket;
    private final PullTally tally;
    private final DatagramPacket received = new DatagramPacket(new byte[LONGEST], LONGEST);

    UdpLink(PullSettings settings, PullTally tally) throws IOException {
        this.tally = tally;
        InetSocketAddress terminal = new InetSocketAddress(settings.host(), settings.port());
        if (terminal.isUnresolved()) {
            throw new UnknownHostException(settings.host());
        }
        this.socket = new DatagramSocket();
        try {
            // A chunk comes faster than it is read, and what does not fit is lost.
            socket.setReceiveBufferSize(1 << 20);
            socket.connect(terminal);
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void send(Packet packet) throws IOException {
        byte[] datagram = packet.datagram();
        socket.send(new DatagramPacket(datagram, datagram.length));
    }

    @Override
    public Packet receive() throws IOException {
        while (true) {
            received.setLength(LONGEST);
            socket.receive(received);
            try {
                return Packet.read(received.getData(), 0, received.getLength());
            } catch (ProtocolException damaged) {
                tally.damaged.increment();
                LOG.log(Level.DEBUG, "a datagram was not used: {0}", damaged.getMessage());
            }
        }
    }

    @Override
    public long idle() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean losesPackets() {
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }
}
