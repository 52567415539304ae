// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Duration;
import muster.model.Notice;

/// What `[rules.NAME]` says. Immutable; of a shipped rule null leaves a setting as it is shipped.
///
/// @param name the rule's name
/// @param when its condition; needed for a rule that is not shipped
/// @param level how much its alerts matter; null for a rule of one's own = a warning
/// @param forTime how long the condition must hold before the alert fires, 0 to 1 day; null = 0
/// @param keepFiring how long it must not hold before the alert is over, 0 to 1 day; null = 0
/// @param message what people read; null = the subject and the condition
/// @param on whether it is evaluated; null = it is
public record RuleSettings(
        String name,
        String when,
        Notice.Level level,
        Duration forTime,
        Duration keepFiring,
        String message,
        Boolean on) {}
