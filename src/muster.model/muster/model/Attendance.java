// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// One punch on the stream `/devices/events`, member for member what its readers know (product.md
/// SSE-10). Immutable.
///
/// @param type always `attendance`
/// @param deviceId serial of the terminal, or `unknown` when the terminal is not known
/// @param deviceName its name, or `Push Device <serial>`
/// @param serialNumber its serial
/// @param userId the PIN
/// @param timestamp the terminal's local time, `YYYY-MM-DD hh:mm:ss`
/// @param action the state's number; 255 when the terminal sent none
/// @param method the verify mode's number; 255 when the terminal sent none
/// @param rawData the same four facts as the terminal sent them
public record Attendance(
        String type,
        String deviceId,
        String deviceName,
        String serialNumber,
        String userId,
        String timestamp,
        int action,
        int method,
        Raw rawData) {

    /// The facts as sent.
    public record Raw(String userId, String timestamp, int status, int verifyMethod) {}

    /// The stream's form of a punch.
    ///
    /// @param terminal the terminal as it is known, or null when it is not
    public static Attendance of(Punch punch, Terminal terminal) {
        String time = LocalTimes.TEXT.format(punch.localTime());
        int state = punch.state() == Punch.NOT_GIVEN ? 255 : punch.state();
        int mode = punch.verifyMode() == Punch.NOT_GIVEN ? 255 : punch.verifyMode();
        boolean known = terminal != null;
        return new Attendance(
                "attendance",
                known ? punch.terminal() : "unknown",
                known ? terminal.name() : "Push Device " + punch.terminal(),
                punch.terminal(),
                punch.pin(),
                time,
                state,
                mode,
                new Raw(punch.pin(), time, state, mode));
    }
}
