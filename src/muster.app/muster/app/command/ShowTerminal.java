// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.TreeMap;
import java.util.concurrent.Callable;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.Fetched;
import muster.model.Json;
import muster.model.Pull;
import muster.model.TerminalStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster terminals show`.
@Command(
        name = "show",
        description = "Shows everything about one terminal.",
        footer = {"", "Example:", "  muster terminals show SERIAL"})
final class ShowTerminal implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private OriginOptions origin;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "SERIAL", description = "The terminal's serial.")
    private String serial;

    ShowTerminal(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, JournalException, InterruptedException {
        try (Origin opened = origin.open(surroundings)) {
            TerminalStatus terminal = opened.terminal(serial)
                    .orElseThrow(() -> new UserError(ExitCode.NO_INPUT, "there is no terminal " + serial,
                            "muster terminals list shows those there are"));
            if (json) {
                surroundings.json(terminal);
            } else {
                new TerminalSheet(surroundings).print(terminal);
            }
        }
        return ExitCode.OK.number();
    }

    /// A terminal, a line for each thing that is known of it.
    static final class TerminalSheet {

        private static final int NAMES = 18;

        private final Surroundings surroundings;

        TerminalSheet(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        void print(TerminalStatus terminal) {
            line("serial", terminal.serial());
            line("name", terminal.name());
            line("state", terminal.state() == null ? null : Json.word(terminal.state()));
            line("branch", terminal.branch());
            line("zone", terminal.zone() == null ? inherited(terminal) : terminal.zone());
            boolean anywhere = terminal.addresses() == null || terminal.addresses().isEmpty();
            line("may call from", anywhere ? "anywhere" : String.join(", ", terminal.addresses()));
            line("dialect", terminal.dialect());
            line("push version", terminal.pushVersion());
            line("added", terminal.addedAt());
            line("presence", terminal.presence() == null ? null : Json.word(terminal.presence()).replace('_', ' '));
            line("last contact", surroundings.ago(terminal.lastContact()));
            line("address", terminal.address());
            line("last upload", surroundings.ago(terminal.lastUpload()));
            line("clock off", terminal.clockOffsetSeconds() == null ? null : terminal.clockOffsetSeconds() + " s");
            line("says it holds", terminal.records() == null
                    ? null
                    : Display.count(terminal.records(), "punch", "punches")
                            + (terminal.users() == null ? "" : " of " + Display.number(terminal.users()) + " people"));
            line("in the journal", Display.number(terminal.punches()) + " punches, "
                    + Display.number(terminal.duplicates()) + " sent again, "
                    + Display.count(terminal.variants(), "variant"));
            line("in quarantine", Display.number(terminal.quarantined()));
            line("latest punch", terminal.latestPunch());
            line("open commands", terminal.openCommands());
            if (terminal.pull() != null) {
                pull(terminal.pull());
                fetched(terminal);
            }
            if (terminal.reported() != null) {
                new TreeMap<>(terminal.reported()).forEach((name, value) -> line("says " + name, value));
            }
        }

        private static String inherited(TerminalStatus terminal) {
            return terminal.branch() == null ? "as configured" : "its branch's, or as configured";
        }

        /// How it is read on port 4370.
        private void pull(Pull pull) {
            line("read at", pull.host() + " port " + pull.port()
                    + (pull.transport() == null ? "" : ", " + Json.word(pull.transport())));
            line("read every", pull.pollSeconds() == 0 ? "as configured" : pull.pollSeconds() + " s");
            line("listened to", pull.live() ? "yes" : "no");
            line("comm key", pull.keyFile() == null ? "none" : "in " + pull.keyFile());
            line("layout", pull.layout() == null ? "told from the content" : pull.layout());
            line("charset", pull.charset() == null ? "UTF-8" : pull.charset());
            line("clock is set", pull.setClock() ? "when it is off" : "no");
        }

        /// What came of that.
        private void fetched(TerminalStatus terminal) {
            Fetched last = terminal.lastFetch();
            line("last fetch", last == null ? null : surroundings.ago(last.receivedAt()) + ", "
                    + (last.complete() ? "complete: " : "not complete: ")
                    + Display.count(last.records(), "record") + ", " + Display.number(last.stored()) + " new"
                    + (last.missing() == 0 ? "" : ", " + Display.number(last.missing()) + " missing"));
            if (last != null && !last.complete()) {
                line("", last.detail());
            }
            line("memory", memory(terminal));
            line("full on", terminal.fullOn());
        }

        private static String memory(TerminalStatus terminal) {
            if (terminal.records() == null || terminal.recordCapacity() == null || terminal.recordCapacity() <= 0) {
                return null;
            }
            long percent = Math.round(terminal.records() * 100.0 / terminal.recordCapacity());
            return percent + " % full, " + Display.number(terminal.records()) + " of "
                    + Display.count(terminal.recordCapacity(), "punch", "punches");
        }

        private void line(String name, Object value) {
            String text = value == null || value.toString().isEmpty() ? "-" : value.toString();
            surroundings.out().println(Display.padded(Display.safe(name), NAMES) + " " + Display.safe(text));
        }
    }
}
