// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.app.terminal.CommandPlaces;
import muster.app.terminal.CommandQueue;
import muster.app.terminal.Contacts;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Command;
import muster.zk.http.Reply;
import muster.zk.push.CommandCodes;
import muster.zk.push.CommandLines;
import muster.zk.push.CommandResult;
import muster.zk.push.CommandResults;
import muster.zk.push.Dialect;
import muster.zk.push.InfoLine;
import muster.zk.push.NumberedCommand;

/// A terminal asks for commands and tells what became of them (zk-push.md section 9). Thread-safe.
public final class CommandPolls {

    private static final String ACCESS_TYPE = "application/push;charset=UTF-8";

    private final CommandQueue queue;
    private final Terminals terminals;
    private final Contacts contacts;
    private final CountCheck counts;
    private final CommandPlaces places;

    /// Hands out from this queue, to wherever a terminal may call from.
    ///
    /// @param records to compare a terminal's count with
    public CommandPolls(CommandQueue queue, Terminals terminals, Contacts contacts, Records records) {
        this(queue, terminals, contacts, records, CommandPlaces.ANYWHERE);
    }

    /// The same, to certain places.
    ///
    /// @param places where commands may be handed to, and answers to them be believed
    public CommandPolls(
            CommandQueue queue, Terminals terminals, Contacts contacts, Records records, CommandPlaces places) {
        this.counts = new CountCheck(records, queue);
        this.queue = queue;
        this.terminals = terminals;
        this.contacts = contacts;
        this.places = places;
    }

    /// `GET getrequest`: what waits, or `OK`.
    Reply poll(Visit visit) throws JournalException, InterruptedException {
        String info = visit.request().query().text("INFO");
        if (info != null) {
            note(visit, InfoLine.read(info));
        }
        List<Command> taken = isRightPlace(visit) ? queue.take(visit.serial()) : List.of();
        List<NumberedCommand> commands = taken.stream()
                .map(command -> new NumberedCommand(Long.toString(command.id()), command.text()))
                .toList();
        CommandLines lines = CommandLines.write(commands, visit.dialect(), visit.decoding().sending(),
                CommandLines.MAX_LINES, Integer.MAX_VALUE);
        String type = visit.dialect() == Dialect.ACC ? ACCESS_TYPE : Reply.TEXT_PLAIN;
        return new Reply(200, type, List.of(), lines.body());
    }

    /// `POST devicecmd`: results, several at once.
    Reply results(Visit visit) throws JournalException, InterruptedException {
        String type = visit.request().headers().value("Content-Type");
        boolean form = type != null && type.toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded");
        List<CommandResult> results =
                CommandResults.read(visit.request().body(), form, visit.request().query()::text);
        if (isRightPlace(visit)) {
            for (CommandResult result : results) {
                take(visit, result);
            }
        }
        return visit.dialect() == Dialect.ACC
                ? Reply.text("OK").withContentType(ACCESS_TYPE)
                : Reply.text("OK");
    }

    private boolean isRightPlace(Visit visit) {
        return terminals.find(visit.serial())
                .filter(terminal -> places.isRight(terminal, visit.address()))
                .isPresent();
    }

    private void take(Visit visit, CommandResult result) throws JournalException, InterruptedException {
        if (!result.id().matches("\\d{1,16}")) {
            return;
        }
        boolean done = CommandCodes.succeeded(result.code(), result.cmd(), visit.dialect());
        long id = Long.parseLong(result.id());
        boolean ours = queue.isOpen(visit.serial(), id);
        Optional<String> compared = ours ? counts.look(visit.serial(), result.values()) : Optional.empty();
        String detail = compared.orElse(CommandCodes.meaning(result.code(), visit.dialect()));
        Optional<Command> ended = queue.answered(visit.serial(), id, result.code(), done, detail);
        if (ended.isPresent() && ended.get().text().startsWith("INFO")) {
            terminals.reported(visit.caller(), Reported.of(result.values()));
            contacts.counted(visit.serial(), Reported.count(result.values(), "UserCount"),
                    Reported.count(result.values(), "TransactionCount"));
        }
    }

    private void note(Visit visit, InfoLine info) throws JournalException, InterruptedException {
        contacts.counted(visit.serial(), info.users(), info.records());
        if (!info.firmware().isEmpty()) {
            terminals.reported(visit.caller(), Map.of("FWVersion", info.firmware()));
        }
    }
}
