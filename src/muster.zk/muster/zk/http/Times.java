// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.time.Duration;
import java.util.List;

/// How long a connection may take over each of its parts (zk-push.md section 3.2). Immutable.
///
/// @param idle silence before the first byte of a request, on a new connection and on a kept one
/// @param head from the first byte of a request to the end of its head
/// @param request from the first byte of a request to the end of its body; also for taking a reply
/// @param silence after this long without a byte, a body whose length nobody said is whole
/// @param linger after the last reply, for the peer to close its side
/// @param close for running requests to be finished when the listener closes
public record Times(
        Duration idle, Duration head, Duration request, Duration silence, Duration linger, Duration close) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /// 15 s idle, 10 s head, 60 s request, 5 s silence, 1 s linger, 5 s close.
    public static final Times STANDARD = new Times(
            Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5),
            Duration.ofSeconds(1), Duration.ofSeconds(5));

    /// Checks that every time is from a millisecond to a day.
    ///
    /// @throws IllegalArgumentException if one is not
    public Times {
        for (Duration time : List.of(idle, head, request, silence, linger, close)) {
            if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a time of " + time + ": allowed are a millisecond to a day");
            }
        }
    }
}
