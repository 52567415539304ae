// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.Objects;

/// What is peculiar to one terminal (zk-pull.md section 12). Immutable.
///
/// @param text how it writes names
/// @param layout how its attendance records are laid out; null to tell it by what is in them
/// @param stateFirst whether its records of 16 bytes have the state before the verify mode
/// @param lenientReplyId whether any reply is taken for the one awaited, for firmware that does not repeat
///     the request's number
/// @param disableDuringRead whether nobody may use it while a table is read
/// @param continuation whether it sends more data than its frames say (AK3750, WL10)
/// @param unlockUnit what it counts in when it unlocks
public record Quirks(
        TerminalText text, AttendanceLayout layout, boolean stateFirst, boolean lenientReplyId,
        boolean disableDuringRead, boolean continuation, UnlockUnit unlockUnit) {

    /// A terminal like most.
    public static final Quirks NONE =
            new Quirks(TerminalText.UTF_8, null, false, false, false, false, UnlockUnit.TENTHS);

    /// Checks that the needed ones are given.
    public Quirks {
        Objects.requireNonNull(text);
        Objects.requireNonNull(unlockUnit);
    }
}
