// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// A rule of the alerts, as it is in force. Immutable.
///
/// @param name its name in the configuration
/// @param level how much its alerts matter
/// @param when its condition, such as `success_rate < 80 and scans_today > 10`
/// @param forSeconds how long the condition must hold before the alert fires
/// @param keepFiringSeconds how long it must not hold before the alert is over
/// @param message what people read, with `{subject}`, `{name}`, `{branch}` and `{value}` filled in
/// @param on whether it is evaluated
/// @param shipped whether it came with muster; false = it is from the configuration alone
public record AlertRule(
        String name,
        Notice.Level level,
        String when,
        long forSeconds,
        long keepFiringSeconds,
        String message,
        boolean on,
        boolean shipped) {}
