// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.Vectors.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import muster.zk.pull.AttendanceLayout.Form;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attendance tables, and how their layout is told.
class AttendanceTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 9, 0);
    private static final byte[] MARKER = bytes("ff3235350000000000");
    private static final String[] ALL = {"8", "8-ma300", "16", "22", "40", "41", "49", "52", "64", "97", "256"};

    static List<List<String>> examples() {
        return Vectors.rows("attendance.txt");
    }

    static List<String> layouts() {
        return List.of(ALL);
    }

    @Test
    void thereAreExamples() {
        assertEquals(10, examples().size());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isReadAsInTheExampleWhateverTheCount(List<String> row) throws ProtocolException {
        for (String count : List.of(row.get(1), "0", "1", "2", "3", "7")) {
            AttendanceTable table = AttendanceTable.read(bytes(row.get(3)), counted(count));
            assertEquals(row.get(2), "" + table.layout().orElseThrow().stride());
            assertEquals(row.get(4), table.stream().map(AttendanceTest::written).collect(Collectors.joining("; ")));
        }
    }

    private static String written(AttendanceRecord record) {
        return String.join(",", dash(record.uid() < 0 ? "" : "" + record.uid()), dash(record.userId()),
                record.time().toString(), "" + record.verify(), "" + record.state());
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static LayoutHints counted(String count) {
        return count.isEmpty() ? LayoutHints.none(NOW) : counted(Long.parseLong(count));
    }

    private static LayoutHints counted(long count) {
        return new LayoutHints(OptionalLong.of(count), OptionalLong.empty(), null, false, NOW);
    }

    private static LayoutHints given(String layout) {
        return new LayoutHints(
                OptionalLong.empty(), OptionalLong.empty(), AttendanceLayout.named(layout).orElseThrow(), false, NOW);
    }

    private static byte[] table(byte[]... records) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(LittleEndian.u32(Arrays.stream(records).mapToInt(record -> record.length).sum()));
        Arrays.stream(records).forEach(table::writeBytes);
        return table.toByteArray();
    }

    /// Records a minute apart, of as many people as there are.
    private static byte[][] records(String layout, int count, LocalDateTime first) {
        AttendanceLayout known = AttendanceLayout.named(layout).orElseThrow();
        byte[][] records = new byte[count][];
        for (int i = 0; i < count; i++) {
            records[i] = known.write(i % 900 + 1, "" + (1001 + i % 900), first.plusMinutes(i), i % 3, i % 6, 0);
        }
        return records;
    }

    private static byte[] table(String layout, int count) {
        return table(records(layout, count, NOW.minusMinutes(count)));
    }

    /// The heart of it: no table is cut at the wrong places because a terminal miscounted.
    @ParameterizedTest
    @MethodSource("layouts")
    void theLayoutIsToldByTheRecordsForAnySizeAndAnyCount(String layout) throws ProtocolException {
        for (int size : new int[] {1, 2, 3, 5, 8, 11, 40, 80, 147, 199, 200, 201, 880, 1000}) {
            byte[] bytes = table(layout, size);
            for (long count : new long[] {size, 0, 1, size - 1, size + 1, size + 3, 2L * size, 58}) {
                AttendanceTable table = AttendanceTable.read(bytes, counted(count));
                assertEquals(layout, table.layout().orElseThrow().name(), size + " records counted as " + count);
                assertEquals(size, table.size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void whatIsWrittenIsRead(String layout) throws ProtocolException {
        AttendanceLayout known = AttendanceLayout.named(layout).orElseThrow();
        byte[] written = known.write(7, "100", NOW, 15, 255, 55);
        AttendanceRecord record = known.read(written, 0);
        assertEquals(NOW, record.time());
        assertEquals(15, record.verify());
        assertEquals(255, record.state());
        assertEquals(layout.equals("16") ? AttendanceRecord.NO_UID : 7, record.uid());
        assertEquals(layout.startsWith("8") ? "" : "100", record.userId());
        assertEquals(layout.equals("16") ? "55" : "", record.workCode());
        assertArrayEquals(written, record.raw());
        assertEquals(Kind.MALFORMED,
                assertThrows(ProtocolException.class, () -> known.read(written, 1)).kind());
        assertEquals(Kind.MALFORMED,
                assertThrows(ProtocolException.class, () -> known.read(written, -1)).kind());
    }

    @Test
    void recordsOf16BytesMayHaveTheStateFirst() throws ProtocolException {
        byte[] bytes = table(records("16-state-first", 30, NOW.minusDays(1)));
        LayoutHints hints = new LayoutHints(OptionalLong.of(30), OptionalLong.of(30), null, true, NOW);
        AttendanceTable table = AttendanceTable.read(bytes, hints);
        assertEquals("16-state-first", table.layout().orElseThrow().name());
        assertEquals(5, table.get(5).state());
        assertEquals(2, table.get(5).verify());
    }

    @Test
    void oneImpossibleDateSpoilsNothingButItself() throws ProtocolException {
        byte[][] records = records("40", 40, NOW.minusDays(1));
        LittleEndian.putU32(records[17], 27, 840_848_400);
        AttendanceTable table = AttendanceTable.read(table(records), counted(40));
        assertEquals(40, table.size());
        assertFalse(table.get(17).valid());
        assertArrayEquals(records[17], table.get(17).raw());
        assertEquals(39, table.stream().filter(AttendanceRecord::valid).count());
    }

    @Test
    void aRecordOfADeletedUserIsKept() throws ProtocolException {
        byte[] record = AttendanceLayout.of(Form.TEXT_40).write(0, "A1B2C3D4E5F6G7H8I9J0K1L2", NOW, 1, 0, 0);
        AttendanceRecord read = AttendanceTable.read(table(record), counted(0)).get(0);
        assertEquals(0, read.uid());
        assertEquals("A1B2C3D4E5F6G7H8I9J0K1L2", read.userId());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void markersOfOldFirmwareAreSkipped(String layout) throws ProtocolException {
        byte[][] records = records(layout, 12, NOW.minusDays(1));
        List<byte[]> marked = new ArrayList<>();
        for (int i = 0; i < records.length; i++) {
            if (i % 5 == 0) {
                marked.add(MARKER);
            }
            marked.add(records[i]);
        }
        AttendanceTable table = AttendanceTable.read(table(marked.toArray(byte[][]::new)), counted(12));
        assertEquals(layout, table.layout().orElseThrow().name());
        assertEquals(12, table.size());
        for (int i = 0; i < 12; i++) {
            assertArrayEquals(records[i], table.get(i).raw());
        }
    }

    @Test
    void theFamilyThatPutsThreeWordsBeforeItsRecordsIsRead() throws ProtocolException {
        byte[][] records = records("22", 9, NOW.minusDays(1));
        byte[] plain = table(records);
        for (int outer : new int[] {198, 202, 206, 210}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(LittleEndian.u32(outer, 5, 198));
            bytes.write(plain, 4, plain.length - 4);
            AttendanceTable table = AttendanceTable.read(bytes.toByteArray(), counted(9));
            assertEquals(9, table.size());
            assertArrayEquals(records[0], table.get(0).raw());
        }
    }

    @Test
    void paddingBehindTheRecordsIsNoRecord() throws ProtocolException {
        byte[] padded = Arrays.copyOf(table("40", 3), 4 + 3 * 40 + 40);
        assertEquals(3, AttendanceTable.read(padded, counted(4)).size());
        assertEquals(padded.length, AttendanceTable.read(padded, counted(4)).bytes());
        assertArrayEquals(padded, AttendanceTable.read(padded, counted(4)).raw());
    }

    @Test
    void aTableShorterThanItSaysIsNotTakenInPart() {
        byte[] whole = table("40", 4);
        for (int length : new int[] {1, 3, 4, 5, 112, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertEquals(Kind.INCOMPLETE,
                    assertThrows(ProtocolException.class, () -> AttendanceTable.read(cut, counted(4))).kind());
        }
    }

    @Test
    void anEmptyTableHasNoRecordsAndNoLayout() throws ProtocolException {
        for (byte[] bytes : new byte[][] {{}, new byte[4], new byte[100]}) {
            AttendanceTable table = AttendanceTable.read(bytes, counted(5));
            assertEquals(0, table.size());
            assertEquals(Optional.empty(), table.layout());
            assertFalse(table.iterator().hasNext());
            assertThrows(IndexOutOfBoundsException.class, () -> table.get(0));
        }
    }

    @Test
    void nonsenseIsUnclearAndKept() {
        byte[] zeros = new byte[84];
        zeros[0] = 80;
        byte[] odd = bytes("0700000001020304050607");
        for (byte[] bytes : new byte[][] {zeros, odd}) {
            ProtocolException unclear =
                    assertThrows(ProtocolException.class, () -> AttendanceTable.read(bytes, counted(2)));
            assertEquals(Kind.LAYOUT_UNCLEAR, unclear.kind());
            assertArrayEquals(bytes, unclear.table().orElseThrow());
            assertTrue(unclear.getMessage().contains("no ") && unclear.advice().contains("settings"));
        }
    }

    /// A clock that is years ahead or was never set makes times that cannot be; the count still says it.
    @ParameterizedTest
    @ValueSource(strings = {"2031-05-05T12:00", "2000-01-01T00:00"})
    void recordsOfAWrongClockAreReadWhereTheCountAgrees(String first) throws ProtocolException {
        byte[] bytes = table(records("40", 6, LocalDateTime.parse(first)));
        assertEquals(6, AttendanceTable.read(bytes, counted(6)).size());
        assertEquals(6, AttendanceTable.read(bytes, new LayoutHints(
                OptionalLong.of(5), OptionalLong.of(6), null, false, NOW)).size());
        assertEquals(Kind.LAYOUT_UNCLEAR,
                assertThrows(ProtocolException.class, () -> AttendanceTable.read(bytes, counted(5))).kind());
        assertEquals(6, AttendanceTable.read(bytes, given("40")).size());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void recordsOfAClockAheadAreReadInEveryLayoutWhereTheCountAgrees(String layout) throws ProtocolException {
        byte[] bytes = table(records(layout, 7, LocalDateTime.of(2031, 5, 5, 12, 0)));
        assertEquals(layout, AttendanceTable.read(bytes, counted(7)).layout().orElseThrow().name());
    }

    /// The lowest byte of a time can look like a state.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 255})
    void oneShortRecordIsEnoughWhateverItsSecond(int lowest) throws ProtocolException {
        LocalDateTime time = WireTime.ofPacked((WireTime.packed(NOW) & ~0xFF) - 256 + lowest).orElseThrow();
        for (int state : new int[] {0, 1, 2, 3, 4, 5, 255}) {
            for (Form form : List.of(Form.UID_8, Form.UID_8_MA300)) {
                byte[] record = AttendanceLayout.of(form).write(7, "", time, 1, state, 0);
                AttendanceTable read = AttendanceTable.read(table(record), counted(0));
                assertEquals(AttendanceLayout.of(form), read.layout().orElseThrow());
            }
        }
    }

    /// Sites rename states and add their own.
    @Test
    void statesOfTheSitesOwnAreReadWhereTheCountAgrees() throws ProtocolException {
        AttendanceLayout layout = AttendanceLayout.of(Form.TEXT_40);
        byte[] bytes = table(layout.write(1, "1", NOW, 1, 77, 0), layout.write(2, "2", NOW, 1, 78, 0));
        assertEquals(77, AttendanceTable.read(bytes, counted(2)).get(0).state());
    }

    @Test
    void aGivenLayoutIsNotQuestioned() throws ProtocolException {
        byte[] bytes = table("40", 2);
        assertEquals(10, AttendanceTable.read(bytes, given("8")).size());
        assertEquals(1, AttendanceTable.read(bytes, given("80")).size());
        ProtocolException wrong =
                assertThrows(ProtocolException.class, () -> AttendanceTable.read(bytes, given("22")));
        assertEquals(Kind.LAYOUT_UNCLEAR, wrong.kind());
        assertTrue(wrong.getMessage().contains("which its settings give"), wrong.getMessage());
    }

    /// A work code of some size, read as a time, is a day in 2000.
    @Test
    void largeWorkCodesDoNotMakeHalvesOfRecordsLookWhole() throws ProtocolException {
        AttendanceLayout layout = AttendanceLayout.of(Form.NUMBER_16);
        byte[][] records = new byte[20][];
        for (int i = 0; i < records.length; i++) {
            records[i] = layout.write(0, "" + (500 + i), NOW.minusHours(i), 1, 0, 1_000_000 + i);
        }
        assertEquals("16", AttendanceTable.read(table(records), counted(0)).layout().orElseThrow().name());
    }

    @Test
    void layoutsHaveNames() {
        for (String name : ALL) {
            assertEquals(name, AttendanceLayout.named(name).orElseThrow().name());
        }
        for (String wrong : List.of("", "7", "9", "39", "257", "300", "040", "4294967336", "-40", "forty")) {
            assertEquals(Optional.empty(), AttendanceLayout.named(wrong), wrong);
        }
        assertThrows(IllegalArgumentException.class, () -> new AttendanceLayout(Form.UID_8, 9));
        assertThrows(IllegalArgumentException.class, () -> new AttendanceLayout(Form.TEXT_40, 39));
    }

    @Test
    void recordsAreReadWhenTheyAreTaken() throws ProtocolException {
        AttendanceTable table = AttendanceTable.read(table("49", 100_000), counted(100_000));
        assertEquals(100_000, table.size());
        assertEquals(NOW.minusMinutes(1), table.get(99_999).time());
        int seen = 0;
        for (AttendanceRecord record : table) {
            seen += record.valid() ? 1 : 0;
        }
        assertEquals(100_000, seen);
    }
}
