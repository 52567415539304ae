// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.List;
import muster.app.terminal.CommandQueue;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.model.CommandList;
import muster.model.CommandRequest;
import muster.model.Role;

/// Commands for terminals. Thread-safe.
final class CommandResource {

    private final Terminals terminals;
    private final CommandQueue commands;

    CommandResource(Terminals terminals, CommandQueue commands) {
        this.terminals = terminals;
        this.commands = commands;
    }

    void list(Exchange exchange) throws Rejection, JournalException, IOException {
        boolean openOnly = exchange.parameters("open").choice("open", List.of("true", "false"), "false").equals("true");
        String serial = exchange.variable("serial");
        if (terminals.find(serial).isEmpty()) {
            throw TerminalResource.unknown(serial);
        }
        exchange.reply(new CommandList(commands.commands(serial, openOnly)));
    }

    void queue(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        CommandRequest request = exchange.body(CommandRequest.class);
        if (request.command() == null || !CommandRequest.NAMES.contains(request.command())) {
            throw Rejection.invalid("command must be one of " + String.join(", ", CommandRequest.NAMES));
        }
        exchange.require(needed(request));
        exchange.created(commands.queue(exchange.variable("serial"), request, exchange.by()), null);
    }

    /// Who may have a terminal do that: operators, but for what erases its punches, and for what makes somebody master
    /// of it, who then could: its options, the server it obeys among them, and people who may enter its menu.
    static Role needed(CommandRequest request) {
        return switch (request.command()) {
            case "clear-log", "set-option" -> Role.ADMIN;
            case "update-person" ->
                request.privilege() == null || request.privilege() == 0 ? Role.OPERATOR : Role.ADMIN;
            default -> Role.OPERATOR;
        };
    }

    void cancel(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        exchange.reply(commands.cancel(exchange.variable("serial"), exchange.number("id"), exchange.by()));
    }
}
