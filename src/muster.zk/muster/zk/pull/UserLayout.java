// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.OptionalLong;

/// How a terminal lays out its users (zk-pull.md section 7.1).
public enum UserLayout {
    //       size  password  name    card  group  zones  user id
    /// The older form, 28 bytes: the user id is a number.
    SHORT_28(28,   3, 5,     8, 8,   16,   21,    22, 2, 24, 4),
    /// The newer form, 72 bytes: the user id is a text of up to 24 bytes.
    LONG_72(72,    3, 8,     11, 24, 35,   39,    40, 8, 48, 24);

    static final int UID = 0;
    static final int PRIVILEGE = 2;

    /// The privilege of a template's place in the table of the AK3750/WL10 family: no user, and not to be
    /// overwritten.
    static final int TEMPLATE_SLOT = 0x31;

    final int size;
    final int password;
    final int passwordSize;
    final int name;
    final int nameSize;
    final int card;
    final int group;
    final int zones;
    final int zonesSize;
    final int userId;
    final int userIdSize;

    UserLayout(
            int size, int password, int passwordSize, int name, int nameSize, int card, int group, int zones,
            int zonesSize, int userId, int userIdSize) {
        this.size = size;
        this.password = password;
        this.passwordSize = passwordSize;
        this.name = name;
        this.nameSize = nameSize;
        this.card = card;
        this.group = group;
        this.zones = zones;
        this.zonesSize = zonesSize;
        this.userId = userId;
        this.userIdSize = userIdSize;
    }

    /// The bytes of a record.
    public int size() {
        return size;
    }

    /// The layout that fits a table: the only one that divides it, or else the one in which it makes sense.
    /// The count decides only between equals, because counts can be wrong.
    ///
    /// @param table the whole table, with its length before it
    /// @param count the users the terminal says it has
    /// @throws ProtocolException [ProtocolException.Kind#INCOMPLETE] if it is shorter than it says,
    ///     [ProtocolException.Kind#LAYOUT_UNCLEAR]
    static UserLayout of(TableBytes table, OptionalLong count) throws ProtocolException {
        boolean isShort = table.length() % SHORT_28.size == 0;
        boolean isLong = table.length() % LONG_72.size == 0;
        if (isShort && isLong) {
            double favour = LONG_72.sense(table) - SHORT_28.sense(table);
            return favour == 0 ? counted(table, count) : favour > 0 ? LONG_72 : SHORT_28;
        }
        if (!isShort && !isLong) {
            // The table itself is not kept: it holds passwords.
            throw ProtocolException.unclear(
                    "The table of users has " + table.length() + " bytes, which is no number of records of 28 or 72.",
                    null);
        }
        return isLong ? LONG_72 : SHORT_28;
    }

    private static UserLayout counted(TableBytes table, OptionalLong count) {
        return count.isPresent() && count.getAsLong() * SHORT_28.size == table.length() ? SHORT_28 : LONG_72;
    }

    /// The share of records that make sense in this layout.
    private double sense(TableBytes table) {
        int good = 0;
        for (int at = table.from(); at < table.to(); at += size) {
            good += sensible(table.bytes(), at) ? 1 : 0;
        }
        return (double) good * size / Math.max(1, table.length());
    }

    private boolean sensible(byte[] bytes, int at) {
        int privilege = LittleEndian.u8(bytes, at + PRIVILEGE);
        return (privilege < 0x10 || privilege == TEMPLATE_SLOT)
                && printable(bytes, at + name, nameSize)
                && (this == SHORT_28 || bytes[at + userId] != 0 && printable(bytes, at + userId, userIdSize));
    }

    private static boolean printable(byte[] bytes, int from, int length) {
        for (byte letter : LittleEndian.text(bytes, from, length)) {
            if (letter >= 0 && letter < 0x20 || letter == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
