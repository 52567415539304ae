// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.Instant;
import java.util.List;
import muster.model.Acknowledgement;
import muster.model.AlertStatus;
import muster.model.Notice;
import muster.model.Silence;
import muster.model.SilenceRequest;

/// The alerts that are pending or fire: acknowledge, snooze; and the silences.
final class Alerts {

    private final Dashboard desk;

    private Alerts(Dashboard desk) {
        this.desk = desk;
    }

    static View of(Dashboard desk) {
        Alerts alerts = new Alerts(desk);
        return new TableView<>(desk, "alerts", "Alerts", CommandLine.of("alerts", "list"),
                new Grid<>(alerts.columns(), AlertStatus::id), api -> api.watch().activeAlerts().alerts())
                .saying("No alert fires.")
                .opening(alerts::details)
                .with("a", "acknowledge: no repeats until it is over", true, alerts::acknowledge)
                .with("u", "unacknowledge: repeat it again", true, alerts::reopen)
                .with("z", "snooze: tell nobody for a while", true, alerts::snooze)
                .with(Key.of("o", "silences that are in force", () -> desk.open(alerts.silences())));
    }

    private List<Column<AlertStatus>> columns() {
        return List.of(
                Column.<AlertStatus>of("level", 7, alert -> Words.word(alert.level())).by(AlertStatus::level)
                        .styled(alert -> style(alert.level())),
                Column.<AlertStatus>of("state", 12, Alerts::state),
                Column.<AlertStatus>of("for", 7, alert -> Words.ago(alert.since(), desk.now()))
                        .by(alert -> alert.since() == null ? Instant.MIN : alert.since())
                        .toRight(),
                Column.of("rule", 20, AlertStatus::rule).rank(1),
                Column.of("about", 18, AlertStatus::subject).rank(2),
                Column.of("message", 120, AlertStatus::message),
                Column.of("quiet because", 30, AlertStatus::quiet).rank(3));
    }

    private static String state(AlertStatus alert) {
        if (alert.acknowledgedBy() != null) {
            return "acknowledged";
        }
        return alert.quiet() == null ? Words.word(alert.state()) : "quiet";
    }

    static Style style(Notice.Level level) {
        return switch (level) {
            case ERROR -> Style.BAD;
            case WARNING -> Style.WARNING;
            case INFO -> Style.PLAIN;
        };
    }

    private void acknowledge(AlertStatus alert) {
        String by = desk.settings().user();
        desk.ask(Prompt.text("what is being done (may be empty): ", "", List.of(), note -> {
            String told = note.strip();
            String command = told.isEmpty()
                    ? CommandLine.of("alerts", "ack", alert.id())
                    : CommandLine.of("alerts", "ack", alert.id(), "--note", told);
            desk.act(command, "Acknowledged " + alert.id() + ".", api -> {
                api.watch().acknowledge(alert.id(), new Acknowledgement(by, told.isEmpty() ? null : told));
                return null;
            });
        }));
    }

    private void reopen(AlertStatus alert) {
        desk.act(CommandLine.of("alerts", "unack", alert.id()), alert.id() + " is repeated again.", api -> {
            api.watch().unacknowledge(alert.id(), desk.settings().user());
            return null;
        });
    }

    private void snooze(AlertStatus alert) {
        desk.ask(Prompt.text("snooze for (30m, 2h, 1d): ", "1h", List.of(), text -> {
            long seconds = seconds(text.strip());
            if (seconds < 60) {
                desk.say("\"" + text.strip() + "\" is no time of a minute or more; one looks like 30m, 2h or 1d.",
                        Style.WARNING);
                return;
            }
            String subject = alert.subject().isEmpty() ? null : alert.subject();
            String reason = "snoozed in the dashboard";
            SilenceRequest request = new SilenceRequest(null, alert.rule(), subject, null, null, null, seconds, null,
                    reason, desk.settings().user());
            desk.act(snoozing(alert.rule(), subject, text.strip(), reason),
                    "Nobody is told of " + alert.id() + " for " + text.strip() + ".", api -> {
                        api.watch().silence(request);
                        return null;
                    });
        }));
    }

    private static String snoozing(String rule, String subject, String time, String reason) {
        return subject == null
                ? CommandLine.of("alerts", "snooze", "--rule", rule, "--for", time, "--reason", reason)
                : CommandLine.of("alerts", "snooze", "--rule", rule, "--subject", subject, "--for", time, "--reason",
                        reason);
    }

    /// @return 0 when that is no time
    static long seconds(String text) {
        if (!text.matches("[0-9]{1,4}[smhd]")) {
            return 0;
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> number;
            case 'm' -> number * 60;
            case 'h' -> number * 3600;
            default -> number * 86_400;
        };
    }

    private View details(AlertStatus alert) {
        return new TextView("alert", "Alert " + alert.id(), CommandLine.of("alerts", "show", alert.id()), lines(alert))
                .with(Key.changing("a", "acknowledge: no repeats until it is over", () -> acknowledge(alert)))
                .with(Key.changing("u", "unacknowledge: repeat it again", () -> reopen(alert)))
                .with(Key.changing("z", "snooze: tell nobody for a while", () -> snooze(alert)));
    }

    private List<TextLine> lines(AlertStatus alert) {
        return List.of(
                TextLine.of("rule", alert.rule()),
                TextLine.of("about", alert.subject()),
                new TextLine("level", Words.word(alert.level()), style(alert.level())),
                TextLine.of("state", state(alert)),
                TextLine.of("message", alert.message()),
                TextLine.of("measured", alert.value()),
                TextLine.of("holds since", Words.moment(alert.since(), desk.settings().zone())),
                TextLine.of("fires since", Words.moment(alert.firedAt(), desk.settings().zone())),
                TextLine.of("people told", Words.moment(alert.toldAt(), desk.settings().zone())),
                TextLine.of("quiet because", alert.quiet()),
                TextLine.of("acknowledged by", alert.acknowledgedBy()),
                TextLine.of("note", alert.note()),
                TextLine.of("terminal", alert.terminal()),
                TextLine.of("branch", alert.branch()));
    }

    private View silences() {
        return new TableView<>(desk, "silences", "Silences", CommandLine.of("alerts", "silences"),
                new Grid<>(silenceColumns(), silence -> Long.toString(silence.id())),
                api -> api.watch().silences(false).silences())
                .saying("Nothing is snoozed, and no maintenance is planned.")
                .with("x", "end it before its time", true, this::end);
    }

    private List<Column<Silence>> silenceColumns() {
        return List.of(
                Column.number("id", Silence::id),
                Column.<Silence>of("kind", 12, silence -> Words.word(silence.kind())),
                Column.of("rule", 20, Silence::rule),
                Column.of("about", 18, Silence::subject),
                Column.of("branch", 16, Silence::branch).rank(2),
                Column.<Silence>of("until", 19, silence -> Words.moment(silence.until(), desk.settings().zone()))
                        .by(Silence::until),
                Column.of("by", 16, Silence::by).rank(1),
                Column.of("reason", 60, Silence::reason).rank(3));
    }

    private void end(Silence silence) {
        desk.actIfSure("End silence " + silence.id() + "? What still fires is told then.",
                CommandLine.of("alerts", "end", Long.toString(silence.id())), "Silence " + silence.id() + " is over.",
                api -> {
                    api.watch().endSilence(silence.id(), desk.settings().user());
                    return null;
                });
    }
}
