// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {

    private static final int PREFIX = 8;

    static List<List<String>> packets() {
        return Vectors.rows("packets.txt");
    }

    static List<List<String>> captures() {
        return Vectors.rows("captures.txt");
    }

    @Test
    void thereAreExamples() {
        assertEquals(46, packets().size());
        assertEquals(12, captures().size());
    }

    @ParameterizedTest
    @MethodSource("packets")
    void isWrittenAndReadAsInTheExample(List<String> row) throws ProtocolException {
        byte[] frame = bytes(row.get(6));
        byte[] datagram = Arrays.copyOfRange(frame, PREFIX, frame.length);
        Packet packet = new Packet(number(row, 1), number(row, 2), number(row, 3), bytes(row.get(4)));
        assertArrayEquals(frame, packet.frame());
        assertArrayEquals(datagram, packet.datagram());
        assertEquals(packet, Packet.read(datagram));
        assertEquals(Integer.parseInt(row.get(5), 16), LittleEndian.u16(datagram, 2));
    }

    private static int number(List<String> row, int column) {
        return Integer.parseInt(row.get(column));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void isReadAsTerminalsSendIt(List<String> row) throws ProtocolException {
        byte[] whole = bytes(row.get(4));
        byte[] packet = row.get(1).equals("tcp") ? Arrays.copyOfRange(whole, PREFIX, whole.length) : whole;
        if (row.get(2).equals("good")) {
            assertArrayEquals(packet, Packet.read(packet).datagram());
            assertFalse(Packet.read(packet).offByOneLow());
        } else {
            assertEquals(Kind.BAD_CHECKSUM, refusal(packet));
            byte[] mended = packet.clone();
            LittleEndian.putU16(mended, 2, Integer.parseInt(row.get(3), 16));
            assertEquals(Replies.CMD_PREPARE_DATA, Packet.read(mended).command());
        }
    }

    private static Kind refusal(byte[] packet) {
        return assertThrows(ProtocolException.class, () -> Packet.read(packet)).kind();
    }

    /// Simulators that take the common formula without its increment send these; terminals never do.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 77, 65_484, 65_485, 65_486})
    void takesAChecksumOneTooSmallWithAWarning(int session) throws ProtocolException {
        byte[] oneLess = off(session, -1);
        assertTrue(Packet.read(oneLess).offByOneLow());
        assertEquals(session, Packet.read(oneLess).session());
        assertEquals(Kind.BAD_CHECKSUM, refusal(off(session, 1)));
        assertEquals(Kind.BAD_CHECKSUM, refusal(off(session, -2)));
    }

    /// The sum knows no difference between 0 and 65535.
    private static byte[] off(int session, int by) {
        byte[] datagram = new Packet(50, session, 0).datagram();
        LittleEndian.putU16(datagram, 2, Math.floorMod(LittleEndian.u16(datagram, 2) + by, 65_535));
        return datagram;
    }

    @Test
    void noticesEveryBitThatIsChanged() throws ProtocolException {
        byte[] good = new Packet(Replies.CMD_DATA, 7982, 31, bytes("0102030405")).datagram();
        int offByOne = 0;
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] changed = good.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            // One bit can look like the well-known error, and is counted then.
            if (kind(changed) == null) {
                assertTrue(Packet.read(changed).offByOneLow());
                offByOne++;
            }
        }
        assertTrue(offByOne < good.length, offByOne + " of " + 8 * good.length);
    }

    private static Kind kind(byte[] packet) {
        try {
            Packet.read(packet);
            return null;
        } catch (ProtocolException refused) {
            return refused.kind();
        }
    }

    @Test
    void isNotReadWhenItIsShorterThanItsHeader() {
        for (int length = 0; length < 8; length++) {
            assertEquals(Kind.MALFORMED, refusal(new byte[length]));
        }
    }

    @Test
    void holdsNumbersOf16BitsOnly() {
        assertThrows(IllegalArgumentException.class, () -> new Packet(65_536, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Packet(0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Packet(0, 0, 65_536));
    }

    @Test
    void doesNotShowItsData() {
        String shown = new Packet(Commands.CMD_AUTH, 1, 1, bytes("617d3204")).toString();
        assertTrue(shown.contains("1102") && !shown.contains(hex(bytes("617d3204"))), shown);
    }
}
