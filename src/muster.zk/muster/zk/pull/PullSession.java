// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import muster.zk.pull.ProtocolException.Kind;

/// A session with one terminal: questions, orders, tables and live events over the one connection that
/// terminals allow (zk-pull.md sections 3 to 11).
///
/// Thread-safe: calls take turns, and one that reads a table keeps the others waiting. Each may throw
/// [ProtocolException], and [InterruptedException] when its thread is told to stop; either way the terminal is
/// left usable as far as it can be reached. What ends the connection is thrown by all later calls: close the
/// session then and open another, not before [ProtocolException#pause()] is over.
public final class PullSession implements AutoCloseable {

    // What a read that is broken off still says: that the buffer is free, and twice that people may punch.
    private static final int LAST_WORDS = 4;

    private final PullSettings settings;
    private final PullTally tally;
    private final LiveQueue events;
    private final Conversation conversation;
    private final Pause pause;
    private final Tables tables;
    private final Orders orders;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicBoolean closed = new AtomicBoolean();

    private PullSession(PullSettings settings, InstantSource time, PullTally tally, Link link) {
        this.settings = settings;
        this.tally = tally;
        this.events = new LiveQueue(settings.address(), settings.sizes().events(), tally);
        this.conversation = new Conversation(link, settings, tally, events);
        this.pause = new Pause(conversation, settings.times().disabled());
        this.tables = new Tables(conversation, settings, time);
        this.orders = new Orders(conversation, settings, time, tables);
    }

    /// Connects and opens the session.
    ///
    /// @param time gives the moments that the terminal's clock is compared with
    /// @throws ProtocolException as a rule [Kind#UNREACHABLE], [Kind#TIMEOUT], [Kind#BUSY], [Kind#WRONG_KEY],
    ///     [Kind#REFUSED_6001], [Kind#C3_CONTROLLER] or [Kind#NOT_THIS_PROTOCOL]; nothing is left open then
    public static PullSession open(PullSettings settings, InstantSource time)
            throws ProtocolException, InterruptedException {
        PullTally tally = new PullTally();
        PullSession session = new PullSession(settings, time, tally, Link.open(settings, tally));
        boolean usable = false;
        try {
            new Handshake(session.conversation, settings, tally).perform();
            usable = true;
            return session;
        } finally {
            if (!usable) {
                session.close();
            }
        }
    }

    /// Whether the connection still stands, as far as is known on this side.
    public boolean isOpen() {
        return conversation.ended() == null;
    }

    /// Waits until the connection ends: the pause between two heartbeats.
    ///
    /// @return whether it ended in this time
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return conversation.awaitEnd(limit);
    }

    /// What was seen so far.
    public PullTraffic traffic() {
        return tally.traffic();
    }

    /// The firmware: `Ver 6.60 Apr 26 2016`; empty when the terminal does not say.
    public String firmware() throws ProtocolException, InterruptedException {
        return inTurn(orders::firmware);
    }

    /// The value of an option such as `~SerialNumber`; empty when the terminal does not have it.
    ///
    /// @throws IllegalArgumentException if that can be no name
    public Optional<String> option(String name) throws ProtocolException, InterruptedException {
        return inTurn(() -> orders.option(name));
    }

    /// Sets an option and makes it take effect.
    ///
    /// @throws IllegalArgumentException if that can be no name or no value
    public void setOption(String name, String value) throws ProtocolException, InterruptedException {
        inTurn(() -> orders.setOption(name, value));
    }

    /// What the terminal says it is.
    public TerminalIdentity identity() throws ProtocolException, InterruptedException {
        return inTurn(orders::identity);
    }

    /// How much is stored and how much fits.
    public FreeSizes freeSizes() throws ProtocolException, InterruptedException {
        return inTurn(tables::sizes);
    }

    /// What the terminal's clock shows now.
    ///
    /// @throws ProtocolException [Kind#MALFORMED] also when it shows a time that does not exist
    public ClockReading time() throws ProtocolException, InterruptedException {
        return inTurn(orders::time);
    }

    /// Sets the terminal's clock.
    ///
    /// @param local the terminal's local time; parts of a second are dropped
    /// @throws IllegalArgumentException if the year is not 2000 to 2132
    public void setTime(LocalDateTime local) throws ProtocolException, InterruptedException {
        inTurn(() -> orders.setTime(local));
    }

    /// Asks for the time to see whether the terminal is still there. Without an answer the connection ends.
    public ClockReading heartbeat() throws ProtocolException, InterruptedException {
        return inTurn(() -> {
            try {
                return orders.time();
            } catch (ProtocolException failure) {
                if (failure.kind() == Kind.TIMEOUT) {
                    conversation.exit();
                    conversation.end(failure);
                }
                throw failure;
            }
        });
    }

    /// The users.
    public UserTable users() throws ProtocolException, InterruptedException {
        return inTurn(() -> reading(tables::users));
    }

    /// The attendance records. A punch made meanwhile comes as an event or with the next read.
    ///
    /// @throws ProtocolException [Kind#INCOMPLETE], [Kind#LAYOUT_UNCLEAR] with the table
    public AttendanceTable attendance(TableProgress progress) throws ProtocolException, InterruptedException {
        return inTurn(() -> reading(() -> tables.attendance(progress)));
    }

    /// The log of what was done at the terminal.
    public List<OperationRecord> operationLog() throws ProtocolException, InterruptedException {
        return inTurn(() -> reading(tables::operations));
    }

    private <T> T reading(Pause.Work<T> work) throws ProtocolException, InterruptedException {
        return settings.quirks().disableDuringRead() ? pause.during(work) : work.run();
    }

    /// Asks for live events, each of which is told to the listener until the session ends.
    ///
    /// @param mask the sum of the codes wanted, see [LiveEvent]; 1 for punches only
    public void live(int mask, LiveListener listener) throws ProtocolException, InterruptedException {
        inTurn(() -> {
            events.listen(listener);
            return conversation.order(Commands.CMD_REG_EVENT, LittleEndian.u32(mask));
        });
    }

    /// Asks for no more live events.
    public void endLive() throws ProtocolException, InterruptedException {
        inTurn(() -> conversation.order(Commands.CMD_REG_EVENT, LittleEndian.u32(0)));
    }

    /// Sets the terminal verifying people; needed only where no events come although the table grows.
    public void startVerify() throws ProtocolException, InterruptedException {
        inTurn(() -> conversation.order(Commands.CMD_STARTVERIFY));
    }

    /// Writes a user into the record's slot, over whoever is there.
    ///
    /// @param user as it was read, with changes; a new one in a slot that is free in a fresh table
    /// @throws ProtocolException [Kind#UNWRITABLE] if this terminal keeps users in another layout
    public void writeUser(UserRecord user) throws ProtocolException, InterruptedException {
        inTurn(() -> orders.writeUser(user));
    }

    /// Deletes the user in a slot, and looks whether he is gone: some firmware says so and keeps him.
    ///
    /// @return whether he is
    /// @throws IllegalArgumentException if the slot is not 1 to 65535
    public boolean deleteUser(int uid) throws ProtocolException, InterruptedException {
        return inTurn(() -> orders.deleteUser(uid));
    }

    /// Clears the attendance records, if they are stored for good and none came meanwhile. Nobody can use the
    /// terminal until it is done.
    ///
    /// @param store stores them; it must not call this session
    public ClearOutcome clearAttendance(DurableStore store) throws ProtocolException, InterruptedException {
        return inTurn(() -> pause.during(() -> new Clearing(conversation, tables).perform(store)));
    }

    /// Opens the lock.
    ///
    /// @param open how long; as much of it as the terminal can count
    public void unlock(Duration open) throws ProtocolException, InterruptedException {
        inTurn(() -> orders.unlock(open));
    }

    /// Makes written records take effect.
    public void refresh() throws ProtocolException, InterruptedException {
        inTurn(() -> conversation.order(Commands.CMD_REFRESHDATA));
    }

    /// Restarts the terminal, with which the connection ends. Give it half a minute.
    public void restart() throws ProtocolException, InterruptedException {
        inTurn(orders::restart);
    }

    private <T> T inTurn(Pause.Work<T> work) throws ProtocolException, InterruptedException {
        turn.lockInterruptibly();
        try {
            return work.run();
        } finally {
            turn.unlock();
        }
    }

    /// Ends the session: whoever waits for an answer gets [Kind#CLOSED], the terminal is enabled if it was
    /// disabled, told that we leave, and the connection closed. Takes a few times the exit time at most. A
    /// second call is nothing.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        conversation.startClosing();
        interrupted |= !leave();
        try {
            conversation.close(settings.times().exit());
            events.join(settings.times().exit());
        } catch (InterruptedException stop) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Gives whoever has the turn the time to stop; goes in any case.
    ///
    /// @return false when interrupted meanwhile
    private boolean leave() {
        boolean mine = false;
        boolean interrupted = false;
        try {
            mine = turn.tryLock(LAST_WORDS * settings.times().exit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            interrupted = true;
        }
        try {
            if (isOpen()) {
                pause.enable();
                conversation.exit();
            }
        } finally {
            if (mine) {
                turn.unlock();
            }
        }
        return !(interrupted | Thread.interrupted());
    }
}
