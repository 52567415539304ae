// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Users: one record, and a table of them.
class UserTest {

    private static final TerminalText TEXT = TerminalText.UTF_8;
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    static List<List<String>> users() {
        return Vectors.rows("users.txt");
    }

    @ParameterizedTest
    @MethodSource("users")
    void isReadAsInTheExample(List<String> row) throws ProtocolException {
        UserLayout layout = row.get(1).equals("28") ? UserLayout.SHORT_28 : UserLayout.LONG_72;
        UserRecord user = UserRecord.read(bytes(row.get(2)), 0, layout, TEXT);
        assertEquals(row.subList(3, 10), List.of(
                "" + user.uid(), "" + user.privilege(), user.password(), user.name(), "" + user.group(),
                user.userId(), "" + user.card()));
        assertEquals(row.get(2), hex(user.raw()));
    }

    static List<List<String>> written() {
        return Vectors.rows("users-write.txt");
    }

    @Test
    void thereAreExamples() {
        assertEquals(4, users().size());
        assertEquals(4, written().size());
    }

    @ParameterizedTest
    @MethodSource("written")
    void isWrittenAsInTheExample(List<String> row) throws ProtocolException {
        byte[] expected = bytes(row.get(1));
        boolean bulk = row.getFirst().contains("bulk");
        UserRecord user = UserRecord.blank(expected.length == 28 ? UserLayout.SHORT_28 : UserLayout.LONG_72, TEXT)
                .withUid(14)
                .withPrivilege(bulk ? 6 : 14)
                .withPassword("12345" + (bulk && expected.length == 72 ? "6" : ""))
                .withName("Nuevo")
                .withCard(6543)
                .withUserId("11224488");
        if (bulk && expected.length == 72) {
            // That program writes the group as text into the flag of the time zones; captures have it before.
            expected[39] = 1;
            expected[40] = 0;
        }
        assertEquals(hex(expected), hex(user.raw()));
    }

    @Test
    void aChangeLeavesAllOtherBytesAsTheyWere() throws ProtocolException {
        byte[] captured = bytes(users().getLast().get(2));
        UserRecord changed = UserRecord.read(captured, 0, UserLayout.LONG_72, TEXT).withName("Nell").withCard(7);
        byte[] expected = captured.clone();
        System.arraycopy(TEXT.encode("Nell", 24), 0, expected, 11, 24);
        System.arraycopy(bytes("07000000"), 0, expected, 35, 4);
        assertEquals(hex(expected), hex(changed.raw()));
    }

    @Test
    void theRoleAndWhetherDisabledAreBitsOfThePrivilege() {
        UserRecord user = UserRecord.blank(UserLayout.LONG_72, TEXT);
        assertEquals(7, user.withPrivilege(14).role());
        assertEquals(1, user.withPrivilege(2).role());
        assertFalse(user.withPrivilege(14).disabled());
        assertTrue(user.withPrivilege(15).disabled());
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        UserRecord small = UserRecord.blank(UserLayout.SHORT_28, TEXT);
        UserRecord large = UserRecord.blank(UserLayout.LONG_72, TEXT);
        for (String wrong : List.of("A1", "007", "4294967296", "99999999999", "-1", "")) {
            assertEquals(Kind.UNWRITABLE, unwritable(() -> small.withUserId(wrong)), wrong);
        }
        assertEquals(Kind.UNWRITABLE, unwritable(() -> small.withPassword("123456")));
        assertEquals(Kind.UNWRITABLE, unwritable(() -> large.withPassword("123456789")));
        assertEquals(Kind.UNWRITABLE, unwritable(() -> large.withUserId("1234567890123456789012345")));
        assertEquals(Kind.UNWRITABLE, unwritable(() -> large.withUserId("a b")));
        assertEquals(Kind.UNWRITABLE, unwritable(() -> large.withCard(1L << 32)));
        assertThrows(IllegalArgumentException.class, () -> large.withUid(0));
        assertThrows(IllegalArgumentException.class, () -> large.withUid(65_536));
    }

    private static Kind unwritable(Executable change) {
        return assertThrows(ProtocolException.class, change).kind();
    }

    @Test
    void thePasswordIsNotShown() throws ProtocolException {
        UserRecord user = UserRecord.blank(UserLayout.LONG_72, TEXT).withPassword("secret").withUserId("7");
        assertEquals("secret", user.password());
        assertFalse(user.toString().contains("secret"));
        assertEquals("", UserRecord.blank(UserLayout.LONG_72, TEXT).withPassword("").password());
    }

    private static byte[] table(UserRecord... users) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(LittleEndian.u32(users.length == 0 ? 0 : (long) users.length * users[0].layout().size()));
        Arrays.stream(users).forEach(user -> table.writeBytes(user.raw()));
        return table.toByteArray();
    }

    private static UserRecord user(UserLayout layout, int uid) {
        try {
            return UserRecord.blank(layout, TEXT).withUid(uid).withUserId("" + (1000 + uid)).withName("P" + uid);
        } catch (ProtocolException cannotBe) {
            throw new AssertionError(cannotBe);
        }
    }

    private static UserRecord[] users(UserLayout layout, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(uid -> user(layout, uid))
                .toArray(UserRecord[]::new);
    }

    /// 504 bytes are 18 small records or 7 large ones, and the count may lie.
    @ParameterizedTest
    @EnumSource(UserLayout.class)
    void aTableIsReadInTheLayoutThatMakesSenseWhateverTheCount(UserLayout layout) throws ProtocolException {
        for (int count : new int[] {1, 2, 7, 14, 18, 36, 126}) {
            byte[] table = table(users(layout, count));
            for (long told : new long[] {count, 0, 1, 7, 18, count + 1}) {
                UserTable read = UserTable.read(table, OptionalLong.of(told), TEXT);
                assertEquals(Optional.of(layout), read.layout());
                assertEquals(count, read.users().size());
                assertEquals(Optional.of("P" + count), read.user("" + (1000 + count)).map(UserRecord::name));
            }
        }
    }

    @Test
    void aTableOfAnotherSizeIsUnclearAndItsPasswordsAreNotKept() {
        ProtocolException unclear =
                assertThrows(ProtocolException.class, () -> UserTable.read(bytes("02000000aabb"), UNKNOWN, TEXT));
        assertEquals(Kind.LAYOUT_UNCLEAR, unclear.kind());
        assertEquals(Optional.empty(), unclear.table());
    }

    @Test
    void anEmptyTableHasNobody() throws ProtocolException {
        for (byte[] table : new byte[][] {{}, new byte[4], new byte[12]}) {
            UserTable read = UserTable.read(table, UNKNOWN, TEXT);
            assertEquals(List.of(), read.users());
            assertEquals(Optional.empty(), read.layout());
            assertEquals(OptionalInt.of(1), read.freeUid());
        }
    }

    @Test
    void templatesPlacesAreNoUsersAndNotFree() throws ProtocolException {
        UserRecord slot = user(UserLayout.LONG_72, 1).withPrivilege(0x31);
        UserTable read = UserTable.read(
                table(slot, user(UserLayout.LONG_72, 2), user(UserLayout.LONG_72, 4)), UNKNOWN, TEXT);
        assertEquals(1, read.templateSlots());
        assertEquals(List.of(2, 4), read.users().stream().map(UserRecord::uid).toList());
        assertEquals(Optional.empty(), read.user(1));
        assertEquals(OptionalInt.of(3), read.freeUid());
    }
}
