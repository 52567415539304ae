// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import muster.zk.pull.ProtocolException.Kind;

/// What a terminal stores, read and made sense of.
final class Tables {

    private final Conversation conversation;
    private final Quirks quirks;
    private final InstantSource time;
    private final TableReader reader;
    private UserLayout layout;

    Tables(Conversation conversation, PullSettings settings, InstantSource time) {
        this.conversation = conversation;
        this.quirks = settings.quirks();
        this.time = time;
        this.reader = new TableReader(conversation, settings);
    }

    FreeSizes sizes() throws ProtocolException, InterruptedException {
        return FreeSizes.read(conversation.order(Commands.CMD_GET_FREE_SIZES));
    }

    /// Counts are a help at most, so a terminal that has none is read all the same.
    private FreeSizes sizesIfAny() throws ProtocolException, InterruptedException {
        try {
            return sizes();
        } catch (ProtocolException failure) {
            if (failure.kind() == Kind.REFUSED || failure.kind() == Kind.UNSUPPORTED) {
                return new FreeSizes(List.of());
            }
            throw failure;
        }
    }

    UserTable users() throws ProtocolException, InterruptedException {
        OptionalLong count = sizesIfAny().users();
        byte[] table = reader.read(TableKind.USERS, TableProgress.NONE);
        try {
            UserTable users = UserTable.read(table, count, quirks.text());
            layout = users.layout().orElse(layout);
            return users;
        } catch (ProtocolException failure) {
            throw failure.at(conversation.terminal());
        }
    }

    /// Refuses a record of another layout than the users read last.
    void checkLayout(UserRecord user) throws ProtocolException {
        if (layout != null && layout != user.layout()) {
            throw new ProtocolException(
                    Kind.UNWRITABLE,
                    conversation.terminal() + " keeps users in records of " + layout.size() + " bytes, not of "
                            + user.layout().size() + ".",
                    "Nothing was written. Begin with a record that was read from it.");
        }
    }

    AttendanceTable attendance(TableProgress progress) throws ProtocolException, InterruptedException {
        OptionalLong before = sizesIfAny().records();
        byte[] table = reader.read(TableKind.ATTENDANCE, progress);
        OptionalLong after = sizesIfAny().records();
        // Its local time is within a day of ours wherever it is.
        LocalDateTime now = LocalDateTime.ofInstant(time.instant(), ZoneOffset.UTC);
        try {
            return AttendanceTable.read(
                    table, new LayoutHints(before, after, quirks.layout(), quirks.stateFirst(), now));
        } catch (ProtocolException failure) {
            throw failure.at(conversation.terminal());
        }
    }

    List<OperationRecord> operations() throws ProtocolException, InterruptedException {
        byte[] table = reader.read(TableKind.OPERATIONS, TableProgress.NONE);
        try {
            return OperationRecord.table(table);
        } catch (ProtocolException failure) {
            throw failure.at(conversation.terminal());
        }
    }
}
