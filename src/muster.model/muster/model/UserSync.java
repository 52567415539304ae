// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// New or changed people a terminal told of on the stream `/devices/events` (product.md SSE-13, FUT-01). Immutable.
///
/// @param type always `user_sync`
/// @param deviceId serial of the terminal, or `unknown` when the terminal is not known
/// @param deviceName its name, or `Push Device <serial>`
/// @param serialNumber its serial
/// @param usersCount how many people that were new or different, from 1
/// @param operation always `upload`
public record UserSync(
        String type, String deviceId, String deviceName, String serialNumber, int usersCount, String operation) {

    /// The stream's form of one person told by a terminal.
    ///
    /// @param serial of the terminal
    /// @param terminal the terminal as it is known, or null when it is not
    public static UserSync of(String serial, Terminal terminal) {
        boolean known = terminal != null;
        return new UserSync(
                "user_sync",
                known ? serial : "unknown",
                known ? terminal.name() : "Push Device " + serial,
                serial,
                1,
                "upload");
    }

    /// The same of so many people.
    public UserSync counting(int users) {
        return new UserSync(type, deviceId, deviceName, serialNumber, users, operation);
    }
}
