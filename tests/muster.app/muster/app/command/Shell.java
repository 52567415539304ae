// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import muster.app.House;
import muster.app.intake.Intake;
import muster.app.intake.TimeRules;
import muster.app.terminal.Contacts;
import muster.app.terminal.OpenCommands;
import muster.app.terminal.TerminalRules;
import muster.app.terminal.Terminals;
import muster.journal.Journal;
import muster.journal.JournalException;

/// Runs command lines as a shell does, and keeps what they print.
final class Shell {

    /// What came of a run.
    record Run(int code, String out, String err) {}

    /// The clock of every house stands there; so do the commands'.
    static final InstantSource CLOCK = Clock.fixed(House.MORNING, ZoneOffset.UTC);

    private final Map<String, String> environment = new LinkedHashMap<>();
    private final InstantSource clock;
    private byte[] input = {};

    Shell() {
        this(CLOCK);
    }

    Shell(InstantSource clock) {
        this.clock = clock;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell typing(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = run(out, err, args);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... args) {
        return commands(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    Commands commands(PrintStream out, PrintStream err) {
        Map<String, Supplier<Object>> more = Map.of();
        return new Commands(out, err, environment, new ByteArrayInputStream(input), clock, this::intake, more);
    }

    private Intake intake(Journal journal, java.nio.file.Path directory) throws JournalException {
        Contacts contacts = new Contacts(journal, Duration.ofSeconds(10), clock);
        TerminalRules rules =
                new TerminalRules(TerminalRules.Unknown.HOLD, Duration.ZERO, List.of(), House.KOLKATA);
        Terminals terminals = new Terminals(journal, contacts, new OpenCommands(journal.records()), rules, clock);
        return new Intake(journal, terminals, new TimeRules(LocalDate.of(2005, 1, 1), Duration.ofHours(24)), clock);
    }
}
