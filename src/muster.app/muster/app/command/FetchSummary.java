// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import muster.model.FetchReport;
import muster.model.FetchRow;
import muster.model.Fetched;

/// What came of reading terminals, for people and for the shell. Immutable.
///
/// @param since when only records from then on were wanted; null = all
record FetchSummary(FetchReport report, LocalDateTime since) {

    /// What came of one terminal.
    private enum Outcome {
        COMPLETE("yes"),
        /// All of the time that was asked for.
        IN_PART("in part"),
        COUNT_DIFFERS("no"),
        NO_ANSWER("no");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }
    }

    /// How the command ends. Of two kinds of failure the one that may pass by itself counts.
    ExitCode code() {
        List<Outcome> outcomes = report.rows().stream().map(this::outcome).toList();
        if (outcomes.contains(Outcome.NO_ANSWER)) {
            return ExitCode.TRY_AGAIN;
        }
        return outcomes.contains(Outcome.COUNT_DIFFERS) ? ExitCode.BAD_DATA : ExitCode.OK;
    }

    private Outcome outcome(FetchRow row) {
        Fetched result = row.result();
        if (result == null) {
            return Outcome.NO_ANSWER;
        }
        if (result.complete()) {
            return Outcome.COMPLETE;
        }
        boolean answered = result.counter() != null || result.records() > 0;
        if (!answered) {
            return Outcome.NO_ANSWER;
        }
        return since != null && result.missing() == 0 ? Outcome.IN_PART : Outcome.COUNT_DIFFERS;
    }

    void print(Surroundings surroundings) {
        Table table =
                new Table("TERMINAL", "RECORDS", "NEW", "KNOWN", "COUNTER", "MISSING", "SECONDS", "COMPLETE");
        for (FetchRow row : report.rows()) {
            Fetched result = row.result();
            if (result == null || outcome(row) == Outcome.NO_ANSWER) {
                table.row(row.terminal(), null, null, null, null, null, null, "no");
            } else {
                table.row(
                        row.terminal(),
                        Display.number(result.records()),
                        Display.number(result.stored()),
                        Display.number(result.duplicates() + result.variants()),
                        result.counter() == null ? null : Display.number(result.counter()),
                        Display.number(result.missing()),
                        String.format(Locale.ROOT, "%.1f", result.millis() / 1000.0),
                        outcome(row).word);
            }
        }
        table.print(surroundings.out());
        tell(surroundings);
    }

    /// What a number in a column does not say.
    private void tell(Surroundings surroundings) {
        for (FetchRow row : report.rows()) {
            String detail = row.result() == null ? "it was not read" : row.result().detail();
            if (outcome(row).word.equals("no")) {
                surroundings.err().println("muster: " + Display.safe(row.terminal() + ": " + detail));
            }
        }
        long variants = sum(Fetched::variants);
        if (variants > 0) {
            surroundings.out().println(Display.count(variants, "record")
                    + " known with another state or verify mode and kept beside it");
        }
        long held = sum(Fetched::quarantined);
        if (held > 0) {
            surroundings.out().println(Display.count(held, "record")
                    + " held for an impossible time (muster quarantine list)");
        }
    }

    private long sum(java.util.function.ToLongFunction<Fetched> number) {
        return report.rows().stream()
                .filter(row -> row.result() != null)
                .mapToLong(row -> number.applyAsLong(row.result()))
                .sum();
    }
}
