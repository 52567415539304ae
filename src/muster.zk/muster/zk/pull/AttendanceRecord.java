// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Objects;

/// One attendance record as a terminal keeps it (zk-pull.md section 7.2). All numbers are the terminal's own.
///
/// @param uid the slot, given to others after a deletion and 0 for deleted users; [#NO_UID] where the layout
///     holds none
/// @param userId the number the person is known by, as text; empty where the layout holds none
/// @param time what the terminal's clock showed; null for a time that does not exist
/// @param verify finger, card, face …
/// @param state in, out, break …
/// @param workCode empty where the layout holds none
/// @param raw the record as it stands; not to be changed
public record AttendanceRecord(
        int uid, String userId, LocalDateTime time, int verify, int state, String workCode, byte[] raw) {

    /// Stands for the slot where the layout holds none.
    public static final int NO_UID = -1;

    /// Whether its time exists.
    public boolean valid() {
        return time != null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttendanceRecord record
                && uid == record.uid
                && userId.equals(record.userId)
                && Objects.equals(time, record.time)
                && verify == record.verify
                && state == record.state
                && workCode.equals(record.workCode)
                && Arrays.equals(raw, record.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uid, userId, time, verify, state, workCode, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return "record of " + (userId.isEmpty() ? "slot " + uid : userId) + " at "
                + (time == null ? "an impossible time" : time) + ", state " + state + ", verify mode " + verify;
    }
}
