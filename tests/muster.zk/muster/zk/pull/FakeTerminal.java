// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A small terminal on a real socket, which does as the test says, and else says yes to everything.
final class FakeTerminal implements AutoCloseable {

    static final int SESSION = 7982;
    static final LocalDateTime CLOCK = LocalDateTime.of(2026, 11, 20, 8, 5, 9);

    /// What it does with a request.
    @FunctionalInterface
    interface Script {
        void answer(Packet request, Line line) throws IOException, ProtocolException;
    }

    /// Its end of the connection that a request came by.
    interface Line {
        void raw(byte[] bytes) throws IOException;

        void send(Packet packet) throws IOException;

        void cut() throws IOException;

        void reset() throws IOException;

        /// A reply to the request, in its session and with its number.
        default void reply(Packet request, int command, byte... data) throws IOException {
            send(new Packet(command, SESSION, request.replyId(), data));
        }
    }

    private final Map<Integer, Script> scripts = new ConcurrentHashMap<>();
    private final List<Packet> requests = new CopyOnWriteArrayList<>();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Line line;
    private int port;

    private FakeTerminal() {
        on(Commands.CMD_GET_TIME, (request, line) ->
                line.reply(request, Replies.CMD_ACK_OK, LittleEndian.u32(WireTime.packed(CLOCK))));
        on(Commands.CMD_GET_FREE_SIZES, (request, line) ->
                line.reply(request, Replies.CMD_ACK_ERROR));
    }

    static FakeTerminal tcp() throws IOException {
        FakeTerminal terminal = new FakeTerminal();
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        terminal.open.add(server);
        terminal.port = server.getLocalPort();
        terminal.run(() -> {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                terminal.open.add(socket);
                terminal.connections.incrementAndGet();
                terminal.run(() -> terminal.serve(socket));
            }
        });
        return terminal;
    }

    static FakeTerminal udp() throws IOException {
        FakeTerminal terminal = new FakeTerminal();
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        terminal.open.add(socket);
        terminal.port = socket.getLocalPort();
        terminal.run(() -> {
            DatagramPacket received = new DatagramPacket(new byte[65_535], 65_535);
            while (!socket.isClosed()) {
                socket.receive(received);
                Packet request = Packet.read(received.getData(), 0, received.getLength());
                terminal.answer(request, new UdpLine(socket, received.getSocketAddress()));
            }
        });
        return terminal;
    }

    private interface Task {
        void run() throws IOException, ProtocolException;
    }

    private void run(Task task) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                task.run();
            } catch (IOException | ProtocolException over) {
                // the test or its peer has ended this connection
            }
        }));
    }

    private void serve(Socket socket) throws IOException, ProtocolException {
        try (socket) {
            exchange(socket);
        } finally {
            connections.decrementAndGet();
        }
    }

    private void exchange(Socket socket) throws IOException, ProtocolException {
        socket.setTcpNoDelay(true);
        TcpFraming framing = new TcpFraming();
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[4096];
        TcpLine line = new TcpLine(socket);
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            framing.append(bytes, 0, count);
            for (Optional<Packet> next = framing.next(); next.isPresent(); next = framing.next()) {
                answer(next.get(), line);
            }
        }
    }

    private void answer(Packet request, Line line) throws IOException, ProtocolException {
        this.line = line;
        requests.add(request);
        Script yes = (asked, by) -> by.reply(asked, Replies.CMD_ACK_OK);
        // What is acknowledged to it needs no answer.
        if (request.command() != Replies.CMD_ACK_OK) {
            scripts.getOrDefault(request.command(), yes).answer(request, line);
        }
    }

    FakeTerminal on(int command, Script script) {
        scripts.put(command, script);
        return this;
    }

    FakeTerminal silent(int command) {
        return on(command, (request, line) -> { });
    }

    FakeTerminal replies(int command, int code, byte... data) {
        return on(command, (request, line) -> line.reply(request, code, data));
    }

    /// Answers so to the first request of this kind, and to the following ones like the next script.
    FakeTerminal onceThen(int command, Script first, Script then) {
        List<Script> left = new ArrayList<>(List.of(first));
        return on(command, (request, line) -> (left.isEmpty() ? then : left.removeFirst()).answer(request, line));
    }

    FakeTerminal options(Map<String, String> options) {
        return on(Commands.CMD_OPTIONS_RRQ, (request, line) -> {
            String name = new String(request.data(), StandardCharsets.UTF_8).replace("\0", "");
            if (options.containsKey(name)) {
                byte[] data = (name + "=" + options.get(name) + "\0stray").getBytes(StandardCharsets.UTF_8);
                line.reply(request, Replies.CMD_ACK_OK, data);
            } else {
                line.reply(request, Replies.CMD_ACK_ERROR);
            }
        });
    }

    /// Counts so many users and records.
    FakeTerminal counting(long users, long records) {
        long[] words = new long[23];
        words[4] = users;
        words[8] = records;
        return replies(Commands.CMD_GET_FREE_SIZES, Replies.CMD_ACK_OK, LittleEndian.u32(words));
    }

    void tell(LiveEvent event) throws IOException {
        line.send(new Packet(Commands.CMD_REG_EVENT, event.code(), 0, event.data()));
    }

    Line line() {
        return line;
    }

    /// How many TCP connections it holds.
    int connections() {
        return connections.get();
    }

    int port() {
        return port;
    }

    /// Everything it was sent.
    List<Packet> requests() {
        return requests;
    }

    /// The commands of it in their order.
    List<Integer> commands() {
        return requests.stream().map(Packet::command).toList();
    }

    long count(int command) {
        return requests.stream().filter(packet -> packet.command() == command).count();
    }

    @Override
    public void close() throws IOException {
        for (Closeable one : open) {
            one.close();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record TcpLine(Socket socket) implements Line {

        @Override
        public void raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public void send(Packet packet) throws IOException {
            raw(packet.frame());
        }

        @Override
        public void cut() throws IOException {
            socket.close();
        }

        @Override
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private record UdpLine(DatagramSocket socket, SocketAddress peer) implements Line {

        @Override
        public void raw(byte[] bytes) throws IOException {
            socket.send(new DatagramPacket(bytes, bytes.length, peer));
        }

        @Override
        public void send(Packet packet) throws IOException {
            raw(packet.datagram());
        }

        @Override
        public void cut() {
            socket.close();
        }

        @Override
        public void reset() {
            cut();
        }
    }
}
