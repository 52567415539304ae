// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import muster.model.AlertStatus;

/// Decides when people are told of an alert that fires: when it begins, and again after each window until somebody
/// acknowledges it (product.md ALR-04). Immutable.
final class Telling {

    /// What becomes of it in a round.
    ///
    /// @param word the act to be written, if there is one
    /// @param tells whether people are told
    record Act(Optional<String> word, boolean tells) {}

    private final Duration repeat;

    /// @param repeat the window, more than 0
    Telling(Duration repeat) {
        if (repeat.isNegative() || repeat.isZero()) {
            throw new IllegalArgumentException("the window for repeats must be more than 0, not " + repeat);
        }
        this.repeat = repeat;
    }

    /// @param begins whether it did not fire before
    /// @param status how people saw it last
    /// @param next how far it has come; it fires
    /// @param quiet why nobody is told, or null
    Act act(boolean begins, AlertStatus status, Course next, String quiet, Instant at) {
        if (begins) {
            return new Act(Optional.of("fired"), quiet == null);
        }
        // what is about to be over is not told once more
        boolean tells = quiet == null && next.goneSince() == null && status.acknowledgedBy() == null
                && isDue(status.toldAt(), at);
        return new Act(tells ? Optional.of("repeated") : Optional.empty(), tells);
    }

    /// What was told later than now was told before the clock was set back.
    private boolean isDue(Instant toldAt, Instant at) {
        return toldAt == null || toldAt.isAfter(at) || !toldAt.plus(repeat).isAfter(at);
    }
}
