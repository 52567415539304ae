// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;
import java.util.List;

/// How long a session waits for what (zk-pull.md section 11). Immutable.
///
/// @param connect for a TCP connection
/// @param command for the answer to a simple request; over UDP it is sent again each quarter of it
/// @param prepare for the answer that a table is ready to be read; a terminal may have to build it
/// @param silence for the next bytes of a table over TCP; over UDP a quarter of `command`
/// @param trail for the end that ought to follow the last bytes
/// @param exit for the answer to the last words of a session or a read
/// @param table for one whole table
/// @param disabled how long a terminal that was told to let nobody use it does so without being told again
public record PullTimes(
        Duration connect, Duration command, Duration prepare, Duration silence, Duration trail, Duration exit,
        Duration table, Duration disabled) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /// 5 s, 10 s, 30 s, 60 s, 2 s, 2 s, 30 min, 2 min.
    public static final PullTimes STANDARD = new PullTimes(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60),
            Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMinutes(30), Duration.ofMinutes(2));

    /// Checks that each is at least a millisecond and at most a day.
    ///
    /// @throws IllegalArgumentException if one is not
    public PullTimes {
        for (Duration time : List.of(connect, command, prepare, silence, trail, exit, table, disabled)) {
            if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a session's times are 1 ms to 1 day, not " + time);
            }
        }
    }
}
