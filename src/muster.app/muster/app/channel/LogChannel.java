// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.lang.System.Logger.Level;
import muster.app.convex.PlainText;
import muster.model.AlertStatus;
import muster.model.Notice;

/// The channel that is always there: a line in the log for each alert, as grave as the alert is.
final class LogChannel implements Channel {

    private static final System.Logger LOG = System.getLogger("muster.alert");

    @Override
    public String target() {
        return "the log";
    }

    @Override
    public String tell(Message message) {
        for (AlertStatus alert : message.alerts()) {
            boolean over = alert.state() == AlertStatus.State.RESOLVED;
            String text = PlainText.line("alert " + alert.id() + (over ? " is over: " : ": ") + alert.message(), 400);
            // not as the pattern: there may be braces in what a terminal is called
            LOG.log(over ? Level.INFO : level(alert.level()), "{0}", text);
        }
        if (message.count() > message.alerts().size()) {
            LOG.log(Level.WARNING, "alerts: and {0} more", message.count() - message.alerts().size());
        }
        return "it is in the log";
    }

    private static Level level(Notice.Level level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARNING -> Level.WARNING;
            case INFO -> Level.INFO;
        };
    }

    /// There is nothing to hang up.
    @Override
    public void close() {}
}
