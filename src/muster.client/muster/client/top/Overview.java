// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.Metrics;
import muster.model.PunchRow;
import muster.model.StatusReport;

/// Everything on one screen: health, components, numbers, the last ten minutes, alerts, live punches. For one thread.
final class Overview implements View {

    private static final int NUMBERS = 8;
    private static final int LABEL = 14;

    private final Dashboard desk;
    private final Punches punches;
    private List<AlertStatus> alerts = List.of();

    Overview(Dashboard desk, Punches punches) {
        this.desk = desk;
        this.punches = punches;
    }

    @Override
    public String name() {
        return "overview";
    }

    @Override
    public String title() {
        return "Overview";
    }

    @Override
    public String command() {
        return CommandLine.of("status");
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.of("a", "alerts: the view of them", () -> desk.jump("alerts")),
                Key.of("Enter", "explain the newest punch", this::explain));
    }

    private void explain() {
        punches.newest(1).forEach(row -> desk.open(Punches.explanation(desk, row.seq())));
    }

    @Override
    public Runnable load(Api api) throws ApiException, InterruptedException {
        List<AlertStatus> active = active(api);
        return () -> alerts = active;
    }

    /// A muster that is older than the alerts still has all the rest to show.
    private static List<AlertStatus> active(Api api) throws ApiException, InterruptedException {
        try {
            return api.watch().activeAlerts().alerts();
        } catch (ApiException e) {
            if (e.problem().map(problem -> problem.status() == 404).orElse(false)) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void draw(Canvas canvas) {
        StatusReport status = desk.status();
        if (status == null) {
            canvas.put(2, 1, desk.trouble().isEmpty() ? "Asking " + desk.url() + " ..."
                    : "There is no answer yet. It is tried again until there is one.", Style.PLAIN);
            return;
        }
        int half = Math.min(60, canvas.columns() / 2 + 1);
        int rest = canvas.columns() - half;
        int extra = Math.max(0, canvas.rows() - 19);
        int first = NUMBERS + Math.min(6, extra / 3);
        int second = 5 + Math.min(6, extra / 4);
        components(status, canvas.part(0, 0, half - 1, first));
        numbers(status, canvas.part(half, 0, rest, first));
        Canvas chart = canvas.part(0, first, half - 1, second);
        Chart.draw(status.activity() == null ? List.of() : status.activity(), chart);
        alerts(canvas.part(half, first, rest, second));
        punches(canvas.part(0, first + second, canvas.columns(), canvas.rows() - first - second));
    }

    private void components(StatusReport status, Canvas canvas) {
        String word = status.systemState().status();
        int at = canvas.put(0, 0, word.toUpperCase(Locale.ROOT), Frame.style(word));
        canvas.put(at, 0, ": " + verdict(status), Style.PLAIN);
        // the bad ones first: they must not be the ones that find no room
        List<Component> components = new ArrayList<>(known(status));
        components.sort(Comparator.comparing(Component::isBad).reversed());
        int room = canvas.rows() - 1;
        for (int i = 0; i < Math.min(room, components.size()); i++) {
            if (i == room - 1 && components.size() > room) {
                canvas.put(0, i + 1, "and " + (components.size() - i) + " more", Style.QUIET);
                break;
            }
            Component component = components.get(i);
            String state = Words.word(component.state());
            canvas.put(0, i + 1, LABEL - 1, component.name(), Style.TITLE);
            int next = canvas.put(LABEL, i + 1, state, Frame.style(state));
            canvas.put(next + 1, i + 1, component.details() == null ? "" : component.details(), Style.QUIET);
        }
    }

    private static List<Component> known(StatusReport status) {
        List<Component> components = status.systemState().components();
        return components == null ? List.of() : components;
    }

    private String verdict(StatusReport status) {
        if (status.systemState().journalDetails() != null) {
            return status.systemState().journalDetails();
        }
        if (!alerts.isEmpty()) {
            return alerts.getFirst().message();
        }
        return known(status).stream()
                .filter(Component::isBad)
                .map(each -> each.name() + " is " + Words.word(each.state()))
                .findFirst()
                .orElse("nothing needs a look");
    }

    private static void numbers(StatusReport status, Canvas canvas) {
        Metrics metrics = status.metrics();
        int row = 0;
        number(canvas, row++, "punches today", Words.number(metrics.scansToday()), Style.PLAIN);
        number(canvas, row++, "last hour", Words.number(metrics.scansLastHour()), Style.PLAIN);
        number(canvas, row++, "success rate", Words.number(metrics.successRate()) + " %", Style.PLAIN);
        number(canvas, row++, "queue", Words.number(metrics.queueSize()) + " waiting", Style.PLAIN);
        number(canvas, row++, "failed syncs", Words.number(metrics.failedSyncs()),
                metrics.failedSyncs() > 0 ? Style.WARNING : Style.PLAIN);
        number(canvas, row++, "terminals", status.terminalsOnline() + " of " + status.terminals() + " online"
                + (status.terminalsPending() == 0 ? "" : ", " + status.terminalsPending() + " PENDING"),
                status.terminalsOnline() < status.terminals() ? Style.WARNING : Style.PLAIN);
        number(canvas, row++, "held", Words.count(status.quarantined(), "record", "records"),
                status.quarantined() > 0 ? Style.WARNING : Style.PLAIN);
        number(canvas, row++, "disk", Words.size(status.freeBytes()) + " free", Style.PLAIN);
        number(canvas, row++, "journal", "entry " + Words.number(status.head()), Style.PLAIN);
        number(canvas, row, "streams", Words.count(status.streams(), "client", "clients"), Style.PLAIN);
    }

    private static void number(Canvas canvas, int row, String label, String text, Style style) {
        canvas.put(0, row, LABEL, label, Style.TITLE);
        canvas.put(LABEL, row, text, style);
    }

    private void alerts(Canvas canvas) {
        canvas.rule(0, alertsTitle());
        int room = canvas.rows() - 1;
        for (int i = 0; i < Math.min(room, alerts.size()); i++) {
            AlertStatus alert = alerts.get(i);
            String level = Words.word(alert.level());
            int at = canvas.put(0, i + 1, level.toUpperCase(Locale.ROOT), Alerts.style(alert.level()));
            canvas.put(at + 1, i + 1, Words.known(alert.message()), Style.PLAIN);
        }
    }

    /// What only may come to fire is counted apart, as the status does everywhere else.
    private String alertsTitle() {
        long pending = alerts.stream().filter(alert -> alert.state() == AlertStatus.State.PENDING).count();
        long firing = alerts.size() - pending;
        return (firing == 0 ? "No alert fires" : "Alerts: " + Words.number(firing) + " firing")
                + (pending == 0 ? "" : ", " + Words.number(pending) + " pending");
    }

    private void punches(Canvas canvas) {
        canvas.rule(0, "Latest punches");
        int row = 1;
        for (PunchRow punch : punches.newest(Math.max(0, canvas.rows() - 1))) {
            canvas.put(1, row, punch.localTime(), Style.PLAIN);
            int at = canvas.put(22, row, 28, punch.pin() + (punch.personName() == null ? "" : " " + punch.personName()),
                    Style.PLAIN);
            at = canvas.put(Math.max(38, at + 2), row, 24, Words.known(punch.terminalName()), Style.PLAIN);
            canvas.put(Math.max(60, at + 2), row, Words.known(punch.stateName()), Style.PLAIN);
            row++;
        }
        if (row == 1) {
            canvas.put(1, 1, "None yet.", Style.PLAIN);
        }
    }
}
