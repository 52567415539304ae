// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Packets over a TCP connection.
final class TcpLink implements Link {

    private static final System.Logger LOG = System.getLogger(TcpLink.class.getName());
    private static final int READ = 16 << 10;

    private final Socket socket = new Socket();
    private final TcpFraming framing;
    private final InputStream in;
    private final long patience;
    private final byte[] read = new byte[READ];
    private volatile long heard;
    private volatile boolean begun;

    TcpLink(PullSettings settings) throws IOException {
        this.framing = new TcpFraming(settings.sizes().longestFrame(), settings.quirks().continuation());
        this.patience = settings.times().command().toMillis();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(
                    new InetSocketAddress(settings.host(), settings.port()),
                    (int) settings.times().connect().toMillis());
            this.in = socket.getInputStream();
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /// A terminal that sends and does not read would block a writer for ever, so a thread of its own writes
    /// and the sender waits no longer than for an answer.
    @Override
    public void send(Packet packet) throws IOException, InterruptedException {
        FutureTask<Void> writing = new FutureTask<>(() -> write(packet.frame()));
        Thread.startVirtualThread(writing);
        try {
            writing.get(patience, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause().getMessage(), failure.getCause());
        } catch (TimeoutException stuck) {
            throw new IOException("it takes no more packets", stuck);
        }
    }

    private synchronized Void write(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
        return null;
    }

    @Override
    public Packet receive() throws IOException, ProtocolException {
        Optional<Packet> next = framing.next();
        while (next.isEmpty()) {
            begun = framing.waiting() > 0;
            int count = in.read(read);
            if (count < 0) {
                throw new EOFException("it ended the connection");
            }
            heard = System.nanoTime();
            framing.append(read, 0, count);
            next = framing.next();
        }
        begun = false;
        return next.get();
    }

    @Override
    public long idle() {
        return begun ? System.nanoTime() - heard : Long.MAX_VALUE;
    }

    @Override
    public boolean losesPackets() {
        return false;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "closing a connection: {0}", failure.getMessage());
        }
    }
}
