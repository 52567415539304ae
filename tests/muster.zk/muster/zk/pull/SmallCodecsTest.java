// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Comm key, times, sizes, options and the operation log.
class SmallCodecsTest {

    static List<List<String>> keys() {
        return Vectors.rows("comm-keys.txt");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aCommKeyIsMixedAsTerminalsExpectIt(List<String> row) {
        int key = Integer.parseUnsignedInt(row.get(0));
        byte[] answer = CommKey.answer(key, Integer.parseInt(row.get(1)), Integer.parseInt(row.get(2)));
        assertEquals(row.get(3), hex(answer));
    }

    static List<List<String>> times() {
        return Vectors.rows("times.txt");
    }

    @ParameterizedTest
    @MethodSource("times")
    void aTimeIsPackedAsInTheExample(List<String> row) {
        int packed = Integer.parseUnsignedInt(row.get(1));
        assertEquals(row.get(2), hex(LittleEndian.u32(packed)));
        if (row.get(0).startsWith("none")) {
            assertEquals(Optional.empty(), WireTime.ofPacked(packed));
            return;
        }
        LocalDateTime time = LocalDateTime.parse(row.get(0).replace(' ', 'T'));
        assertEquals(packed, WireTime.packed(time));
        assertEquals(Optional.of(time), WireTime.ofPacked(packed));
        assertEquals(row.get(3), hex(WireTime.six(time)));
        assertEquals(Optional.of(time), WireTime.ofSix(bytes("ff" + row.get(3)), 1));
    }

    @Test
    void thereAreExamples() {
        assertEquals(20, keys().size());
        assertEquals(14, times().size());
    }

    @Test
    void sixBytesThatAreNoTimeGiveNone() {
        for (String wrong : List.of("1a001f000000", "1a0d01000000", "1a021e000000", "1a0101180000", "1a0101003c00",
                "1a010100003c", "1affffffffff", "1a01010000")) {
            assertEquals(Optional.empty(), WireTime.ofSix(bytes(wrong), 0), wrong);
        }
        assertEquals(Optional.empty(), WireTime.ofSix(bytes("1a0b14080509"), 1));
        assertEquals(Optional.empty(), WireTime.ofSix(bytes("1a0b14080509"), -1));
    }

    @Test
    void aYearThatCannotBeWrittenIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> WireTime.six(LocalDateTime.of(1999, 12, 31, 0, 0)));
        assertThrows(IllegalArgumentException.class, () -> WireTime.packed(LocalDateTime.of(2133, 1, 1, 0, 0)));
    }

    @Test
    void sizesSayWhatARealTerminalSaid() {
        List<String> row = Vectors.rows("free-sizes.txt").getFirst();
        FreeSizes sizes = FreeSizes.read(bytes(row.get(0)));
        assertEquals(row.get(1), sizes.words().stream().map(String::valueOf).collect(Collectors.joining(",")));
        assertEquals(row.get(0), hex(sizes.data()));
        assertEquals(
                List.of(3, 3, 58, 90, 2, 2, 3000, 5000, 100_000, 2997, 4997, 99_942, 0, 0),
                List.of(sizes.users(), sizes.fingers(), sizes.records(), sizes.operations(),
                                sizes.administratorsOrCards(), sizes.passwords(), sizes.fingerCapacity(),
                                sizes.userCapacity(), sizes.recordCapacity(), sizes.fingersFree(), sizes.usersFree(),
                                sizes.recordsFree(), sizes.faces(), sizes.faceCapacity())
                        .stream()
                        .map(number -> (int) number.getAsLong())
                        .toList());
    }

    @Test
    void sizesOfAnyLengthSayNoMoreThanIsThere() {
        byte[] all = bytes(Vectors.rows("free-sizes.txt").getFirst().getFirst());
        FreeSizes eighty = FreeSizes.read(Arrays.copyOf(all, 80));
        assertEquals(OptionalLong.of(99_942), eighty.recordsFree());
        assertEquals(OptionalLong.empty(), eighty.faces());
        assertEquals(OptionalLong.empty(), eighty.faceCapacity());
        assertEquals(OptionalLong.empty(), FreeSizes.read(bytes("00000000")).records());
        assertEquals(OptionalLong.empty(), FreeSizes.read(new byte[35]).records());
        assertEquals(OptionalLong.of(0), FreeSizes.read(new byte[36]).records());
        assertEquals(28, FreeSizes.read(new byte[112]).words().size());
        assertTrue(FreeSizes.read(new byte[1 << 20]).words().size() < 200);
    }

    @Test
    void anOptionIsWhatStandsBetweenTheFirstEqualsAndTheFirstNul() {
        assertEquals(new OptionReply("~SerialNumber", "TSTATT000001"), option("~SerialNumber=TSTATT000001\0\1\2x=y"));
        assertEquals(new OptionReply("~ZKFPVersion", "10"), option("~ZKFPVersion==10\0"));
        assertEquals(new OptionReply("Name", "a=b"), option("Name=a=b"));
        assertEquals(new OptionReply("", "ZEM760_TFT"), option("ZEM760_TFT\0"));
        assertEquals(Optional.empty(), option("~OS=\0").available());
        assertEquals(Optional.empty(), option("").available());
        assertEquals(Optional.of("x"), option("~OS= x \0").available());
        assertEquals("~OS=x\0", new String(new OptionReply("~OS", "x").data(TerminalText.UTF_8), ISO_8859_1));
    }

    private static OptionReply option(String data) {
        return OptionReply.read(data.getBytes(ISO_8859_1), TerminalText.UTF_8);
    }

    @Test
    void anOperationHasACodeATimeAndFourNumbers() throws ProtocolException {
        byte[] table = bytes("20000000" + "00001700355b81330100020003000400" + "000015001054 1e32ffff0000000000 00"
                .replace(" ", ""));
        List<OperationRecord> log = OperationRecord.table(table);
        assertEquals(2, log.size());
        assertEquals(23, log.getFirst().code());
        assertEquals(LocalDateTime.of(2026, 11, 20, 8, 5, 9), log.getFirst().time());
        assertEquals(List.of(1, 2, 3, 4), log.getFirst().values());
        assertEquals(21, log.getLast().code());
        assertEquals(null, log.getLast().time());
        assertArrayEquals(Arrays.copyOfRange(table, 20, 36), log.getLast().raw());
    }

    @Test
    void anOperationLogOfAnotherSizeIsUnclearAndAShortOneIncomplete() throws ProtocolException {
        ProtocolException unclear =
                assertThrows(ProtocolException.class, () -> OperationRecord.table(bytes("020000000000")));
        assertEquals(Kind.LAYOUT_UNCLEAR, unclear.kind());
        assertArrayEquals(bytes("020000000000"), unclear.table().orElseThrow());
        assertEquals(Kind.INCOMPLETE,
                assertThrows(ProtocolException.class, () -> OperationRecord.table(bytes("1000000000"))).kind());
        assertEquals(List.of(), OperationRecord.table(new byte[0]));
        assertEquals(List.of(), OperationRecord.table(new byte[4]));
    }

    @Test
    void theLastNumberOfARequestIsFollowedByZero() {
        ReplyIds ids = new ReplyIds();
        for (int i = 0; i <= 65_534; i++) {
            assertEquals(i, ids.next());
        }
        assertEquals(0, ids.next());
        assertEquals(1, ids.next());
    }

    @Test
    void aReadIsAskedForAsInTheExamples() {
        assertEquals("0109000500000000000000", hex(TableKind.USERS.request()));
        assertEquals("010d000000000000000000", hex(TableKind.ATTENDANCE.request()));
        assertEquals("0122000000000000000000", hex(TableKind.OPERATIONS.request()));
        assertEquals(Optional.of(TableKind.USERS), TableKind.of(TableKind.USERS.request()));
        assertEquals(Optional.empty(), TableKind.of(bytes("0107000200000000000000")));
    }
}
