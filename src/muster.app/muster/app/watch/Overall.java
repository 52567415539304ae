// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.util.List;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.Notice;

/// The written rule for the state of the whole (product.md MON-06), as [muster.model.SystemState#status()] tells it:
///
/// - `error`: punches cannot be kept, because the journal or its disk fails;
/// - `degraded`: they are kept, and another part of muster itself is bad, a sink or the backend fails, or an alert of
///   level error fires;
/// - `partial`: muster works, and a terminal is silent, an outside component is bad, or an alert of level warning
///   fires;
/// - `healthy`: none of these.
final class Overall {

    private Overall() {}

    /// What is looked at. Immutable.
    ///
    /// @param kept whether punches can be kept
    /// @param deliveryFails whether a sink fails or stopped
    /// @param terminalSilent whether a terminal is offline
    /// @param components every component
    /// @param firing the alerts that fire
    record Signs(
            boolean kept,
            boolean deliveryFails,
            boolean terminalSilent,
            List<Component> components,
            List<AlertStatus> firing) {

        private boolean fires(Notice.Level level) {
            return firing.stream().anyMatch(alert -> alert.level() == level);
        }

        private boolean isBad(boolean outside) {
            return components.stream().anyMatch(each -> each.outside() == outside && each.isBad());
        }
    }

    /// The state in a word.
    static String of(Signs signs) {
        if (!signs.kept()) {
            return "error";
        }
        if (signs.isBad(false) || signs.deliveryFails() || signs.fires(Notice.Level.ERROR)) {
            return "degraded";
        }
        if (signs.terminalSilent() || signs.isBad(true) || signs.fires(Notice.Level.WARNING)) {
            return "partial";
        }
        return "healthy";
    }
}
