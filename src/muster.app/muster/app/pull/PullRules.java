// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.Duration;

/// What the configuration says about reading terminals on port 4370. Immutable.
///
/// @param poll time between two reads of a terminal that has no time of its own
/// @param parallel how many terminals are read at the same time
/// @param clockBound a clock that is off by more is set, where that is wished
/// @param scheduled false when only orders are carried out: nobody is polled or listened to
public record PullRules(Duration poll, int parallel, Duration clockBound, boolean scheduled) {

    /// The same, for orders alone.
    public PullRules ordersOnly() {
        return new PullRules(poll, parallel, clockBound, false);
    }
}
