// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

/// A record of the attendance log. Immutable, and small: a terminal holds a hundred thousand.
///
/// @param uid the user's slot
/// @param userId what the user types, and what counts
/// @param time packed, see [WallTime]
/// @param state check-in, check-out ... (zk-pull.md section 10)
/// @param verify how the user was recognised
public record LogRecord(int uid, String userId, int time, int state, int verify) {

    /// The terminal's local time: `2026-11-20 08:00:05`.
    public String localTime() {
        return WallTime.text(time);
    }
}
