// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import muster.model.Alert;
import muster.model.GatheringStatus;
import muster.model.Json;
import muster.model.MonitorEntry;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.StatusReport;
import muster.model.SystemState;

/// How muster is doing, on a screen of 24 lines of 80 columns (the last line is left to the prompt).
final class StatusScreen {

    private static final int COLUMNS = 80;
    private static final int LINES = 23;
    private static final int ALERTS = 4;
    private static final long LITTLE_SPACE = 500_000_000;

    private final StatusReport report;
    private final List<SinkStatus> sinks;
    private final GatheringStatus event;
    private final boolean colour;

    /// @param event the one the door is set to, or null
    StatusScreen(StatusReport report, List<SinkStatus> sinks, GatheringStatus event, boolean colour) {
        this.report = report;
        this.sinks = sinks;
        this.event = event;
        this.colour = colour;
    }

    /// The screen, without line ends.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict());
        lines.add("");
        lines.add(line("muster", "version " + report.version() + ", up " + report.uptime()));
        lines.add(line("journal", "head " + Display.number(report.head()) + ", write-ahead log "
                + Display.size(report.walBytes()) + ", "
                + Display.size(report.freeBytes()) + " free on the disk"));
        lines.add(line("terminals", report.terminalsOnline() + " of " + report.terminals() + " online, "
                + report.terminalsPending() + " waiting for approval"));
        lines.add(line("punches", Display.number(report.metrics().scansToday()) + " today, "
                + Display.number(report.metrics().scansLastHour()) + " in the last hour"));
        lines.add(line("quarantine", Display.count(report.quarantined(), "record") + " held"));
        if (event != null) {
            lines.add(line("event", event.gathering().name() + " is " + Json.word(event.gathering().state()) + ", "
                    + Display.number(event.checkedIn()) + " checked in, " + Display.number(event.inside())
                    + " inside"));
        }
        if (!sinks.isEmpty()) {
            lines.add(line("sinks", sinks()));
        }
        lines.add(line("streams", Display.count(report.streams(), "client")));
        section(lines, "alerts", alerts(), ALERTS);
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

    private List<String> alerts() {
        List<Alert> all = report.recentAlerts() == null ? List.of() : report.recentAlerts();
        return all.stream()
                .map(alert -> brief(alert.timestamp()) + " " + alert.level() + ": " + alert.message())
                .toList();
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

    /// The worst thing there is, and where to look.
    private String verdict() {
        SystemState state = report.systemState();
        if (state != null && "error".equals(state.journalStatus())) {
            String why = state.journalDetails() == null ? "nothing can be kept" : state.journalDetails();
            return bad("the journal fails: " + why, "journalctl -u muster");
        }
        if (report.freeBytes() >= 0 && report.freeBytes() < LITTLE_SPACE) {
            return bad("little space is left for the journal: " + Display.size(report.freeBytes()), "df -h");
        }
        Optional<SinkStatus> failing = sinks.stream()
                .filter(sink -> sink.state() == SinkState.STOPPED || sink.state() == SinkState.RETRYING)
                .min(Comparator.comparing(sink -> sink.state() == SinkState.STOPPED ? 0 : 1));
        if (failing.isPresent()) {
            return bad("sink " + failing.get().name() + " does not deliver: " + failing.get().reason(),
                    "muster sinks list");
        }
        int silent = report.terminals() - report.terminalsOnline();
        if (silent > 0) {
            return bad("terminals not online: " + silent + " of " + report.terminals(), "muster terminals list");
        }
        if (report.terminalsPending() > 0) {
            return bad("terminals waiting for approval: " + report.terminalsPending(), "muster terminals list");
        }
        if (report.quarantined() > 0) {
            return bad("records in quarantine: " + Display.number(report.quarantined()), "muster quarantine list");
        }
        long letters = sinks.stream().mapToLong(SinkStatus::deadLetters).sum();
        if (letters > 0) {
            return bad("dead letters: " + Display.number(letters), "muster deadletters list");
        }
        if (report.terminals() == 0 && event == null) {
            return bad("no terminal is known yet", "muster terminals pair");
        }
        return painted("32", "All is well.");
    }

    private String bad(String what, String look) {
        String tail = ". Look: " + look;
        return painted("31", Display.cut(Display.safe(what), COLUMNS - Display.width(tail)) + tail);
    }

    private String painted(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
