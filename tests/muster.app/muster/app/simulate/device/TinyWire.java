// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Arrays;

/// A client's end of TCP or UDP, made from the specification alone: packets without TCP's prefix go out and
/// come in.
abstract sealed class TinyWire implements AutoCloseable {

    static TinyWire tcp(InetSocketAddress address, int patienceMillis) throws IOException {
        return new Tcp(address, patienceMillis);
    }

    static TinyWire udp(InetSocketAddress address, int patienceMillis) throws IOException {
        return new Udp(address, patienceMillis);
    }

    abstract void send(byte[] packet) throws IOException;

    /// @throws ProtocolException if what came is no frame
    /// @throws java.net.SocketTimeoutException if nothing came in time
    abstract byte[] receive() throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static final class Tcp extends TinyWire {

        private final Socket socket;
        private final DataInputStream in;

        Tcp(InetSocketAddress address, int patienceMillis) throws IOException {
            socket = new Socket(address.getAddress(), address.getPort());
            socket.setSoTimeout(patienceMillis);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
        }

        @Override
        void send(byte[] packet) throws IOException {
            byte[] frame = new byte[8 + packet.length];
            byte[] head = {0x50, 0x50, (byte) 0x82, 0x7D, (byte) packet.length, (byte) (packet.length >> 8)};
            System.arraycopy(head, 0, frame, 0, head.length);
            System.arraycopy(packet, 0, frame, 8, packet.length);
            socket.getOutputStream().write(frame);
        }

        @Override
        byte[] receive() throws IOException {
            byte[] head = whole(in, 8);
            if (head[0] != 0x50 || head[1] != 0x50 || head[2] != (byte) 0x82 || head[3] != 0x7D) {
                throw new ProtocolException("no magic");
            }
            int length = head[4] & 0xFF | (head[5] & 0xFF) << 8 | (head[6] & 0xFF) << 16 | head[7] << 24;
            return whole(in, length);
        }

        private static byte[] whole(InputStream in, int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("ended after " + bytes.length + " of " + length + " bytes");
            }
            return bytes;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final class Udp extends TinyWire {

        private final DatagramSocket socket = new DatagramSocket();

        Udp(InetSocketAddress address, int patienceMillis) throws IOException {
            socket.connect(address);
            socket.setSoTimeout(patienceMillis);
        }

        @Override
        void send(byte[] packet) throws IOException {
            socket.send(new DatagramPacket(packet, packet.length));
        }

        @Override
        byte[] receive() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
