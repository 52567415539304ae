// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The way back on TCP, where bytes can go wrong in many ways.
final class TcpLine implements Line {

    private static final int CUT_PAUSE_MILLIS = 15;
    private static final int DRIBBLE_PAUSE_MILLIS = 3;
    private static final int DRIBBLES = 64;
    private static final int MOST_GARBAGE = 24;

    private final ReentrantLock lock = new ReentrantLock();
    private final Socket socket;
    private final OutputStream out;
    private final Mischief mischief;

    TcpLine(Socket socket, Mischief mischief) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.mischief = mischief;
    }

    @Override
    public Reach reach() {
        return Reach.TCP;
    }

    @Override
    public boolean noticesEnd() {
        return true;
    }

    @Override
    public void send(List<byte[]> datagrams, boolean joined) throws IOException, InterruptedException {
        List<byte[]> frames = new ArrayList<>();
        for (byte[] datagram : datagrams) {
            if (mischief.strikes(Fault.GARBAGE)) {
                frames.add(garbage());
            }
            frames.add(Packet.framed(datagram));
        }
        for (byte[] piece : joined ? List.of(join(frames)) : frames) {
            // events of others may come between frames, never into one
            lock.lock();
            try {
                write(piece);
            } finally {
                lock.unlock();
            }
        }
    }

    private byte[] garbage() {
        byte[] garbage = new byte[1 + mischief.below(MOST_GARBAGE)];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = (byte) (0x80 + mischief.below(0x80));
        }
        return garbage;
    }

    private static byte[] join(List<byte[]> frames) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        frames.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private void write(byte[] bytes) throws IOException, InterruptedException {
        if (mischief.strikes(Fault.SLOW)) {
            pieces(bytes, Math.ceilDiv(bytes.length, DRIBBLES), DRIBBLE_PAUSE_MILLIS);
        } else if (mischief.strikes(Fault.CUT)) {
            int first = 1 + mischief.below(bytes.length);
            out.write(bytes, 0, first);
            Thread.sleep(CUT_PAUSE_MILLIS);
            int second = first + mischief.below(bytes.length - first + 1);
            out.write(bytes, first, second - first);
            Thread.sleep(CUT_PAUSE_MILLIS);
            out.write(bytes, second, bytes.length - second);
        } else {
            out.write(bytes);
        }
    }

    private void pieces(byte[] bytes, int size, int pauseMillis) throws IOException, InterruptedException {
        for (int at = 0; at < bytes.length; at += size) {
            out.write(bytes, at, Math.min(size, bytes.length - at));
            Thread.sleep(pauseMillis);
        }
    }

    @Override
    public void breakOff(byte[] datagram) throws IOException {
        byte[] frame = Packet.framed(datagram);
        lock.lock();
        try {
            out.write(frame, 0, mischief.below(frame.length));
            // closing without lingering resets the connection
            socket.setSoLinger(true, 0);
        } finally {
            lock.unlock();
        }
        hangUp();
    }

    @Override
    public void refuse(byte[] datagram) {
        hangUp();
    }

    @Override
    public void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
