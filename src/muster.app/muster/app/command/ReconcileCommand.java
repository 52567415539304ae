// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.FetchReport;
import muster.model.Json;
import muster.model.Reconciliation;
import muster.model.Reconciliation.AtSink;
import muster.model.Reconciliation.AtTarget;
import muster.model.Reconciliation.Resent;
import muster.model.Reconciliation.OfTerminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster reconcile`.
@Command(
        name = "reconcile",
        description = "Lays a day side by side: each terminal's counter, the rows read, the journal, and each sink.",
        footer = {
            "",
            "Examples:",
            "  muster reconcile --date 2026-11-20",
            "  muster reconcile --branch B017 --targets",
            "  muster reconcile --date 2026-11-20 --repair"
        })
final class ReconcileCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int SHOWN = 10;

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--date", paramLabel = "DATE", description = "The day by the terminals' clocks; else yesterday.")
    private LocalDate date;

    @Option(names = "--branch", paramLabel = "ID", description = "Only the terminals of this branch.")
    private String branch;

    @Option(names = "--targets", description = "Ask the sinks' targets too, and list what they lack.")
    private boolean targets;

    @Option(
            names = "--repair",
            description = "Read again the terminals that are not complete, and send again what the targets lack.")
    private boolean repair;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ReconcileCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            Reconciliation day = repair ? repaired(api) : api.days().reconcile(date, branch, targets);
            if (json) {
                surroundings.json(day);
            } else {
                print(day);
            }
            return (day.complete() ? ExitCode.OK : ExitCode.TRY_AGAIN).number();
        }
    }

    /// Begins the repair, waits for the terminals' reads, and looks once more.
    private Reconciliation repaired(Api api) throws ApiException, InterruptedException {
        Reconciliation begun = api.days().repair(date, branch);
        if (begun.repair().fetch() != null) {
            FetchReport report = api.fetch(begun.repair().fetch());
            FetchProgress progress = new FetchProgress(surroundings);
            try {
                while (!report.ended()) {
                    progress.show(report);
                    Thread.sleep(PAUSE);
                    report = api.fetch(report.id());
                }
            } finally {
                progress.clear();
            }
        }
        Reconciliation after = api.days().reconcile(begun.date(), branch, targets);
        return new Reconciliation(
                after.date(), after.branch(), after.madeAt(), after.complete(), after.rows(), begun.repair());
    }

    private void print(Reconciliation day) {
        if (day.rows().isEmpty()) {
            surroundings.err().println("no terminals; muster terminals add adds one");
        } else {
            table(day.rows());
        }
        day.rows().stream()
                .filter(row -> row.reason() != null)
                .forEach(row -> line(row.terminal() + ": " + row.reason()));
        day.rows().forEach(row -> row.sinks().forEach(sink -> targets(row, sink)));
        if (day.repair() != null) {
            day.repair().sinks().forEach(this::resent);
        }
        line(day.date() + (day.complete() ? " is complete" : " is not complete"));
    }

    private void table(List<OfTerminal> rows) {
        Table table = new Table("TERMINAL", "BRANCH", "STATE", "COUNTER", "READ", "JOURNAL", "HELD", "SINK",
                "DELIVERED", "WAITING", "DEAD", "SKIPPED");
        for (OfTerminal row : rows) {
            AtSink first = row.sinks().isEmpty() ? null : row.sinks().getFirst();
            table.row(row.terminal(), row.branch(), Json.word(row.state()), number(row.counter()),
                    number(row.rowsRead()), Display.number(row.punches()), Display.number(row.quarantined()),
                    first == null ? null : first.sink(),
                    first == null ? null : Display.number(first.delivered()),
                    first == null ? null : Display.number(first.waiting()),
                    first == null ? null : Display.number(first.setAside()),
                    first == null ? null : Display.number(first.skipped()));
            row.sinks().stream().skip(1).forEach(sink -> table.row(row.terminal(), "", "", "", "", "", "", sink.sink(),
                    Display.number(sink.delivered()), Display.number(sink.waiting()),
                    Display.number(sink.setAside()), Display.number(sink.skipped())));
        }
        table.print(surroundings.out());
    }

    private void targets(OfTerminal row, AtSink sink) {
        AtTarget target = sink.target();
        if (target != null) {
            places(row, sink, "missing", target.missing());
            places(row, sink, "surplus", target.surplus());
            places(row, sink, "different", target.different());
            if (target.unknown() > 0) {
                line(row.terminal() + " at " + sink.sink() + ": the target could not be asked about "
                        + Display.count(target.unknown(), "record"));
            }
        }
    }

    private void places(OfTerminal row, AtSink sink, String what, List<Long> places) {
        if (!places.isEmpty()) {
            List<String> shown = places.stream().limit(SHOWN).map(String::valueOf).toList();
            line(row.terminal() + " at " + sink.sink() + ": " + Display.number(places.size()) + " " + what + ": "
                    + String.join(", ", shown) + (places.size() > SHOWN ? ", ... (--json tells all)" : ""));
        }
    }

    private void resent(Resent resent) {
        if (resent.retried() + resent.missing() > 0 || resent.problem() != null) {
            line("sent again to " + resent.sink() + ": " + Display.number(resent.missing()) + " missing ("
                    + Display.number(resent.delivered()) + " taken, " + Display.number(resent.duplicates())
                    + " there already, " + Display.number(resent.setAside()) + " set aside), "
                    + Display.count(resent.retried(), "dead letter")
                    + (resent.problem() == null ? "" : "; " + resent.problem()));
        }
    }

    private void line(String text) {
        surroundings.out().println(Display.safe(text));
    }

    private static String number(Long number) {
        return number == null ? null : Display.number(number);
    }
}
