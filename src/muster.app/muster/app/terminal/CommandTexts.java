// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Tally;
import muster.model.CommandRequest;
import muster.model.Json;
import muster.model.Terminal;
import muster.zk.push.CommandText;
import muster.zk.push.Dialect;

/// From an operator's wish to the words a terminal understands. Thread-safe.
public final class CommandTexts {

    /// How old a terminal's own count of its records may be when its memory is to be cleared.
    private static final int COUNT_MINUTES = 60;

    private final Journal journal;
    private final Terminals terminals;
    private final Contacts contacts;
    private final InstantSource clock;

    /// Reads what it must know from these.
    public CommandTexts(Journal journal, Terminals terminals, Contacts contacts, InstantSource clock) {
        this.journal = journal;
        this.terminals = terminals;
        this.contacts = contacts;
        this.clock = clock;
    }

    /// The protocol texts of a command, in their order; most need one. A terminal that is only read on port
    /// 4370 gets the wish itself, in JSON, for whoever owns its session.
    ///
    /// @throws Refusal if the command is unknown, lacks a member, or would lose punches
    List<String> texts(Terminal terminal, CommandRequest request) throws Refusal, JournalException {
        Dialect dialect = dialect(terminal);
        try {
            if (terminal.pull() != null && terminal.dialect().isEmpty()) {
                text(terminal, request, dialect);
                return List.of(Json.text(request));
            }
            boolean clock = "set-clock".equals(request.command()) && dialect != Dialect.ACC;
            return clock
                    ? List.of(zone(terminal, dialect), CommandText.reloadOptions())
                    : List.of(text(terminal, request, dialect));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.Kind.INVALID, e.getMessage());
        }
    }

    private String text(Terminal terminal, CommandRequest request, Dialect dialect)
            throws Refusal, JournalException {
        return switch (request.command() == null ? "" : request.command()) {
            case "check" -> CommandText.check();
            case "info" -> CommandText.info(dialect);
            case "reboot" -> CommandText.reboot(dialect);
            case "query-punches" -> CommandText.queryAttLog(from(request), to(request), dialect);
            case "query-people" -> CommandText.queryUsers(request.pin(), dialect);
            case "update-person" -> CommandText.updateUser(need("pin", request.pin()), orEmpty(request.name()),
                    request.privilege() == null ? 0 : request.privilege(), orEmpty(request.card()), dialect);
            case "delete-person" -> CommandText.deleteUser(need("pin", request.pin()), dialect);
            case "set-option" -> CommandText.setOption(
                    need("key", request.key()), need("value", request.value()), dialect);
            case "set-clock" -> CommandText.setClock(clock.instant());
            case "unlock" -> CommandText.unlock(dialect, request.door() == null ? 1 : request.door(),
                    request.seconds() == null ? 5 : request.seconds());
            case "verify-count" -> CommandText.verifySum(from(request), to(request));
            case "clear-log" -> clearLog(terminal, request);
            default -> throw new Refusal(Refusal.Kind.INVALID, "command: \"" + request.command()
                    + "\" is unknown; there are " + String.join(", ", CommandRequest.NAMES));
        };
    }

    private String zone(Terminal terminal, Dialect dialect) {
        return CommandText.timeZone(
                terminals.zone(terminal.serial()).zone().getRules().getOffset(clock.instant()), dialect);
    }

    private static Dialect dialect(Terminal terminal) {
        Dialect dialect = Dialect.ofWord(terminal.dialect());
        return dialect == null ? Dialect.ATT2 : dialect;
    }

    /// A terminal's memory is cleared only when the journal holds at least as many records of it as the
    /// terminal said it has within the last hour, and none of them is held in quarantine.
    private String clearLog(Terminal terminal, CommandRequest request) throws Refusal, JournalException {
        String serial = terminal.serial();
        if (!serial.equals(request.confirm())) {
            throw new Refusal(Refusal.Kind.INVALID, "confirm: this erases the memory of terminal " + serial
                    + "; repeat its serial in \"confirm\" to go on");
        }
        Pulse pulse = contacts.pulse(serial);
        boolean fresh = pulse.records() != null
                && clock.instant().isBefore(pulse.counted().plusSeconds(COUNT_MINUTES * 60L));
        if (!fresh) {
            throw new Refusal(Refusal.Kind.CONFLICT, "terminal " + serial
                    + " has not said within the last hour how many punches it holds; queue info, wait, and try again");
        }
        Tally tally = journal.records().tallies().get(serial);
        long ours = tally == null ? 0 : tally.punches();
        long held = tally == null ? 0 : tally.quarantined();
        if (ours < pulse.records() || held > 0) {
            throw new Refusal(Refusal.Kind.CONFLICT, "terminal " + serial + " holds " + pulse.records()
                    + " punches, the journal has " + ours + " of it and " + held
                    + " in quarantine; queue query-punches and look at the quarantine first");
        }
        return CommandText.clearLog(dialect(terminal));
    }

    private static LocalDateTime from(CommandRequest request) throws Refusal {
        if (request.from() == null || request.to() == null || !request.from().isBefore(request.to())) {
            throw new Refusal(Refusal.Kind.INVALID, "from, to: a range of the terminal's local time is needed,"
                    + " such as 2026-11-01 00:00:00 to 2026-11-20 23:59:59");
        }
        return request.from();
    }

    private static LocalDateTime to(CommandRequest request) {
        return request.to();
    }

    private static String need(String member, String value) throws Refusal {
        if (value == null || value.isBlank()) {
            throw new Refusal(Refusal.Kind.INVALID, member + ": this command needs it");
        }
        return value;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
