// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import muster.model.AlertStatus;
import muster.model.GatheringStatus;
import muster.model.Json;
import muster.model.MonitorEntry;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.StatusReport;

/// How muster is doing, on a screen of 24 lines of 80 columns (the last line is left to the prompt).
final class StatusScreen {

    private static final int COLUMNS = 80;
    private static final int LINES = 23;
    private static final int ALERTS = 5;

    private final StatusReport report;
    private final List<SinkStatus> sinks;
    private final List<AlertStatus> firing;
    private final GatheringStatus event;
    private final boolean colour;
    private final StatusVerdict verdict;

    /// @param alerts those that are pending or firing, the gravest first
    /// @param event the one the door is set to, or null
    StatusScreen(StatusReport report, List<SinkStatus> sinks, List<AlertStatus> alerts, GatheringStatus event,
            boolean colour) {
        this.report = report;
        this.sinks = sinks;
        this.firing = alerts.stream().filter(alert -> alert.state() == AlertStatus.State.FIRING).toList();
        this.event = event;
        this.colour = colour;
        this.verdict = new StatusVerdict(report, sinks, firing, event != null);
    }

    /// The screen, without line ends.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict());
        lines.add("");
        lines.add(line("state", verdict.state("everything that is watched is well")));
        lines.add(line("muster", "version " + report.version() + ", up " + report.uptime()));
        lines.add(line("journal", "head " + Display.number(report.head()) + ", write-ahead log "
                + Display.size(report.walBytes()) + ", "
                + Display.size(report.freeBytes()) + " free on the disk"));
        lines.add(line("terminals", report.terminalsOnline() + " of " + report.terminals() + " online, "
                + report.terminalsPending() + " waiting for approval"));
        lines.add(line("punches", Display.number(report.metrics().scansToday()) + " today, "
                + Display.number(report.metrics().scansLastHour()) + " in the last hour" + activity()));
        lines.add(line("quarantine", Display.count(report.quarantined(), "record") + " held"));
        if (event != null) {
            lines.add(line("event", event.gathering().name() + " is " + Json.word(event.gathering().state()) + ", "
                    + Display.number(event.checkedIn()) + " checked in, " + Display.number(event.inside())
                    + " inside"));
        }
        if (!sinks.isEmpty()) {
            lines.add(line("sinks", sinks()));
        }
        verdict.componentLine().ifPresent(text -> lines.add(line("components", text)));
        lines.add(line("streams", Display.count(report.streams(), "client")));
        section(lines, "alerts", alerts(), ALERTS + 1);
        section(lines, "latest", entries(), LINES - lines.size() - 2);
        return lines;
    }

    private String sinks() {
        long running = sinks.stream().filter(sink -> sink.state() == SinkState.RUNNING).count();
        return running + " of " + sinks.size() + " running, "
                + Display.count(sinks.stream().mapToLong(SinkStatus::waiting).sum(), "record") + " waiting, "
                + Display.count(sinks.stream().mapToLong(SinkStatus::deadLetters).sum(), "dead letter");
    }

    private static void section(List<String> lines, String name, List<String> texts, int most) {
        if (texts.isEmpty()) {
            return;
        }
        lines.add("");
        List<String> newest = texts.subList(Math.max(0, texts.size() - most), texts.size());
        for (int i = 0; i < newest.size(); i++) {
            lines.add(line(i == 0 ? name : "", newest.get(i)));
        }
    }

    private static String line(String name, String text) {
        return Display.cut(Display.padded(name, 12) + Display.safe(text), COLUMNS);
    }

    /// The punches of the last ten minutes, oldest first.
    private String activity() {
        return report.activity() == null || report.activity().isEmpty()
                ? ""
                : ", by the minute " + report.activity().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private List<String> alerts() {
        List<String> texts = new ArrayList<>();
        firing.stream()
                .limit(ALERTS)
                .forEach(alert -> texts.add(Json.word(alert.level()) + ": " + AlertText.message(alert)));
        if (firing.size() > ALERTS) {
            texts.add("and " + (firing.size() - ALERTS) + " more: muster alerts list");
        }
        return texts;
    }

    private List<String> entries() {
        List<MonitorEntry> all = report.recentEvents() == null ? List.of() : report.recentEvents();
        return all.stream()
                .map(entry -> brief(entry.timestamp()) + " " + entry.type() + ": " + entry.message())
                .toList();
    }

    /// `2026-11-20T08:00:05.123` as `11-20 08:00:05`.
    private static String brief(String timestamp) {
        return timestamp != null && timestamp.length() >= 19
                ? timestamp.substring(5, 19).replace('T', ' ')
                : String.valueOf(timestamp);
    }

    private String verdict() {
        return verdict.worst()
                .map(fault -> bad(fault.what(), fault.look()))
                .orElseGet(() -> painted("32", "All is well."));
    }

    private String bad(String what, String look) {
        String tail = ". Look: " + Display.safe(look);
        return painted("31", Display.cut(Display.safe(what), Math.max(1, COLUMNS - Display.width(tail))) + tail);
    }

    private String painted(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
