// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import muster.journal.Health;
import muster.journal.Journal;

/// What tells whether muster does its work.
final class Signs {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int ANSWER_BYTES = "HTTP/1.1 200".length();

    private Signs() {}

    /// The journal commits, or it is not muster's fault that it does not.
    static Pulse.Sign journal(Journal journal) {
        return () -> journal.fault().map(fault -> "the journal is not written: " + fault);
    }

    /// The disk takes what the journal writes. A start anew cures no full disk: it would only keep operators from
    /// seeing what is wrong, while terminals hear either way that they have to keep their punches.
    static Pulse.Sign disk(Journal journal) {
        return () -> {
            Health now = journal.health();
            return now.ok() ? Optional.empty() : Optional.of("the journal is not written: " + now.problem());
        };
    }

    /// No thread was ended by a fault.
    static Pulse.Sign workers(Supplier<List<Worker>> workers) {
        return () -> workers.get().stream().filter(Worker::isBroken).findFirst()
                .map(worker -> "a fault ended " + worker.name());
    }

    /// Something that holds as long as all is well.
    static Pulse.Sign holds(BooleanSupplier condition, String trouble) {
        return () -> condition.getAsBoolean() ? Optional.empty() : Optional.of(trouble);
    }

    /// The API answers a connection from this machine; over TLS, the refusal of a request that is none will do.
    /// An address that this machine has no more is nobody's fault here: a start anew could not listen on it either,
    /// and terminals would not be answered.
    ///
    /// @param listens where it listens; an address that means all of them is asked at the loopback
    static Pulse.Sign answers(InetSocketAddress listens) {
        InetSocketAddress address = listens.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listens.getPort())
                : listens;
        return () -> {
            if (NetworkInterface.getByInetAddress(address.getAddress()) == null) {
                return Optional.empty();
            }
            try {
                String answer = answer(address);
                return answer.startsWith("HTTP/1.1 5") ? Optional.of("the API answers " + answer) : Optional.empty();
            } catch (SocketTimeoutException e) {
                return Optional.of("the API does not answer within " + PATIENCE_MILLIS / 1000 + " s");
            } catch (IOException e) {
                throw new IOException("the API cannot be asked: " + e.getMessage(), e);
            }
        };
    }

    private static String answer(InetSocketAddress address) throws IOException {
        String host = address.getAddress().getHostAddress();
        String head = "GET /healthz HTTP/1.1\r\nHost: " + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + address.getPort() + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(ANSWER_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
