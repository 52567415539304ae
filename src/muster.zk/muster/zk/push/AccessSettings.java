// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.time.Duration;

/// What an access terminal is told when it asks how to behave (zk-push.md section 14.1).
///
/// @param serverName what it may show
/// @param errorDelay how long until it tries again after a failure
/// @param requestDelay time between two polls
/// @param transTimes up to ten `hh:mm` joined by `;`
/// @param transInterval time between uploads, in whole minutes
/// @param sessionId makes the token; letters and digits
/// @param timeout how long it waits for an answer
public record AccessSettings(
        String serverName,
        Duration errorDelay,
        Duration requestDelay,
        String transTimes,
        Duration transInterval,
        String sessionId,
        Duration timeout) {

    /// Settings with the recommended times.
    public static AccessSettings recommended(String serverName, String sessionId) {
        return new AccessSettings(
                serverName,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                "00:00;14:00",
                Duration.ofMinutes(1),
                sessionId,
                Duration.ofSeconds(10));
    }
}
