// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.Json;
import muster.model.PendingTerminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster terminals list`.
@Command(
        name = "list",
        description = "Lists the known terminals, and those that wait for approval.",
        footer = {"", "Examples:", "  muster terminals list", "  muster terminals list --branch B017"})
final class ListTerminals implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private OriginOptions origin;

    @Option(names = "--branch", paramLabel = "ID", description = "Only those of this branch.")
    private String branch;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListTerminals(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, JournalException, InterruptedException {
        try (Origin opened = origin.open(surroundings)) {
            TerminalList list = opened.terminals(branch);
            if (json) {
                surroundings.json(list);
            } else {
                print(list);
            }
        }
        return ExitCode.OK.number();
    }

    private void print(TerminalList list) {
        if (list.terminals().isEmpty()) {
            surroundings.err().println(branch == null
                    ? "no terminal is known"
                    : "no terminal is known in branch " + Display.safe(branch));
        } else {
            known(list);
        }
        if (!listing.rowsOnly()) {
            others(list);
        } else if (!list.pending().isEmpty()) {
            surroundings.err().println(Display.count(list.pending().size(), "terminal waits", "terminals wait")
                    + " for approval");
        }
    }

    /// Who is no row of the list: those that wait, and those that may come.
    private void others(TerminalList list) {
        if (!list.pending().isEmpty()) {
            surroundings.out().println();
            surroundings.out().println("Waiting for approval (muster terminals approve SERIAL):");
            pending(list);
        }
        if (list.pairingUntil() != null) {
            surroundings.out().println();
            surroundings.out().println("Unknown terminals are accepted by themselves until " + list.pairingUntil()
                    + " (muster terminals pair --stop).");
        }
    }

    private void known(TerminalList list) {
        Table table = new Table(
                "SERIAL", "NAME", "BRANCH", "STATE", "PRESENCE", "LAST CONTACT", "PUNCHES", "LATEST PUNCH", "HELD",
                "CLOCK OFF")
                .spare("CLOCK OFF", "HELD", "PUNCHES", "LATEST PUNCH", "BRANCH");
        for (TerminalStatus terminal : list.terminals()) {
            table.row(
                    terminal.serial(),
                    terminal.name(),
                    terminal.branch(),
                    terminal.state() == null ? null : Json.word(terminal.state()),
                    terminal.presence() == null ? null : Json.word(terminal.presence()).replace('_', ' '),
                    surroundings.ago(terminal.lastContact()),
                    Display.number(terminal.punches()),
                    terminal.latestPunch(),
                    terminal.quarantined(),
                    terminal.clockOffsetSeconds() == null ? null : terminal.clockOffsetSeconds() + " s");
        }
        listing.print(table, surroundings);
    }

    private void pending(TerminalList list) {
        Table table = new Table("SERIAL", "ADDRESS", "DIALECT", "FIRST CALL", "LAST CALL", "CALLS");
        for (PendingTerminal waiting : list.pending()) {
            table.row(
                    waiting.serial(),
                    waiting.address(),
                    waiting.dialect(),
                    surroundings.ago(waiting.firstSeen()),
                    surroundings.ago(waiting.lastSeen()),
                    Display.number(waiting.requests()));
        }
        listing.print(table, surroundings);
    }
}
