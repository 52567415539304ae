// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import muster.app.command.ExitCode;
import muster.app.command.JournalIntakes;
import muster.app.command.UserError;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;
import muster.app.intake.Intake;
import muster.app.intake.TimeRules;
import muster.app.terminal.Contacts;
import muster.app.terminal.OpenCommands;
import muster.app.terminal.TerminalRules;
import muster.app.terminal.Terminals;
import muster.journal.Journal;
import muster.journal.JournalException;

/// The intake of an import when no daemon runs: the same rules, read from the same settings.
final class JournalIntake implements JournalIntakes {

    private final Map<String, String> environment;
    private final InstantSource clock;

    JournalIntake(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Intake over(Journal journal, Path directory) throws JournalException, UserError {
        Config config = config(directory);
        Contacts contacts = new Contacts(journal, config.push().delay(), clock);
        TerminalRules rules = new TerminalRules(config.push().unknown(), config.push().pairingWindow(),
                config.push().addresses(), config.time().zone());
        Terminals terminals =
                new Terminals(journal, contacts, new OpenCommands(journal.records()), rules, clock);
        TimeRules times = new TimeRules(config.time().earliest(), config.time().future());
        return new Intake(journal, terminals, times, clock);
    }

    private Config config(Path directory) throws UserError {
        try {
            return new ConfigReader(null, environment, List.of("data=" + directory)).read();
        } catch (ConfigException e) {
            throw new UserError(ExitCode.CONFIG, e.getMessage(), "nothing was imported");
        }
    }
}
