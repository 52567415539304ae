// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.time.Instant;
import muster.model.Silence;
import muster.model.SilenceRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Of which alerts nobody is to be told, and who says so.
final class SilenceOptions {

    @Option(names = "--rule", paramLabel = "RULE", description = "Alerts of this rule.")
    private String rule;

    @Option(
            names = "--subject",
            paramLabel = "SUBJECT",
            description = "Alerts about this terminal, sink, event, component or channel.")
    private String subject;

    @Option(names = "--branch", paramLabel = "ID", description = "Alerts about this branch and its terminals.")
    private String branch;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
    private String reason;

    @Mixin
    private AuthorOption author;

    /// What is to be asked for.
    ///
    /// @throws UserError if no alerts are named: a silence of everything is never what is meant
    SilenceRequest request(
            Surroundings surroundings,
            Silence.Kind kind,
            Instant from,
            Instant until,
            Duration time,
            Silence.Every every) throws UserError {
        if (rule == null && subject == null && branch == null) {
            throw new UserError(ExitCode.USAGE, "it is not said which alerts are meant",
                    "give at least one of --rule, --subject and --branch");
        }
        return new SilenceRequest(kind, rule, subject, branch, from, until, time == null ? null : time.toSeconds(),
                every, reason, author.name(surroundings));
    }
}
