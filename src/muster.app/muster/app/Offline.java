// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import muster.app.command.ExitCode;
import muster.app.command.UserError;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;
import muster.app.intake.Intake;
import muster.app.intake.TimeRules;
import muster.app.pull.FetchOrders;
import muster.app.pull.Fleet;
import muster.app.pull.PullRules;
import muster.app.pull.Trade;
import muster.app.terminal.Branches;
import muster.app.terminal.Contacts;
import muster.app.terminal.Fetches;
import muster.app.terminal.OpenCommands;
import muster.app.terminal.TerminalRules;
import muster.app.terminal.Terminals;
import muster.journal.Journal;
import muster.journal.JournalException;

/// The wiring of commands that work on a data folder when no daemon runs: the daemon's own parts, with its
/// rules, read from the same settings.
final class Offline {

    private final Map<String, String> environment;
    private final InstantSource clock;

    Offline(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /// The parts that both need.
    private record Parts(Config config, Contacts contacts, Branches branches, Fetches fetches, Terminals terminals,
            Intake intake) {}

    /// What takes punches into a journal.
    Intake intake(Journal journal, Path directory) throws JournalException, UserError {
        return parts(journal, directory).intake();
    }

    /// What reads terminals into a journal; ends with what it returns.
    FetchOrders fetches(Journal journal, Path directory) throws JournalException, UserError {
        Parts parts = parts(journal, directory);
        Config.Pull pull = parts.config().pull();
        PullRules rules = new PullRules(pull.poll(), pull.parallel(), pull.clockBound(), false);
        Trade trade = new Trade(
                journal, parts.intake(), parts.terminals(), parts.contacts(), parts.fetches(), null, clock);
        Fleet fleet = Fleet.start(parts.terminals(), trade, rules, RandomGenerator.getDefault());
        return FetchOrders.owning(fleet, parts.terminals(), parts.branches());
    }

    private Parts parts(Journal journal, Path directory) throws JournalException, UserError {
        Config config = config(directory);
        Contacts contacts = new Contacts(journal, config.push().delay(), clock);
        Branches branches = new Branches(journal, clock);
        Fetches fetches = new Fetches(journal, clock);
        TerminalRules rules = new TerminalRules(config.push().unknown(), config.push().pairingWindow(),
                config.push().addresses(), config.time().zone());
        Terminals terminals = new Terminals(
                journal, contacts, new OpenCommands(journal.records()), branches, fetches, rules, clock);
        TimeRules times = new TimeRules(config.time().earliest(), config.time().future());
        return new Parts(
                config, contacts, branches, fetches, terminals, new Intake(journal, terminals, times, clock));
    }

    private Config config(Path directory) throws UserError {
        try {
            return new ConfigReader(null, environment, List.of("data=" + directory)).read();
        } catch (ConfigException e) {
            throw new UserError(ExitCode.CONFIG, e.getMessage(), "nothing was done");
        }
    }
}
