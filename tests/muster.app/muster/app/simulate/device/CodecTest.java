// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The terminal's bytes against the vectors, which come from elsewhere.
final class CodecTest {

    private static final int NOVEMBER = WallTime.packed(2026, 11, 20, 8 * 3600 + 5 * 60 + 9);

    @Test
    void packetsAreTheVectorsByteForByte() {
        List<List<String>> vectors = Vectors.rows("packets.txt");
        assertEquals(46, vectors.size());
        for (List<String> vector : vectors) {
            Packet packet = new Packet(number(vector.get(1)), number(vector.get(2)), number(vector.get(3)),
                    Vectors.bytes(vector.get(4)));
            byte[] frame = Vectors.bytes(vector.get(6));
            assertArrayEquals(frame, packet.frame(), vector.getFirst());
            byte[] datagram = datagram(frame);
            assertArrayEquals(datagram, packet.datagram(), vector.getFirst());
            assertTrue(Packet.intact(datagram), vector.getFirst());
            Packet read = Packet.read(datagram);
            assertEquals(packet.command(), read.command());
            assertEquals(packet.session(), read.session());
            assertEquals(packet.reply(), read.reply());
            assertArrayEquals(packet.data(), read.data());
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static byte[] datagram(byte[] frame) {
        return Arrays.copyOfRange(frame, Packet.HEADER, frame.length);
    }

    @Test
    void capturedPacketsAreIntactUnlessSomebodyEditedThem() {
        for (List<String> capture : Vectors.rows("captures.txt")) {
            byte[] bytes = Vectors.bytes(capture.get(4));
            byte[] datagram = capture.get(1).equals("tcp") ? datagram(bytes) : bytes;
            assertEquals(capture.get(2).equals("good"), Packet.intact(datagram), capture.getFirst());
        }
    }

    @Test
    void keysFitAsTheVectorsSayAndNoOthersDo() {
        for (List<String> vector : Vectors.rows("comm-keys.txt")) {
            byte[] given = Vectors.bytes(vector.get(3));
            long key = Long.parseLong(vector.get(0));
            int session = number(vector.get(1));
            assertTrue(CommKey.fits(given, key, session), vector.toString());
            assertFalse(CommKey.fits(given, key + 1, session), vector.toString());
            assertFalse(CommKey.fits(Arrays.copyOf(given, 3), key, session));
        }
    }

    @Test
    void timesAreWhatTheVectorsSay() {
        for (List<String> vector : Vectors.rows("times.txt")) {
            int packed = Integer.parseUnsignedInt(vector.get(1));
            assertEquals(vector.get(2), Vectors.hex(Packet.little(4).putInt(packed).array()));
            if (!vector.getFirst().startsWith("none")) {
                assertEquals(vector.getFirst(), WallTime.text(packed));
                assertEquals(vector.get(3), Vectors.hex(WallTime.six(packed)));
                assertEquals(packed, WallTime.packed(WallTime.time(packed)));
                assertTrue(WallTime.exists(packed));
            }
        }
    }

    @Test
    void daysThatDoNotExistCanBePackedAndAreTold() {
        int never = WallTime.packed(2026, 2, 30, 3600);
        assertEquals(840848400, never);
        assertEquals("2026-02-30 01:00:00", WallTime.text(never));
        assertFalse(WallTime.exists(never));
        assertTrue(WallTime.exists(WallTime.packed(2024, 2, 29, 0)));
    }

    @Test
    void recordsAreLaidOutAsInTheVectors() {
        LogRecord finger = new LogRecord(7, "100", NOVEMBER, 4, 1);
        LogRecord face = new LogRecord(7, "100", NOVEMBER, 1, 15);
        assertRecord("8 bytes", RecordLayout.SHORT, finger, 8);
        assertRecord("8 bytes MA300", RecordLayout.MA300, finger, 8);
        // what follows in this vector is a work code, and ours have none
        assertRecord("16 bytes", RecordLayout.EXTENDED, finger, 12);
        assertRecord("22 bytes", RecordLayout.MEDIUM, new LogRecord(7, "100", NOVEMBER, 1, 1), 22);
        assertRecord("40 bytes", RecordLayout.FULL, face, 40);
        assertRecord("2 x 49 bytes", RecordLayout.LONG, face, 49);
        int june = WallTime.packed(2018, 6, 25, 17 * 3600 + 50 * 60 + 35);
        assertRecord("40 bytes real capture", RecordLayout.FULL, new LogRecord(13, "999111333", june, 0, 1), 40);
    }

    private static void assertRecord(String name, RecordLayout layout, LogRecord record, int compared) {
        List<String> vector = Vectors.row("attendance.txt", name);
        assertEquals(layout.size(), number(vector.get(2)));
        ByteBuffer out = Packet.little(layout.size());
        layout.write(record, out);
        assertEquals(layout.size(), out.position());
        byte[] wanted = Arrays.copyOfRange(Vectors.bytes(vector.get(3)), 4, 4 + compared);
        assertEquals(Vectors.hex(wanted), Vectors.hex(Arrays.copyOf(out.array(), compared)), name);
    }

    @Test
    void theOtherReadingOfSixteenBytesSwapsStateAndVerifyMode() {
        ByteBuffer out = Packet.little(16);
        RecordLayout.EXTENDED_STATE_FIRST.write(new LogRecord(7, "100", NOVEMBER, 4, 1), out);
        assertEquals("04" + "01", Vectors.hex(Arrays.copyOfRange(out.array(), 8, 10)));
    }

    @Test
    void usersAreReadAndWrittenAsInTheVectors() {
        for (List<String> vector : Vectors.rows("users.txt")) {
            byte[] bytes = Vectors.bytes(vector.get(2));
            UserLayout layout = bytes.length == 72 ? UserLayout.LONG : UserLayout.SHORT;
            User user = layout.read(bytes);
            assertEquals(number(vector.get(3)), user.uid());
            assertEquals(number(vector.get(4)), user.privilege());
            assertEquals(vector.get(5), user.password());
            assertEquals(vector.get(6), utf8(user.name()));
            assertEquals(number(vector.get(7)), user.group());
            assertEquals(vector.get(8), user.userId());
            assertEquals(Long.parseLong(vector.get(9)), user.card());
            ByteBuffer out = Packet.little(layout.size());
            layout.write(user, out);
            if (vector.getFirst().contains("junk")) {
                Arrays.fill(bytes, 7, 11, (byte) 0);
            }
            assertEquals(Vectors.hex(bytes), Vectors.hex(out.array()), vector.getFirst());
        }
    }

    private static String utf8(String name) {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Test
    void whatClientsWriteIsUnderstood() {
        User user = new User(14, User.ADMINISTRATOR, "12345", "Nuevo", 6543, 1, 0, "11224488");
        String whole = Vectors.row("users-write.txt", "CMD_USER_WRQ data, 72 bytes").get(1);
        assertEquals(user, UserLayout.LONG.read(Vectors.bytes(whole)));
        String old = Vectors.row("users-write.txt", "CMD_USER_WRQ data, 28 bytes").get(1);
        assertEquals(user, UserLayout.SHORT.read(Vectors.bytes(old)));
        assertTrue(user.administrator());
    }

    @Test
    void eventsOfEveryLengthAreAsInTheVectors() {
        for (List<String> vector : Vectors.rows("live-events.txt")) {
            Packet wanted = Packet.read(datagram(Vectors.bytes(vector.getFirst())));
            if (wanted.session() == Code.EF_HIDNUM) {
                assertArrayEquals(Vectors.bytes(vector.getFirst()), Events.card(8247129L).frame());
            } else {
                assertEvent(wanted);
            }
        }
        assertFalse(Dialect.canEventsHave(16));
    }

    private static void assertEvent(Packet wanted) {
        int size = wanted.data().length;
        assertTrue(Dialect.canEventsHave(size), "length " + size);
        // where the verify mode is; behind it come the state and the time, then what nobody understands
        int verify = size >= 32 ? 24 : size == 12 ? 4 : 2;
        LogRecord record =
                new LogRecord(7, "100", NOVEMBER, wanted.data()[verify + 1] & 0xFF, wanted.data()[verify] & 0xFF);
        Packet event = Events.attendance(record, size);
        assertEquals(wanted.command(), event.command());
        assertEquals(wanted.session(), event.session());
        assertEquals(wanted.reply(), event.reply());
        assertEquals(size, event.data().length);
        int compared = Math.min(size, verify + 8);
        assertEquals(
                Vectors.hex(Arrays.copyOf(wanted.data(), compared)),
                Vectors.hex(Arrays.copyOf(event.data(), compared)),
                "length " + size);
    }
}
