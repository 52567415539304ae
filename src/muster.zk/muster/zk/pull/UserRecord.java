// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import muster.zk.pull.ProtocolException.Kind;

/// A user as a terminal keeps it (zk-pull.md section 7.1). Immutable.
///
/// It holds the terminal's own bytes, and a change touches its field only: writing a record replaces all of
/// it, so password, card, group and time zones survive by being written back as they were read.
public final class UserRecord {

    private static final long LARGEST_NUMBER = 0xFFFF_FFFFL;

    private final UserLayout layout;
    private final TerminalText text;
    private final byte[] raw;

    private UserRecord(UserLayout layout, TerminalText text, byte[] raw) {
        this.layout = layout;
        this.text = text;
        this.raw = raw;
    }

    /// A user without anything, in group 1.
    public static UserRecord blank(UserLayout layout, TerminalText text) {
        byte[] raw = new byte[layout.size];
        raw[layout.group] = 1;
        return new UserRecord(layout, text, raw);
    }

    /// Reads a record.
    ///
    /// @throws ProtocolException [Kind#MALFORMED] if the array ends before the record does
    public static UserRecord read(byte[] bytes, int from, UserLayout layout, TerminalText text)
            throws ProtocolException {
        if (from < 0 || from > bytes.length - layout.size) {
            throw new ProtocolException(
                    Kind.MALFORMED, "A user's record ends too early.", "Nothing was taken from it.");
        }
        return new UserRecord(layout, text, Arrays.copyOfRange(bytes, from, from + layout.size));
    }

    /// How it is laid out.
    public UserLayout layout() {
        return layout;
    }

    /// The slot, 1 to 65535: the terminal's own number, given to others after a deletion.
    public int uid() {
        return LittleEndian.u16(raw, UserLayout.UID);
    }

    /// The privilege byte as it stands: bit 0 disabled, bits 1 to 3 the role; 0 is a user, 14 an
    /// administrator.
    public int privilege() {
        return LittleEndian.u8(raw, UserLayout.PRIVILEGE);
    }

    /// Whether the user may not use the terminal.
    public boolean disabled() {
        return (privilege() & 1) == 1;
    }

    /// The role: 0 user, 1 enroller, 3 manager, 7 administrator.
    public int role() {
        return privilege() >> 1 & 7;
    }

    /// The password as text; empty when none. Not for logs.
    public String password() {
        return text.decode(raw, layout.password, layout.passwordSize);
    }

    /// The name as the terminal has it, perhaps cut.
    public String name() {
        return text.decode(raw, layout.name, layout.nameSize);
    }

    /// The card's number; 0 when none.
    public long card() {
        return LittleEndian.u32(raw, layout.card);
    }

    /// The access group.
    public int group() {
        return LittleEndian.u8(raw, layout.group);
    }

    /// The bytes of the time zones.
    public byte[] zones() {
        return Arrays.copyOfRange(raw, layout.zones, layout.zones + layout.zonesSize);
    }

    /// The number the person is known by, as text: leading zeros and letters count.
    public String userId() {
        return layout == UserLayout.SHORT_28
                ? Long.toString(LittleEndian.u32(raw, layout.userId))
                : text.decode(raw, layout.userId, layout.userIdSize);
    }

    /// The record as it stands.
    public byte[] raw() {
        return raw.clone();
    }

    /// With another slot.
    ///
    /// @throws IllegalArgumentException if it is not 1 to 65535
    public UserRecord withUid(int uid) {
        if (uid < 1 || uid > 65_535) {
            throw new IllegalArgumentException("a user's slot is 1 to 65535, not " + uid);
        }
        return with(UserLayout.UID, LittleEndian.u16(uid));
    }

    /// With another privilege byte.
    public UserRecord withPrivilege(int privilege) {
        return with(UserLayout.PRIVILEGE, (byte) privilege);
    }

    /// With another password.
    ///
    /// @throws ProtocolException [Kind#UNWRITABLE] if it is too long or no plain ASCII
    public UserRecord withPassword(String password) throws ProtocolException {
        return with(layout.password, plain("password", password, layout.passwordSize));
    }

    /// With another name, cut between characters if it is too long.
    ///
    /// @throws ProtocolException [Kind#UNWRITABLE] if the terminal's charset has no such characters
    public UserRecord withName(String name) throws ProtocolException {
        return with(layout.name, text.encode(name, layout.nameSize));
    }

    /// With another card.
    ///
    /// @throws ProtocolException [Kind#UNWRITABLE] if the number has more than 32 bits
    public UserRecord withCard(long card) throws ProtocolException {
        if (card < 0 || card > LARGEST_NUMBER) {
            throw unwritable("A card's number has at most 32 bits.");
        }
        return with(layout.card, LittleEndian.u32(card));
    }

    /// With another access group.
    public UserRecord withGroup(int group) {
        return with(layout.group, (byte) group);
    }

    /// With another user id.
    ///
    /// @throws ProtocolException [Kind#UNWRITABLE] if the record cannot hold it
    public UserRecord withUserId(String userId) throws ProtocolException {
        if (layout == UserLayout.LONG_72) {
            return with(layout.userId, plain("user id", userId, layout.userIdSize));
        }
        Optional<Long> number = number(userId);
        if (number.isEmpty()) {
            throw unwritable("This terminal takes only numbers of at most 32 bits without leading zeros as user ids.");
        }
        return with(layout.userId, LittleEndian.u32(number.get()));
    }

    private static Optional<Long> number(String digits) {
        if (!digits.matches("0|[1-9][0-9]{0,9}") || Long.parseLong(digits) > LARGEST_NUMBER) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(digits));
    }

    private static byte[] plain(String what, String value, int size) throws ProtocolException {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > size || !value.chars().allMatch(letter -> letter > 0x20 && letter < 0x7f)) {
            throw unwritable("This terminal takes at most " + size + " plain letters and digits as a " + what + ".");
        }
        return Arrays.copyOf(bytes, size);
    }

    private static ProtocolException unwritable(String sentence) {
        return new ProtocolException(Kind.UNWRITABLE, sentence, "Nothing was written. Choose another.");
    }

    private UserRecord with(int at, byte... field) {
        byte[] changed = raw.clone();
        System.arraycopy(field, 0, changed, at, field.length);
        return new UserRecord(layout, text, changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserRecord user && layout == user.layout && Arrays.equals(raw, user.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(layout, Arrays.hashCode(raw));
    }

    /// Without the password.
    @Override
    public String toString() {
        return "user " + userId() + " in slot " + uid();
    }
}
