// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.Vectors.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpFramingTest {

    private static List<Packet> packets(TcpFraming framing, byte[] bytes) throws ProtocolException {
        framing.append(bytes, 0, bytes.length);
        List<Packet> packets = new ArrayList<>();
        for (Optional<Packet> next = framing.next(); next.isPresent(); next = framing.next()) {
            packets.add(next.get());
        }
        return packets;
    }

    private static Kind refusal(String hex) {
        return assertThrows(ProtocolException.class, () -> packets(new TcpFraming(), bytes(hex))).kind();
    }

    @Test
    void aFrameCutAnywhereIsOnePacket() throws ProtocolException {
        Packet packet = new Packet(Replies.CMD_DATA, 7982, 31, bytes("5050827d5050827d01"));
        byte[] frame = packet.frame();
        for (int cut = 0; cut <= frame.length; cut++) {
            TcpFraming framing = new TcpFraming();
            List<Packet> packets = packets(framing, Arrays.copyOfRange(frame, 0, cut));
            packets.addAll(packets(framing, Arrays.copyOfRange(frame, cut, frame.length)));
            assertEquals(List.of(packet), packets, "cut after " + cut);
            assertEquals(0, framing.waiting());
        }
    }

    @Test
    void framesJoinedAreSeveralPackets() throws ProtocolException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            joined.writeBytes(new Packet(Replies.CMD_DATA, 1, i, new byte[i]).frame());
        }
        List<Packet> packets = packets(new TcpFraming(), joined.toByteArray());
        assertEquals(1000, packets.size());
        assertEquals(999, packets.getLast().data().length);
    }

    @ParameterizedTest
    @CsvSource({
        "aa, C3_CONTROLLER", "aa01, C3_CONTROLLER", "aa0102000000, C3_CONTROLLER", "aa02, NOT_THIS_PROTOCOL",
        "48545450, NOT_THIS_PROTOCOL", "5051, NOT_THIS_PROTOCOL", "5050827e, NOT_THIS_PROTOCOL",
        "00, NOT_THIS_PROTOCOL", "5050827d07000000, MALFORMED", "5050827d00000000, MALFORMED",
        "5050827d01001000, TOO_LARGE", "5050827dffffffff, TOO_LARGE", "5050827d00000080, TOO_LARGE",
        "5050827d08000000d00700000000000000, BAD_CHECKSUM"
    })
    void whatIsNoFrameIsNamedAsSoonAsItCanBe(String hex, Kind kind) {
        assertEquals(kind, refusal(hex));
    }

    @Test
    void theFirstBytesOfAnotherKindOfDeviceSayNothingLaterOn() {
        String good = Vectors.hex(new Packet(Replies.CMD_ACK_OK, 1, 0).frame());
        assertEquals(Kind.MALFORMED, refusal(good + "aa01"));
    }

    @Test
    void itFailsAgainAfterAFailure() {
        TcpFraming framing = new TcpFraming();
        assertThrows(ProtocolException.class, () -> packets(framing, bytes("00")));
        byte[] good = new Packet(Replies.CMD_ACK_OK, 1, 0).frame();
        assertThrows(ProtocolException.class, () -> packets(framing, good));
    }

    @Test
    void aFrameOfTheLongestLengthIsTakenAndOneByteMoreIsNot() throws ProtocolException {
        Packet longest = new Packet(Replies.CMD_DATA, 1, 1, new byte[92]);
        assertEquals(List.of(longest), packets(new TcpFraming(100, false), longest.frame()));
        byte[] longer = new Packet(Replies.CMD_DATA, 1, 1, new byte[93]).frame();
        assertEquals(Kind.TOO_LARGE, assertThrows(
                ProtocolException.class, () -> packets(new TcpFraming(100, false), longer)).kind());
        assertThrows(IllegalArgumentException.class, () -> new TcpFraming(7, false));
    }

    /// The AK3750 family: 120 bytes announced, a frame with 20 of them, the others without any frame.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 50, 500})
    void dataBeyondItsFrameIsTakenUpToTheTotalAnnounced(int piece) throws ProtocolException {
        byte[] data = new byte[120];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i + 1);
        }
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.writeBytes(new Packet(Replies.CMD_PREPARE_DATA, 1, 9, LittleEndian.u32(120, 1024)).frame());
        byte[] frame = new Packet(Replies.CMD_DATA, 1, 9, Arrays.copyOf(data, 20)).frame();
        // Its checksum may be meant for all of the data.
        frame[10] ^= 0x55;
        sent.writeBytes(frame);
        sent.write(data, 20, 100);
        sent.writeBytes(new Packet(Replies.CMD_ACK_OK, 1, 9).frame());
        TcpFraming framing = new TcpFraming(TcpFraming.LONGEST, true);
        List<Packet> packets = new ArrayList<>();
        byte[] all = sent.toByteArray();
        for (int at = 0; at < all.length; at += piece) {
            packets.addAll(packets(framing, Arrays.copyOfRange(all, at, Math.min(at + piece, all.length))));
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        packets.stream().filter(packet -> packet.command() == Replies.CMD_DATA).forEach(packet -> {
            assertEquals(9, packet.replyId());
            read.writeBytes(packet.data());
        });
        assertArrayEquals(data, read.toByteArray());
        assertEquals(Replies.CMD_ACK_OK, packets.getLast().command());
    }

    @Test
    void withoutThatSwitchOrBeyondThatTotalItIsABrokenStream() throws ProtocolException {
        byte[] start = new Packet(Replies.CMD_PREPARE_DATA, 1, 9, LittleEndian.u32(10, 1024)).frame();
        byte[] data = new Packet(Replies.CMD_DATA, 1, 9, new byte[10]).frame();
        for (boolean continuation : new boolean[] {false, true}) {
            TcpFraming framing = new TcpFraming(TcpFraming.LONGEST, continuation);
            assertEquals(2, packets(framing, start).size() + packets(framing, data).size());
            ProtocolException broken = assertThrows(ProtocolException.class, () -> packets(framing, bytes("01")));
            assertEquals(Kind.MALFORMED, broken.kind());
            assertTrue(broken.getMessage().contains("broken"), broken.getMessage());
        }
    }
}
