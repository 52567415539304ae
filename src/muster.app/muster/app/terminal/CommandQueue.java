// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Command;
import muster.model.Command.State;
import muster.model.CommandChange;
import muster.model.CommandRequest;
import muster.model.Terminal;
import muster.zk.push.CommandText;

/// Commands for terminals: kept until an answer comes, handed out again after a silence when that does
/// no harm, each step journalled before it counts (zk-push.md section 9.3). Thread-safe.
public final class CommandQueue {

    /// How many are handed out at once, and how many bytes of them (zk-push.md section 9.2).
    private static final int MOST_AT_ONCE = 20;

    private static final int MOST_BYTES = 8 * 1024;

    /// How often a command that does no harm twice is handed out.
    private static final int MOST_ATTEMPTS = 3;

    /// How much a line adds to a command's text: `C:`, the id, `:` and the line's end.
    private static final int LINE_OVERHEAD = 24;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> lastIds = new HashMap<>();
    private final Journal journal;
    private final Terminals terminals;
    private final OpenCommands open;
    private final CommandTexts texts;
    private final Duration expiry;
    private final Duration silence;
    private final InstantSource clock;

    /// @param expiry how long a command waits for its terminal unless it says otherwise
    /// @param pollDelay how often an idle terminal calls
    public CommandQueue(
            Journal journal,
            Terminals terminals,
            OpenCommands open,
            CommandTexts texts,
            Duration expiry,
            Duration pollDelay,
            InstantSource clock) {
        this.journal = journal;
        this.terminals = terminals;
        this.open = open;
        this.texts = texts;
        this.expiry = expiry;
        this.clock = clock;
        Duration threePolls = pollDelay.plus(pollDelay).plus(pollDelay); // not multipliedBy, as in Contacts
        this.silence = threePolls.compareTo(Duration.ofMinutes(2)) > 0 ? threePolls : Duration.ofMinutes(2);
    }

    /// Queues a command for a terminal.
    ///
    /// @param by who wants it
    /// @return the command; the first one when it takes several lines of the protocol
    public Command queue(String serial, CommandRequest request, String by)
            throws Refusal, JournalException, InterruptedException {
        Terminal terminal = terminals.find(serial)
                .filter(known -> known.state() == Terminal.State.APPROVED)
                .orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                        "there is no approved terminal " + serial + "; muster terminals list shows those there are"));
        List<String> lines = texts.texts(terminal, request);
        Duration wait = request.expiresMinutes() == null ? expiry : Duration.ofMinutes(request.expiresMinutes());
        if (wait.isNegative() || wait.isZero()) {
            throw new Refusal(Refusal.Kind.INVALID, "expires_minutes: a command must be given at least a minute");
        }
        Instant now = clock.instant();
        lock.lock();
        try {
            long id = nextId(serial);
            List<Command> queued = new ArrayList<>();
            for (String line : lines) {
                queued.add(new Command(serial, id + queued.size(), line, State.QUEUED, 0, null, "", by, now, null,
                        null, now.plus(wait)));
            }
            keep(queued);
            lastIds.put(serial, queued.getLast().id());
            return queued.getFirst();
        } finally {
            lock.unlock();
        }
    }

    /// The commands of a terminal, newest first.
    public List<Command> commands(String serial, boolean openOnly) throws JournalException {
        return journal.records().commands(serial, openOnly, 200);
    }

    /// Takes a command back that was not handed out yet.
    public Command cancel(String serial, long id, String by) throws Refusal, JournalException, InterruptedException {
        lock.lock();
        try {
            Command command = open.find(serial, id).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                    "terminal " + serial + " has no open command " + id));
            if (command.state() != State.QUEUED) {
                throw new Refusal(Refusal.Kind.CONFLICT,
                        "command " + id + " was handed to terminal " + serial + " already and cannot be taken back");
            }
            Command cancelled = ended(command, State.CANCELLED, null, "cancelled by " + by);
            keep(List.of(cancelled));
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    /// Hands out what waits for a terminal that polls; journalled as handed out before it is returned.
    ///
    /// Nothing stands behind a restart: what does waits for the poll after it.
    public List<Command> take(String serial) throws JournalException, InterruptedException {
        if (open.of(serial).isEmpty()) {
            return List.of();
        }
        lock.lock();
        try {
            Instant now = clock.instant();
            List<Command> taken = new ArrayList<>();
            int bytes = 0;
            for (Command command : open.of(serial)) {
                if (command.state() != State.QUEUED || !now.isBefore(command.expiresAt())) {
                    continue;
                }
                bytes += command.text().length() * 2 + LINE_OVERHEAD;
                if (taken.size() == MOST_AT_ONCE || bytes > MOST_BYTES && !taken.isEmpty()) {
                    break;
                }
                taken.add(sent(command, now));
                if (CommandText.restarts(command.text())) {
                    break;
                }
            }
            keep(taken);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Whether a terminal has an open command of that number.
    public boolean isOpen(String serial, long id) {
        return open.find(serial, id).isPresent();
    }

    /// Takes a terminal's answer. An answer to a command this terminal was never given is not believed.
    ///
    /// @param done whether the code means success in the terminal's dialect
    /// @return the command as it ended, or nothing when there is none to end
    public Optional<Command> answered(String serial, long id, int code, boolean done, String detail)
            throws JournalException, InterruptedException {
        lock.lock();
        try {
            Optional<Command> command = open.find(serial, id)
                    .filter(known -> known.attempts() > 0)
                    .or(() -> late(serial, id));
            if (command.isEmpty()) {
                return Optional.empty();
            }
            Command ended = ended(command.get(), done ? State.DONE : State.FAILED, code, detail);
            keep(List.of(ended));
            return Optional.of(ended);
        } finally {
            lock.unlock();
        }
    }

    /// Gives up what waited too long, and hands out again what was never answered.
    public void sweep() throws JournalException, InterruptedException {
        lock.lock();
        try {
            Instant now = clock.instant();
            List<Command> changed = new ArrayList<>();
            for (Command command : open.all()) {
                if (command.state() == State.QUEUED && !now.isBefore(command.expiresAt())) {
                    changed.add(ended(command, State.EXPIRED, null, "the terminal did not ask in time"));
                } else if (command.state() == State.SENT && !now.isBefore(command.sentAt().plus(silence))) {
                    changed.add(unanswered(command));
                }
            }
            keep(changed);
        } finally {
            lock.unlock();
        }
    }

    private Command unanswered(Command command) {
        boolean again = CommandText.repeatable(command.text()) && command.attempts() < MOST_ATTEMPTS;
        if (!again) {
            return ended(command, State.UNCONFIRMED, null, "the terminal did not answer; it may have obeyed");
        }
        return new Command(command.terminal(), command.id(), command.text(), State.QUEUED, command.attempts(), null,
                command.detail(), command.by(), command.queuedAt(), command.sentAt(), null, command.expiresAt());
    }

    /// Some terminals answer long after they were given up.
    private Optional<Command> late(String serial, long id) {
        try {
            return journal.records().commands(serial, false, 50).stream()
                    .filter(command -> command.id() == id && command.state() == State.UNCONFIRMED)
                    .findFirst();
        } catch (JournalException e) {
            return Optional.empty();
        }
    }

    private static Command sent(Command command, Instant now) {
        return new Command(command.terminal(), command.id(), command.text(), State.SENT, command.attempts() + 1, null,
                command.detail(), command.by(), command.queuedAt(), now, null, command.expiresAt());
    }

    private Command ended(Command command, State state, Integer code, String detail) {
        return new Command(command.terminal(), command.id(), command.text(), state, command.attempts(), code,
                detail, command.by(), command.queuedAt(), command.sentAt(), clock.instant(), command.expiresAt());
    }

    private long nextId(String serial) throws JournalException {
        Long last = lastIds.get(serial);
        return (last == null ? journal.records().lastCommandId(serial) : last) + 1;
    }

    private void keep(List<Command> commands) throws JournalException, InterruptedException {
        if (commands.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        journal.append(commands.stream().map(command -> new CommandChange(command, now)).toList());
        commands.forEach(open::put);
    }
}
