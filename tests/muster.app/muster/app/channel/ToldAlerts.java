// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Instant;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Notice.Level;

/// Changes of alerts, as the rules append them.
final class ToldAlerts {

    /// At noon.
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private ToldAlerts() {}

    static AlertChange fired(String subject, Level level, String branch, Instant at) {
        return change("fired", subject, level, branch, null, at, "terminal " + subject + " is silent");
    }

    static AlertChange resolved(String subject, Level level, String branch, Instant at) {
        return change("resolved", subject, level, branch, null, at, "terminal " + subject + " is heard again");
    }

    static AlertChange quiet(String subject, String why, Instant at) {
        return change("fired", subject, Level.ERROR, null, why, at, "terminal " + subject + " is silent");
    }

    static AlertChange change(String act, String subject, Level level, String branch, String quiet, Instant at,
            String message) {
        boolean over = act.equals("resolved");
        return new AlertChange(new AlertStatus(AlertStatus.id("terminal_silent", subject), "terminal_silent", subject,
                subject, branch, level, over ? AlertStatus.State.RESOLVED : AlertStatus.State.FIRING, message, 900,
                at, at, at, over ? at : null, quiet, null, null), act, null, at);
    }
}
