// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import java.time.Duration;

/// How long the backend may take. Immutable.
///
/// @param connect to take the call
/// @param head to begin its answer
/// @param whole to end it
public record ConvexTimes(Duration connect, Duration head, Duration whole) {

    /// 5, 10 and 30 seconds.
    public static final ConvexTimes STANDARD =
            new ConvexTimes(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
