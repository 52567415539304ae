// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/// A punch as the API, the exports and the sinks show it: one flat line, numbers raw and named.
/// Immutable.
///
/// @param seq its place in the journal
/// @param source the way it came in
/// @param terminal serial of the terminal
/// @param terminalName what people call it
/// @param pin the person's number
/// @param personName the person's name, or null when unknown
/// @param localTime what the terminal's clock showed, `YYYY-MM-DD hh:mm:ss`
/// @param time the instant, at the terminal's offset (RFC 3339)
/// @param zone the zone or offset used
/// @param zoneFrom who named the zone
/// @param fit whether the local time exists once in the zone
/// @param receivedAt when it reached this machine (UTC)
/// @param state raw number, or null when the terminal sent none
/// @param stateName its name, or null when there is none
/// @param verifyMode raw number, or null when the terminal sent none
/// @param verifyModeName its name, or null when it is not certain
/// @param workCode as sent
/// @param raw the line it was read from
/// @param checkIn what is known when it was made at a door; null for a terminal's
public record PunchRow(
        long seq,
        Source source,
        String terminal,
        String terminalName,
        String pin,
        String personName,
        String localTime,
        OffsetDateTime time,
        String zone,
        ZoneFrom zoneFrom,
        LocalTimeFit fit,
        Instant receivedAt,
        Integer state,
        String stateName,
        Integer verifyMode,
        String verifyModeName,
        String workCode,
        Bytes raw,
        CheckIn checkIn) {

    /// The row of a punch.
    ///
    /// @param terminal the terminal as it is known, or null when it is not
    /// @param personName the person's name, or null when unknown
    public static PunchRow of(long seq, Punch punch, Terminal terminal, String personName) {
        String dialect = terminal == null ? "" : terminal.dialect();
        return new PunchRow(
                seq,
                punch.source(),
                punch.terminal(),
                terminal == null ? punch.terminal() : terminal.name(),
                punch.pin(),
                personName,
                LocalTimes.text(punch.localTime()),
                punch.instant().atOffset(punch.offset()),
                punch.zone(),
                punch.zoneFrom(),
                punch.fit(),
                punch.receivedAt(),
                given(punch.state()),
                Codes.state(punch.state(), dialect),
                given(punch.verifyMode()),
                Codes.verifyMode(punch.verifyMode(), dialect),
                punch.workCode(),
                punch.raw(),
                punch.checkIn());
    }

    /// The same punch as others are to see it.
    ///
    /// @param otherPin the person's number for them
    /// @param local the local time for them
    /// @param moment the same at its offset
    public PunchRow shownAs(String otherPin, LocalDateTime local, OffsetDateTime moment) {
        return new PunchRow(seq, source, terminal, terminalName, otherPin, personName, LocalTimes.text(local), moment,
                zone, zoneFrom, fit, receivedAt, state, stateName, verifyMode, verifyModeName, workCode, raw, checkIn);
    }

    private static Integer given(int number) {
        return number == Punch.NOT_GIVEN ? null : number;
    }
}
