// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import com.google.gson.JsonParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.terminal.Caller;
import muster.journal.JournalException;
import muster.journal.Tally;
import muster.model.Command;
import muster.model.CommandRequest;
import muster.model.Fetched;
import muster.model.Json;
import muster.model.Terminal;
import muster.zk.pull.ClearOutcome;
import muster.zk.pull.ProtocolException;
import muster.zk.pull.PullSession;
import muster.zk.pull.TerminalIdentity;
import muster.zk.pull.UserRecord;
import muster.zk.pull.UserTable;

/// Carries out operators' commands on a terminal of port 4370. For the owner's thread.
final class PullOrders {

    private final Terminal terminal;
    private final PullSession session;
    private final Trade trade;
    private final LogReading reading;
    private final ClockCheck clockCheck;

    PullOrders(Terminal terminal, PullSession session, Trade trade, LogReading reading, ClockCheck clockCheck) {
        this.terminal = terminal;
        this.session = session;
        this.trade = trade;
        this.reading = reading;
        this.clockCheck = clockCheck;
    }

    /// Carries out what waits. Each command is journalled as handed out before it is begun, and with its
    /// result when it ended; one that failed with the connection is tried again if it does no harm twice.
    ///
    /// A terminal that also pushes fetches its commands itself.
    void carryOut() throws ProtocolException, JournalException, InterruptedException {
        boolean pushes = trade.terminals().find(terminal.serial())
                .map(known -> !known.dialect().isEmpty())
                .orElse(true);
        if (pushes) {
            return;
        }
        for (Command command : trade.queue().take(terminal.serial())) {
            try {
                answer(command, 0, true, carryOut(Json.parse(command.text(), CommandRequest.class)));
            } catch (JsonParseException e) {
                answer(command, -1, false, "this command is for terminals that push");
            } catch (Unfulfilled | IllegalArgumentException e) {
                answer(command, -1, false, e.getMessage());
            } catch (ProtocolException e) {
                answer(command, -1, false, e.getMessage() + " " + e.advice());
                throw e;
            }
        }
    }

    private void answer(Command command, int code, boolean done, String detail)
            throws JournalException, InterruptedException {
        trade.queue().answered(terminal.serial(), command.id(), code, done, detail);
    }

    private String carryOut(CommandRequest request)
            throws ProtocolException, JournalException, Unfulfilled, InterruptedException {
        return switch (request.command()) {
            case "check", "query-punches", "verify-count" -> told(reading.read(
                    new FetchJob(terminal.serial(), terminal.name(), null, "command")));
            case "info" -> info();
            case "query-people" -> people();
            case "update-person" -> update(request);
            case "delete-person" -> delete(request.pin());
            case "set-option" -> {
                session.setOption(request.key(), request.value());
                yield "set";
            }
            case "set-clock" -> {
                clockCheck.set();
                clockCheck.look();
                yield "the clock was set";
            }
            case "unlock" -> {
                session.unlock(Duration.ofSeconds(request.seconds() == null ? 5 : request.seconds()));
                yield "opened";
            }
            case "reboot" -> {
                session.restart();
                yield "it restarts";
            }
            case "clear-log" -> clear();
            default -> throw new Unfulfilled("there is no such command on port 4370");
        };
    }

    private static String told(Fetched fetched) {
        return fetched.records() + " records read, " + fetched.stored() + " new; " + fetched.detail();
    }

    private String info() throws ProtocolException, JournalException, InterruptedException {
        TerminalIdentity identity = session.identity();
        reported(identity);
        reading.filled(session.freeSizes());
        return identity.name() + ", firmware " + identity.firmware();
    }

    /// Keeps what a terminal says it is.
    void reported(TerminalIdentity identity) throws JournalException, InterruptedException {
        Map<String, String> reported = new LinkedHashMap<>();
        put(reported, "FWVersion", identity.firmware());
        put(reported, "DeviceName", identity.name());
        put(reported, "Platform", identity.platform());
        put(reported, "OEMVendor", identity.vendor());
        put(reported, "MAC", identity.mac());
        trade.terminals().reportedByPull(terminal.serial(), reported);
    }

    private static void put(Map<String, String> reported, String name, String value) {
        if (value != null && !value.isBlank() && value.length() <= 200) {
            reported.put(name, value);
        }
    }

    private String people() throws ProtocolException, JournalException, InterruptedException {
        reading.people();
        return reading.users().users().size() + " people";
    }

    /// The whole record is replaced, so it is read first and what was not named stays (zk-pull.md section 9).
    private String update(CommandRequest request)
            throws ProtocolException, JournalException, Unfulfilled, InterruptedException {
        UserTable users = session.users();
        Optional<UserRecord> known = users.user(request.pin());
        if (known.isEmpty() && (users.layout().isEmpty() || users.freeUid().isEmpty())) {
            throw new Unfulfilled("not written: the terminal holds nobody yet whose record could be copied;"
                    + " enrol one person at it");
        }
        UserRecord record = known.isPresent()
                ? known.get()
                : UserRecord.blank(users.layout().get(), trade.text(terminal))
                        .withUid(users.freeUid().getAsInt())
                        .withUserId(request.pin());
        if (request.name() != null) {
            record = record.withName(request.name());
        }
        if (request.card() != null && request.card().matches("\\d{1,10}")) {
            record = record.withCard(Long.parseLong(request.card()));
        }
        if (request.privilege() != null) {
            record = record.withPrivilege(request.privilege());
        }
        session.writeUser(record);
        reading.people();
        return known.isPresent() ? "changed" : "added";
    }

    private String delete(String pin) throws ProtocolException, Unfulfilled, InterruptedException {
        Optional<UserRecord> known = session.users().user(pin);
        if (known.isEmpty()) {
            throw new Unfulfilled("it does not know that person");
        }
        if (!session.deleteUser(known.get().uid())) {
            throw new Unfulfilled("the terminal says it is done and keeps the person all the same");
        }
        return "deleted";
    }

    private String clear() throws ProtocolException, Unfulfilled, InterruptedException {
        ClearOutcome outcome = session.clearAttendance(table -> {
            try {
                LogWriter.Written written =
                        trade.log().write(terminal.serial(), table, reading.users(), null);
                Tally tally = trade.journal().records().tallies().get(terminal.serial());
                // a record held since an earlier read counts as known here, and is no punch all the same
                return written.records() == table.size() && tally != null && tally.quarantined() == 0;
            } catch (JournalException e) {
                return false;
            }
        });
        return switch (outcome) {
            case CLEARED -> "cleared; every record is in the journal";
            case EMPTY -> "it holds no records";
            case NOT_STORED -> throw new Unfulfilled("not cleared: not every record could be journalled as a punch");
            case MOVED -> throw new Unfulfilled("not cleared: a punch came meanwhile; try again");
            case COUNT_WRONG -> throw new Unfulfilled("not cleared: it counts other than it gives");
        };
    }

}
