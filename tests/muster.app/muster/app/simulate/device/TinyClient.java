// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A small client, made from the specification and from nothing of muster's, so that it can disagree.
final class TinyClient implements AutoCloseable {

    /// What came from the terminal.
    record Heard(int command, int session, int reply, byte[] data) {}

    private static final int PATIENCE_MILLIS = 20_000;

    /// The events that came while something else was waited for; each has been acknowledged.
    final List<Heard> events = new ArrayList<>();

    /// How many packets came whose checksum was one too small.
    int lowChecksums;

    private final TinyWire wire;
    private final int chunk;
    private int session;
    private int reply;
    boolean acknowledging = true;

    private TinyClient(TinyWire wire, int chunk) {
        this.wire = wire;
        this.chunk = chunk;
    }

    static TinyClient tcp(InetSocketAddress address) throws IOException {
        return tcp(address, PATIENCE_MILLIS);
    }

    static TinyClient tcp(InetSocketAddress address, int patienceMillis) throws IOException {
        return new TinyClient(TinyWire.tcp(address, patienceMillis), 65_472);
    }

    static TinyClient udp(InetSocketAddress address, int patienceMillis) throws IOException {
        return new TinyClient(TinyWire.udp(address, patienceMillis), 16_384);
    }

    /// Connects without a key.
    TinyClient connect() throws IOException {
        Heard answer = ask(1000);
        session = answer.session;
        if (answer.command != 2000) {
            throw new ProtocolException("refused with " + answer.command);
        }
        return this;
    }

    int session() {
        return session;
    }

    /// Sends a request and waits for its answer; events that come before it are acknowledged and kept.
    Heard ask(int command, int... data) throws IOException {
        send(command, data);
        return answer();
    }

    void send(int command, int... data) throws IOException {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        reply = command == 1000 ? 0 : (reply + 1) % 65_535;
        wire.send(packet(command, command == 1000 ? 0 : session, reply, bytes));
    }

    /// The next packet that answers the last request.
    Heard answer() throws IOException {
        while (true) {
            Heard heard = next();
            if (heard.command == 500) {
                events.add(heard);
            } else if (heard.reply == reply) {
                return heard;
            }
        }
    }

    /// The next event, of those that came already or from the terminal.
    Heard event() throws IOException {
        while (events.isEmpty()) {
            Heard heard = next();
            if (heard.command == 500) {
                events.add(heard);
            }
        }
        return events.removeFirst();
    }

    private Heard next() throws IOException {
        byte[] packet = wire.receive();
        int right = checksum(packet);
        int sent = two(packet, 2);
        if (sent != right && sent != right - 1) {
            throw new ProtocolException("checksum " + sent + " and not " + right);
        }
        lowChecksums += sent == right ? 0 : 1;
        Heard heard = new Heard(
                two(packet, 0), two(packet, 4), two(packet, 6), Arrays.copyOfRange(packet, 8, packet.length));
        if (heard.command == 500 && acknowledging) {
            wire.send(packet(2000, session, 0, new byte[0]));
        }
        return heard;
    }

    /// Reads a whole table by whatever way the terminal offers, and gives its records without their length.
    ///
    /// @param command 13 = attendance, 9 = users
    byte[] table(int command) throws IOException {
        int type = command == 9 ? 5 : 0;
        Heard answer = ask(1503, 1, command, 0, type, 0, 0, 0, 0, 0, 0, 0);
        byte[] table = switch (answer.command) {
            case 1501 -> answer.data;
            case 2000 -> chunks(four(answer.data, 1));
            case 1500 -> answer.data.length == 13 ? chunks(four(answer.data, 1)) : parts(four(answer.data, 0));
            default -> legacy(command);
        };
        ask(1502);
        int size = four(table, 0);
        if (table.length < 4 + size) {
            throw new EOFException("a table of " + size + " bytes ended after " + (table.length - 4));
        }
        return Arrays.copyOfRange(table, 4, 4 + size);
    }

    private byte[] legacy(int command) throws IOException {
        Heard answer = command == 9 ? ask(9, 5) : ask(13);
        return switch (answer.command) {
            case 1501 -> answer.data;
            case 1500 -> parts(four(answer.data, 0));
            default -> throw new ProtocolException("refused with " + answer.command);
        };
    }

    private byte[] chunks(int size) throws IOException {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        while (table.size() < size) {
            int start = table.size();
            int wanted = Math.min(chunk, size - start);
            Heard answer = ask(1504, start, start >> 8, start >> 16, start >> 24,
                    wanted, wanted >> 8, wanted >> 16, wanted >> 24);
            table.writeBytes(switch (answer.command) {
                case 1501 -> answer.data;
                case 1500 -> parts(four(answer.data, 0));
                default -> throw new EOFException("no chunk: " + answer.command);
            });
        }
        return table.toByteArray();
    }

    private byte[] parts(int size) throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (Heard part = answer(); part.command != 2000; part = answer()) {
            if (part.command == 1501) {
                parts.writeBytes(part.data);
            } else if (part.command != 1500 || four(part.data, 0) != size) {
                throw new ProtocolException("unexpected " + part.command);
            }
        }
        if (parts.size() != size) {
            throw new EOFException(parts.size() + " of " + size + " bytes came");
        }
        return parts.toByteArray();
    }

    private static byte[] packet(int command, int session, int reply, byte[] data) {
        byte[] packet = new byte[8 + data.length];
        int[] words = {command, 0, session, reply};
        for (int i = 0; i < words.length; i++) {
            packet[2 * i] = (byte) words[i];
            packet[2 * i + 1] = (byte) (words[i] >> 8);
        }
        System.arraycopy(data, 0, packet, 8, data.length);
        int checksum = checksum(packet);
        packet[2] = (byte) checksum;
        packet[3] = (byte) (checksum >> 8);
        return packet;
    }

    /// By division, where the terminal adds the carries.
    private static int checksum(byte[] packet) {
        long sum = 0;
        for (int i = 0; i < packet.length; i++) {
            boolean counts = i != 2 && i != 3;
            sum += counts ? (long) (packet[i] & 0xFF) << 8 * (i % 2) : 0;
        }
        int rest = (int) (sum % 65_535);
        return rest == 0 && sum > 0 ? 0 : 65_535 - rest;
    }

    static int two(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    static int four(byte[] bytes, int at) {
        return two(bytes, at) | two(bytes, at + 2) << 16;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
