// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.List;

/// The way back by UDP: a packet, a datagram.
final class UdpLine implements Line {

    private static final int BURST = 16;

    private final DatagramSocket socket;
    private final SocketAddress client;
    private final Mischief mischief;

    UdpLine(DatagramSocket socket, SocketAddress client, Mischief mischief) {
        this.socket = socket;
        this.client = client;
        this.mischief = mischief;
    }

    @Override
    public Reach reach() {
        return Reach.UDP;
    }

    @Override
    public boolean noticesEnd() {
        return false;
    }

    @Override
    public void send(List<byte[]> datagrams, boolean joined) throws IOException, InterruptedException {
        int sent = 0;
        for (byte[] datagram : datagrams) {
            if (!mischief.strikes(Fault.LOST)) {
                socket.send(new DatagramPacket(datagram, datagram.length, client));
            }
            // a terminal is slower than the buffer of the client is large
            if (++sent % BURST == 0) {
                Thread.sleep(1);
            }
        }
    }

    @Override
    public void breakOff(byte[] datagram) {
        // half a datagram is none
    }

    @Override
    public void refuse(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, client));
    }

    @Override
    public void hangUp() {
        // there is no connection
    }
}
