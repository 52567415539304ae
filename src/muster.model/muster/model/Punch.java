// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// One attendance mark of one person at one terminal or door. Immutable.
///
/// Two punches are the same when terminal, PIN, local time, state and verify mode are equal; nothing
/// else is compared, and no window of tolerance is applied (zk-push.md section 1, rule 11).
///
/// @param source the way it came in
/// @param terminal serial of the terminal, or id of the scanner
/// @param pin the person's number at the terminal, as text: leading zeros and letters count
/// @param localTime what the terminal's clock showed, to the second
/// @param offset the offset from UTC that turned it into [#instant()]
/// @param zone the zone the offset was taken from (`Asia/Kolkata`), or the offset itself (`+05:30`)
/// @param zoneFrom who said so
/// @param fit whether that local time exists once in the zone
/// @param receivedAt when it reached this machine (UTC)
/// @param state the terminal's number for in, out, break …; [#NOT_GIVEN] when it sent none
/// @param verifyMode the terminal's number for finger, card, face …; [#NOT_GIVEN] when it sent none
/// @param workCode as sent; empty when none
/// @param raw the line or bytes it was read from, kept for ever
/// @param checkIn what is known when it was made at a door and not at a terminal; else null
public record Punch(
        Source source,
        String terminal,
        String pin,
        LocalDateTime localTime,
        ZoneOffset offset,
        String zone,
        ZoneFrom zoneFrom,
        LocalTimeFit fit,
        Instant receivedAt,
        int state,
        int verifyMode,
        String workCode,
        Bytes raw,
        CheckIn checkIn) implements Fact {

    /// A punch of a terminal.
    public Punch(
            Source source,
            String terminal,
            String pin,
            LocalDateTime localTime,
            ZoneOffset offset,
            String zone,
            ZoneFrom zoneFrom,
            LocalTimeFit fit,
            Instant receivedAt,
            int state,
            int verifyMode,
            String workCode,
            Bytes raw) {
        this(source, terminal, pin, localTime, offset, zone, zoneFrom, fit, receivedAt, state, verifyMode, workCode,
                raw, null);
    }

    /// Stands for a state or verify mode that the terminal left empty.
    public static final int NOT_GIVEN = -1;

    /// The moment it happened (UTC), as far as the terminal's clock and zone can be trusted.
    public Instant instant() {
        return localTime.toInstant(offset);
    }
}
