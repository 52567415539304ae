// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Instant;
import muster.model.AlertStatus;

/// How far one alert has come, and how it is told. Immutable.
///
/// @param course how far
/// @param status how people see it
/// @param unmeasured it fired before muster was started and nothing was measured of it since
record Standing(Course course, AlertStatus status, boolean unmeasured) {

    /// The same, acknowledged or no longer.
    ///
    /// @param by who, or null
    Standing acknowledged(String by, String note) {
        AlertStatus s = status;
        return new Standing(course, new AlertStatus(s.id(), s.rule(), s.subject(), s.terminal(), s.branch(), s.level(),
                s.state(), s.message(), s.value(), s.since(), s.firedAt(), s.toldAt(), s.resolvedAt(), s.quiet(), by,
                note), unmeasured);
    }

    /// The same, further on.
    ///
    /// @param quiet why nobody is told, or null
    Standing at(Course next, Instant toldAt, Instant resolvedAt, String quiet) {
        AlertStatus s = status;
        AlertStatus.State state = switch (next.state()) {
            case PENDING -> AlertStatus.State.PENDING;
            case FIRING -> AlertStatus.State.FIRING;
            case INACTIVE, RESOLVED -> AlertStatus.State.RESOLVED;
        };
        return new Standing(next, new AlertStatus(s.id(), s.rule(), s.subject(), s.terminal(), s.branch(), s.level(),
                state, s.message(), s.value(), next.since(), next.firedAt(), toldAt, resolvedAt, quiet,
                s.acknowledgedBy(), s.note()), unmeasured);
    }
}
