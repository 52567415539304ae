// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.OptionalLong;

/// Clears the attendance records of a terminal without losing one (zk-pull.md section 9): nobody may punch;
/// count, read, store for good, count again; and only if nothing moved, clear.
final class Clearing {

    private final Conversation conversation;
    private final Tables tables;

    Clearing(Conversation conversation, Tables tables) {
        this.conversation = conversation;
        this.tables = tables;
    }

    /// To be called while the terminal is disabled. Some firmware takes punches all the same (section 12, row
    /// 18), so the counts decide.
    ClearOutcome perform(DurableStore store) throws ProtocolException, InterruptedException {
        AttendanceTable table = tables.attendance(TableProgress.NONE);
        OptionalLong stored = OptionalLong.of(table.size());
        if (!table.countBefore().equals(stored)) {
            return table.countAfter().equals(stored) ? ClearOutcome.MOVED : ClearOutcome.COUNT_WRONG;
        }
        if (table.size() == 0) {
            return ClearOutcome.EMPTY;
        }
        if (!store.store(table)) {
            return ClearOutcome.NOT_STORED;
        }
        if (!tables.sizes().records().equals(stored)) {
            return ClearOutcome.MOVED;
        }
        conversation.order(Commands.CMD_CLEAR_ATTLOG);
        conversation.order(Commands.CMD_REFRESHDATA);
        return ClearOutcome.CLEARED;
    }
}
