// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The users of a terminal at one moment. Immutable.
public final class UserTable {

    private static final int LAST_UID = 65_535;

    private final UserLayout layout;
    private final List<UserRecord> users;
    private final Map<Integer, UserRecord> slots = new HashMap<>();
    private final int templateSlots;

    private UserTable(UserLayout layout, List<UserRecord> all) {
        this.layout = layout;
        this.users = all.stream().filter(UserTable::isUser).toList();
        this.templateSlots = all.size() - users.size();
        all.forEach(user -> slots.putIfAbsent(user.uid(), user));
    }

    static boolean isUser(UserRecord record) {
        return record.privilege() != UserLayout.TEMPLATE_SLOT;
    }

    /// Reads a table as it came, with its length before it.
    ///
    /// @param count the users the terminal says it has
    /// @throws ProtocolException [ProtocolException.Kind#INCOMPLETE], [ProtocolException.Kind#LAYOUT_UNCLEAR]
    public static UserTable read(byte[] table, OptionalLong count, TerminalText text) throws ProtocolException {
        TableBytes bytes = TableBytes.of(table);
        if (bytes.length() == 0) {
            return new UserTable(null, List.of());
        }
        UserLayout layout = UserLayout.of(bytes, count);
        List<UserRecord> all = new ArrayList<>(bytes.length() / layout.size);
        for (int at = bytes.from(); at < bytes.to(); at += layout.size) {
            all.add(UserRecord.read(bytes.bytes(), at, layout, text));
        }
        return new UserTable(layout, all);
    }

    /// The users in the terminal's order.
    public List<UserRecord> users() {
        return users;
    }

    /// How they are laid out; empty when there are none.
    public Optional<UserLayout> layout() {
        return Optional.ofNullable(layout);
    }

    /// Entries that are places of templates and no users (AK3750/WL10).
    public int templateSlots() {
        return templateSlots;
    }

    /// The user in a slot.
    public Optional<UserRecord> user(int uid) {
        return Optional.ofNullable(slots.get(uid)).filter(UserTable::isUser);
    }

    /// The user with a user id; the first, should there be several.
    public Optional<UserRecord> user(String userId) {
        return users.stream().filter(user -> user.userId().equals(userId)).findFirst();
    }

    /// The lowest slot that holds nothing; empty when all 65,535 are taken. Ask a fresh table only.
    public OptionalInt freeUid() {
        for (int uid = 1; uid <= LAST_UID; uid++) {
            if (!slots.containsKey(uid)) {
                return OptionalInt.of(uid);
            }
        }
        return OptionalInt.empty();
    }
}
