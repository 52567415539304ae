// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Objects;

/// A punch as a terminal sent it (zk-push.md section 7.1). Whether its time is plausible is decided
/// elsewhere.
///
/// @param pin the person's number as text, 1 to 64 bytes; leading zeros, letters and inner blanks count
/// @param time what the terminal's clock showed
/// @param state in, out, break …; [#NOT_GIVEN] when it sent none or no number
/// @param verifyMode finger, card, face …; [#NOT_GIVEN] when it sent none or no number
/// @param workCode as sent; empty when none
/// @param offsetSeconds seconds east of UTC that the record itself names; null when it names none
/// @param raw the bytes of the line without its end; not to be changed
public record AttPunch(
        String pin,
        LocalDateTime time,
        int state,
        int verifyMode,
        String workCode,
        Integer offsetSeconds,
        byte[] raw)
        implements AttLine, TableRow {

    /// Stands for a state or verify mode that the terminal left empty.
    public static final int NOT_GIVEN = -1;

    @Override
    public boolean equals(Object other) {
        return other instanceof AttPunch punch
                && pin.equals(punch.pin)
                && time.equals(punch.time)
                && state == punch.state
                && verifyMode == punch.verifyMode
                && workCode.equals(punch.workCode)
                && Objects.equals(offsetSeconds, punch.offsetSeconds)
                && Arrays.equals(raw, punch.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pin, time, state, verifyMode, workCode, offsetSeconds, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return "punch of " + pin + " at " + TimeText.write(time) + ", state " + state + ", verify mode " + verifyMode;
    }
}
