// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Duration;
import muster.model.AlertRule;
import muster.model.Notice;

/// A rule, ready to be evaluated. Immutable.
///
/// @param name its name
/// @param level how much its alerts matter
/// @param when its condition
/// @param forTime how long the condition must hold before the alert fires
/// @param keepFiring how long it must not hold before the alert is over
/// @param message what people read, with the places of [Wording]
/// @param on whether it is evaluated
/// @param shipped whether it came with muster
record Rule(
        String name,
        Notice.Level level,
        Condition when,
        Duration forTime,
        Duration keepFiring,
        String message,
        boolean on,
        boolean shipped) {

    /// The same with another condition.
    Rule with(Condition other) {
        return new Rule(name, level, other, forTime, keepFiring, message, on, shipped);
    }

    /// It as the API shows it.
    AlertRule model() {
        return new AlertRule(name, level, when.toString(), forTime.toSeconds(), keepFiring.toSeconds(), message, on,
                shipped);
    }
}
