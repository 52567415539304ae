// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.Json;
import muster.model.Notice;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.StatusReport;
import muster.model.SystemState;

/// What is wrong with a muster, and the command to look deeper. Immutable.
final class StatusVerdict {

    private static final long LITTLE_SPACE = 500_000_000;
    /// What leaves half of a line to say what is wrong.
    private static final int LONGEST_ID = 32;

    /// @param what what is wrong
    /// @param look the command to look deeper
    record Fault(String what, String look) {}

    private final StatusReport report;
    private final List<SinkStatus> sinks;
    private final List<AlertStatus> told;
    private final boolean doorInUse;

    /// @param alerts those that fire, the gravest first
    /// @param doorInUse whether an event is on at the door: then no terminal is needed
    StatusVerdict(StatusReport report, List<SinkStatus> sinks, List<AlertStatus> alerts, boolean doorInUse) {
        this.report = report;
        this.sinks = sinks;
        this.told = alerts.stream().filter(alert -> alert.quiet() == null).toList();
        this.doorInUse = doorInUse;
    }

    /// The worst thing there is; empty when all is well.
    Optional<Fault> worst() {
        return kept()
                .or(() -> alert(Notice.Level.ERROR))
                .or(this::delivered)
                .or(this::counted)
                .or(() -> alert(Notice.Level.WARNING))
                .or(this::component)
                .or(this::rest);
    }

    /// Whether punches are kept.
    private Optional<Fault> kept() {
        SystemState state = report.systemState();
        if (state != null && "error".equals(state.journalStatus())) {
            String why = state.journalDetails() == null ? "nothing can be kept" : state.journalDetails();
            return fault("the journal fails: " + why, "journalctl -u muster");
        }
        if (report.freeBytes() >= 0 && report.freeBytes() < LITTLE_SPACE) {
            return fault("little space is left for the journal: " + Display.size(report.freeBytes()), "df -h");
        }
        return Optional.empty();
    }

    /// The gravest alert of a level; of a failing sink the sink itself tells more.
    private Optional<Fault> alert(Notice.Level level) {
        return told.stream()
                .filter(alert -> alert.level() == level)
                .filter(alert -> failing().noneMatch(sink -> sink.name().equals(alert.subject())))
                .findFirst()
                .map(alert -> new Fault(alert.message(), alert.id().length() <= LONGEST_ID
                        ? "muster alerts show " + alert.id()
                        : "muster alerts list"));
    }

    private Stream<SinkStatus> failing() {
        return sinks.stream()
                .filter(sink -> sink.state() == SinkState.STOPPED || sink.state() == SinkState.RETRYING);
    }

    private Optional<Fault> delivered() {
        return failing()
                .min(Comparator.comparing(sink -> sink.state() == SinkState.STOPPED ? 0 : 1))
                .map(sink -> new Fault(
                        "sink " + sink.name() + " does not deliver: " + sink.reason(), "muster sinks list"));
    }

    private Optional<Fault> counted() {
        int silent = report.terminals() - report.terminalsOnline();
        if (silent > 0) {
            return fault("terminals not online: " + silent + " of " + report.terminals(), "muster terminals list");
        }
        if (report.terminalsPending() > 0) {
            return fault("terminals waiting for approval: " + report.terminalsPending(), "muster terminals list");
        }
        if (report.quarantined() > 0) {
            return fault("records in quarantine: " + Display.number(report.quarantined()), "muster quarantine list");
        }
        long letters = sinks.stream().mapToLong(SinkStatus::deadLetters).sum();
        return letters > 0
                ? fault("dead letters: " + Display.number(letters), "muster deadletters list")
                : Optional.empty();
    }

    private Optional<Fault> component() {
        return components().stream()
                .filter(Component::isBad)
                .findFirst()
                .map(bad -> new Fault(text(bad), "muster components"));
    }

    private Optional<Fault> rest() {
        if (!state().equals("healthy")) {
            return fault("muster is " + state(), "muster components");
        }
        return report.terminals() == 0 && !doorInUse
                ? fault("no terminal is known yet", "muster terminals pair")
                : Optional.empty();
    }

    private static Optional<Fault> fault(String what, String look) {
        return Optional.of(new Fault(what, look));
    }

    /// The state of the whole with its reason: `degraded: sink hr is stopped`.
    String state(String healthy) {
        return state() + ": " + switch (state()) {
            case "healthy" -> healthy;
            case "error" -> kept().map(Fault::what).orElse("punches cannot be kept");
            case "degraded" -> reason(Notice.Level.ERROR).orElse("punches are kept, not all other work is done");
            default -> reason(Notice.Level.WARNING).orElse("muster works, something that it watches does not");
        };
    }

    /// Bad components are the state's own reasons; an outside one only makes it partial.
    private Optional<String> reason(Notice.Level level) {
        boolean outside = level == Notice.Level.WARNING;
        return components().stream()
                .filter(component -> component.isBad() && component.outside() == outside)
                .findFirst()
                .map(StatusVerdict::text)
                .or(() -> told.stream().filter(alert -> alert.level() == level).findFirst().map(AlertStatus::message))
                .or(() -> delivered().map(Fault::what).filter(what -> !outside))
                .or(() -> silent().filter(what -> outside));
    }

    private Optional<String> silent() {
        int silent = report.terminals() - report.terminalsOnline();
        return silent > 0 ? Optional.of(Display.count(silent, "terminal") + " not online") : Optional.empty();
    }

    private String state() {
        SystemState state = report.systemState();
        return state == null || state.status() == null ? "healthy" : state.status();
    }

    private List<Component> components() {
        SystemState state = report.systemState();
        return state == null || state.components() == null ? List.of() : state.components();
    }

    /// The components in a line; empty when none is known.
    Optional<String> componentLine() {
        List<Component> all = components();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<String> bad = all.stream()
                .filter(Component::isBad)
                .map(component -> component.name() + " " + Json.word(component.state()))
                .toList();
        return Optional.of(bad.isEmpty()
                ? "all " + all.size() + " are well"
                : (all.size() - bad.size()) + " of " + all.size() + " are well; " + String.join(", ", bad));
    }

    private static String text(Component bad) {
        return "component " + bad.name() + " is " + Json.word(bad.state())
                + (bad.details() == null ? "" : ": " + bad.details());
    }
}
