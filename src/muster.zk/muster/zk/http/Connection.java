// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import muster.zk.http.BadRequest.Kind;

/// One terminal's connection: reads a request, has it answered, writes the reply, and again while the
/// terminal asks for it. Runs on a virtual thread of its own.
final class Connection implements Runnable {

    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    // What a peer may still send after the last reply before it is cut off with a reset.
    private static final int DRAINED = 1 << 20;

    private static final Reply FAILED = Reply.text(503, "Service Unavailable\n");

    private final Socket socket;
    private final Door door;
    private final InetAddress address;
    private final Progress progress;
    private final Thread thread;

    Connection(Socket socket, Door door) {
        this.socket = socket;
        this.door = door;
        this.address = socket.getInetAddress();
        this.progress = new Progress(door.settings().times(), door.connections()::closing);
        this.thread = Thread.ofVirtual()
                .name("zk-push " + address.getHostAddress() + ":" + socket.getPort())
                .unstarted(this);
    }

    void start() {
        thread.start();
    }

    /// The peer's address.
    InetAddress address() {
        return address;
    }

    Progress progress() {
        return progress;
    }

    /// Closes the socket itself, at once and without a word of TLS; whoever reads or writes on it fails.
    void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "closing the connection of {0}: {1}", address, failure.getMessage());
        }
    }

    /// Closes the socket and tells the service to stop.
    void interrupt() {
        close();
        thread.interrupt();
    }

    @Override
    public void run() {
        try {
            InputStream in = new TimedInput(socket, progress);
            if (door.tls() == null) {
                talk(socket, in);
            } else {
                secure(in);
            }
        } catch (IOException ended) {
            LOG.log(Level.DEBUG, "connection of {0} ended: {1}", address, ended.getMessage());
        } catch (InterruptedException stop) {
            LOG.log(Level.DEBUG, "connection of {0} ended without an answer: closing", address);
        } catch (RuntimeException | Error failure) {
            door.tally().failures.increment();
            LOG.log(Level.ERROR, "The connection of " + address.getHostAddress()
                    + " failed here and was closed. Nothing was acknowledged; the terminal tries again.", failure);
        } finally {
            close();
            door.connections().remove(this);
        }
    }

    private void talk(Socket over, InputStream in) throws IOException, InterruptedException {
        if (serve(over, in)) {
            drain(over, in);
        }
    }

    // The first byte is awaited as that of a plain request is: who only connects costs no TLS.
    private void secure(InputStream in) throws IOException, InterruptedException {
        int first = in.read();
        if (first == Tls.HANDSHAKE) {
            progress.head();
            try (SSLSocket secure = door.tls().over(socket, (byte) first)) {
                if (shaken(secure)) {
                    talk(secure, new TimedInput(secure, progress));
                }
            }
        } else if (first >= 0) {
            refuse(new BadRequest(Kind.PLAIN_HTTP, "This port is https: the address must begin with https://."),
                    new ReplyWriter(socket.getOutputStream(), door.date()));
            drain(socket, in);
        }
    }

    // A time-out ends a peer that falls silent; one that drips bytes is ended by the listener's look round.
    private boolean shaken(SSLSocket secure) throws IOException {
        try {
            socket.setSoTimeout((int) Math.max(progress.patience(), 1));
            secure.startHandshake();
            progress.heard();
            return true;
        } catch (SSLException failure) {
            refuse(new BadRequest(Kind.HANDSHAKE, "The TLS handshake failed (" + failure.getMessage() + ")."), null);
            return false;
        }
    }

    /// Answers requests until there is no further one; whether the peer may still be reading.
    private boolean serve(Socket over, InputStream in) throws IOException, InterruptedException {
        RequestReader reader = new RequestReader(
                in, over.getOutputStream(), door.settings().limits(), progress, door.room());
        ReplyWriter writer = new ReplyWriter(over.getOutputStream(), door.date());
        try {
            Request request = reader.read();
            while (request != null && answer(request, writer)) {
                request = reader.read();
            }
            return request != null;
        } catch (BadRequest bad) {
            refuse(bad, writer);
            return bad.kind() != Kind.TLS_HELLO;
        } finally {
            reader.release();
        }
    }

    /// Whether a further request may follow.
    private boolean answer(Request request, ReplyWriter writer) throws IOException, InterruptedException {
        if (!progress.answering()) {
            return false;
        }
        door.tally().requests.increment();
        Reply reply = reply(request);
        boolean keep = request.keepAlive() && !door.connections().closing();
        if (!progress.replying()) {
            return false;
        }
        if (request.method().equals("HEAD")) {
            writer.writeHead(reply, keep);
        } else {
            writer.write(reply, keep);
        }
        return keep;
    }

    // Everything is caught, errors too: one request that runs out of stack or memory must not cost the
    // others their listener, and a 503 makes the terminal keep its data.
    private Reply reply(Request request) throws InterruptedException {
        try {
            return Objects.requireNonNull(door.service().answer(request, address), "the service gave no reply");
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Throwable failure) {
            door.tally().failures.increment();
            LOG.log(Level.ERROR, "The request " + request + " of " + address.getHostAddress()
                    + " failed here. It was answered with 503, so the terminal keeps its data and tries again.",
                    failure);
            return FAILED;
        }
    }

    private void refuse(BadRequest bad, ReplyWriter writer) throws IOException {
        door.tally().badRequests.increment();
        boolean isNew = door.complaints().isNew(address, bad.kind().name());
        LOG.log(isNew ? Level.WARNING : Level.DEBUG, complaint(bad));
        if (bad.status() != 0 && progress.replying()) {
            writer.write(Reply.text(bad.status(), bad.getMessage() + "\n"), false);
        }
    }

    private String complaint(BadRequest bad) {
        String peer = address.getHostAddress();
        return switch (bad.kind()) {
            case TLS_HELLO -> "Device set to https: " + peer + " speaks TLS, but this port is plain http. Nothing was"
                    + " received. Give it a server address that begins with http://, or switch HTTPS off in its menu.";
            case HANDSHAKE -> "From " + peer + ": " + bad.getMessage() + " Nothing was received. Old firmware may know"
                    + " only an older TLS than is allowed here, or may not trust this certificate. This is logged once"
                    + " an hour.";
            case LEFTOVER -> "From " + peer + ": " + bad.getMessage()
                    + " The request was answered as declared, the rest was not read.";
            default -> "From " + peer + ": " + bad.getMessage() + " It was answered with " + bad.status()
                    + ". This is logged once an hour.";
        };
    }

    // Closing with bytes unread makes the kernel reset the connection, and a reset can overtake the
    // reply: so the end is announced first, and the peer given a moment to take the reply and go.
    private void drain(Socket over, InputStream in) throws IOException {
        if (progress.closing()) {
            over.shutdownOutput();
            byte[] bytes = new byte[2 << 10];
            int left = DRAINED;
            for (int count = in.read(bytes); count >= 0 && left > 0; count = in.read(bytes)) {
                left -= count;
            }
        }
    }
}
