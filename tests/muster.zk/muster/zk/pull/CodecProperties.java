// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever comes, however it is cut.
class CodecProperties {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 9, 0);

    @Property(tries = 300)
    void aStreamGivesTheSamePacketsHoweverItIsCut(
            @ForAll("packets") List<Packet> packets, @ForAll boolean continuation, @ForAll long seed)
            throws ProtocolException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        packets.forEach(packet -> stream.writeBytes(packet.frame()));
        byte[] bytes = stream.toByteArray();
        SplittableRandom random = new SplittableRandom(seed);
        TcpFraming framing = new TcpFraming(TcpFraming.LONGEST, continuation);
        List<Packet> read = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 5 : 3000));
            framing.append(bytes, at, to);
            at = to;
            for (Optional<Packet> next = framing.next(); next.isPresent(); next = framing.next()) {
                read.add(next.get());
            }
        }
        assertEquals(packets, read);
        assertEquals(0, framing.waiting());
    }

    @Provide
    Arbitrary<List<Packet>> packets() {
        Arbitrary<Integer> word = Arbitraries.integers().between(0, 65_535);
        Arbitrary<byte[]> data = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(3000)
                .edgeCases(edges -> edges.add(TcpFraming.MAGIC, new byte[0]));
        return Combinators.combine(Arbitraries.oneOf(word, Arbitraries.of(500, 1500, 1501, 2000)), word, word, data)
                .as(Packet::new)
                .list()
                .ofMaxSize(8);
    }

    @Property
    void aPacketIsReadAsItWasWritten(@ForAll("packets") List<Packet> packets) throws ProtocolException {
        for (Packet packet : packets) {
            assertEquals(packet, Packet.read(packet.datagram()));
        }
    }

    @Property
    void aTimeIsReadAsItWasPacked(@ForAll int packed) {
        WireTime.ofPacked(packed).ifPresent(time -> assertEquals(packed, WireTime.packed(time)));
    }

    @Property(tries = 300)
    void aUserChangedInOneFieldIsTheSameInAllOthers(@ForAll("slots") byte[] raw) throws ProtocolException {
        UserRecord user = UserRecord.read(raw, 0, UserLayout.LONG_72, TerminalText.UTF_8);
        UserRecord there = user.withCard(4711).withGroup(7).withPrivilege(3).withName("Nobody");
        UserRecord back = there.withCard(user.card()).withGroup(user.group()).withPrivilege(user.privilege());
        byte[] bytes = back.raw();
        System.arraycopy(raw, 11, bytes, 11, 24);
        assertArrayEquals(raw, bytes);
    }

    @Provide
    Arbitrary<byte[]> slots() {
        return Arbitraries.bytes().array(byte[].class).ofSize(72);
    }

    /// Half a million streams: noise, and true ones with some bytes changed.
    @Example
    void noStreamBringsAnythingButPacketsOrAProtocolException() {
        SplittableRandom random = new SplittableRandom(4370);
        long packets = 0;
        for (int i = 0; i < 500_000; i++) {
            byte[] bytes = i % 2 == 0 ? noise(random) : mutated(random);
            TcpFraming framing = new TcpFraming(4096, i % 4 == 1);
            framing.append(bytes, 0, bytes.length);
            try {
                for (Optional<Packet> next = framing.next(); next.isPresent(); next = framing.next()) {
                    packets++;
                    assertTrue(next.get().data().length <= bytes.length);
                }
            } catch (ProtocolException expected) {
                assertTrue(framing.waiting() <= bytes.length);
            }
        }
        assertTrue(packets > 100_000, packets + " packets");
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(SplittableRandom random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int command = new int[] {500, 1500, 1501, 2000}[random.nextInt(4)];
            stream.writeBytes(new Packet(command, random.nextInt(65_536), 1, noise(random)).frame());
        }
        byte[] bytes = stream.toByteArray();
        for (int i = random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /// And half a million packets, replies, events and tables.
    @Example
    void noBytesBringAnythingButAValueOrAProtocolException() {
        SplittableRandom random = new SplittableRandom(1502);
        int read = 0;
        for (int i = 0; i < 500_000; i++) {
            byte[] bytes = noise(random);
            if (bytes.length >= 4 && i % 3 == 0) {
                LittleEndian.putU32(bytes, 0, bytes.length - 4 - random.nextInt(4));
            }
            try {
                decode(i % 8, bytes);
                read++;
            } catch (ProtocolException expected) {
                assertTrue(!expected.getMessage().isEmpty() && !expected.advice().isEmpty());
            }
        }
        assertTrue(read > 200_000, read + " read");
    }

    private static void decode(int which, byte[] bytes) throws ProtocolException {
        switch (which) {
            case 0 -> Packet.read(bytes);
            case 1 -> LiveEvent.read(bytes.length % 2 == 0 ? 1 : 1 << bytes.length % 12, bytes)
                    .forEach(Object::toString);
            case 2 -> FreeSizes.read(bytes).faceCapacity();
            case 3 -> OptionReply.read(bytes, TerminalText.UTF_8).available();
            case 4 -> UserTable.read(bytes, OptionalLong.of(bytes.length), TerminalText.UTF_8)
                    .users()
                    .forEach(user -> assertTrue(user.toString().length() + user.name().length() > 0));
            case 5 -> AttendanceTable.read(bytes, LayoutHints.none(NOW)).forEach(Object::toString);
            case 6 -> OperationRecord.table(bytes).forEach(Object::toString);
            default -> {
                WireTime.ofSix(bytes, 0);
                TableKind.of(bytes);
            }
        }
    }

    /// True tables with bytes changed: what is told from them stays within them.
    @Property(tries = 300)
    void aTableWithBytesChangedIsReadOrRefused(
            @ForAll("layouts") String name, @ForAll long seed, @ForAll boolean given) {
        SplittableRandom random = new SplittableRandom(seed);
        AttendanceLayout layout = AttendanceLayout.named(name).orElseThrow();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        int count = 1 + random.nextInt(50);
        table.writeBytes(LittleEndian.u32((long) count * layout.stride()));
        for (int i = 0; i < count; i++) {
            table.writeBytes(layout.write(i, "" + (i + 1), NOW.minusMinutes(i), 1, 0, 0));
        }
        byte[] bytes = table.toByteArray();
        for (int i = random.nextInt(30); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        OptionalLong told = OptionalLong.of(random.nextInt(60));
        try {
            AttendanceTable read = AttendanceTable.read(
                    bytes, new LayoutHints(told, told, given ? layout : null, random.nextBoolean(), NOW));
            assertTrue(read.stream().mapToInt(record -> record.raw().length).sum() <= bytes.length);
        } catch (ProtocolException expected) {
            assertTrue(expected.table().isEmpty() || expected.table().get().length == bytes.length);
        }
    }

    @Provide
    Arbitrary<String> layouts() {
        return Arbitraries.of("8", "8-ma300", "16", "22", "40", "49");
    }

    /// Twenty gigabytes, if the lengths were believed.
    @Example
    void nothingIsAllocatedForALengthThatIsOnlyAnnounced() throws ProtocolException {
        byte[] start = new byte[24];
        System.arraycopy(TcpFraming.MAGIC, 0, start, 0, 4);
        LittleEndian.putU32(start, 4, TcpFraming.LONGEST);
        List<TcpFraming> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            TcpFraming framing = new TcpFraming();
            framing.append(start, 0, start.length);
            assertEquals(Optional.empty(), framing.next());
            all.add(framing);
        }
        assertEquals(20_000 * 24, all.stream().mapToInt(TcpFraming::waiting).sum());
    }
}
