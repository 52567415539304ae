// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import muster.model.AlertStatus;
import muster.model.Silence;

/// Alerts and silences in words.
final class AlertText {

    private AlertText() {}

    /// What it says, and why nobody is told of it.
    static String message(AlertStatus alert) {
        String quiet = alert.quiet() == null ? "" : " (nobody is told: " + alert.quiet() + ")";
        return alert.message() + quiet + (alert.acknowledgedBy() == null ? "" : " (" + acknowledged(alert) + ")");
    }

    /// Who knows about it.
    static String acknowledged(AlertStatus alert) {
        return "acknowledged by " + alert.acknowledgedBy() + (alert.note() == null ? "" : ": " + alert.note());
    }

    /// What a silence is about.
    static String about(Silence silence) {
        String text = (silence.rule() == null ? "" : ", rule " + silence.rule())
                + (silence.subject() == null ? "" : ", " + silence.subject())
                + (silence.branch() == null ? "" : ", branch " + silence.branch());
        return text.isEmpty() ? "everything" : text.substring(2);
    }

    /// A measured value, with three digits behind the point at most.
    static String value(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
