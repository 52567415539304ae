// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import muster.journal.JournalException;
import muster.model.Terminal;
import muster.zk.pull.FreeSizes;
import muster.zk.pull.LiveEvent;
import muster.zk.pull.ProtocolException;
import muster.zk.pull.PullSession;
import muster.zk.pull.TerminalIdentity;

/// One session with a terminal: who it is, its clock and memory, its log at once and then on schedule, its
/// live punches, and what operators want of it. For the owner's thread; live events come on the session's.
final class Visit {

    /// The application's heartbeat: nothing else tells that a terminal was restarted (zk-pull.md section 11).
    private static final Duration HEARTBEAT = Duration.ofSeconds(45);

    /// An owner looks for commands at least this often.
    private static final Duration LOOK = Duration.ofSeconds(2);

    /// A log whose count did not move is read all the same once in this time (zk-pull.md section 11).
    private static final Duration FULL_READ = Duration.ofHours(24);

    private final Terminal terminal;
    private final PullSession session;
    private final Trade trade;
    private final PullRules rules;
    private final Semaphore readers;
    private final BlockingQueue<FetchJob> jobs;
    private final LogReading reading;
    private final ClockCheck clockCheck;
    private final PullOrders orders;
    private final LiveEar ear;
    private Instant nextPoll;
    private Instant nextHeartbeat;
    private Instant lastFullRead = Instant.MIN;
    private long lastCount = -1;

    Visit(
            Terminal terminal,
            PullSession session,
            Trade trade,
            PullRules rules,
            Semaphore readers,
            BlockingQueue<FetchJob> jobs,
            ClockNews clockNews) {
        this.terminal = terminal;
        this.session = session;
        this.trade = trade;
        this.rules = rules;
        this.readers = readers;
        this.jobs = jobs;
        this.reading = new LogReading(terminal, session, trade);
        this.clockCheck = new ClockCheck(terminal, session, trade, rules, clockNews);
        this.orders = new PullOrders(terminal, session, trade, reading, clockCheck);
        this.ear = new LiveEar(terminal.serial(), trade, reading);
    }

    /// Stays until the connection ends or, without a schedule, until nothing more is wanted.
    ///
    /// @param well called once the terminal is known to be the right one
    void stay(Runnable well)
            throws ProtocolException, JournalException, ForeignTerminal, InterruptedException {
        greet();
        well.run();
        if (rules.scheduled() && terminal.pull().live()) {
            session.live(LiveEvent.EF_ATTLOG, ear);
        }
        nextPoll = trade.clock().instant();
        nextHeartbeat = nextPoll.plus(HEARTBEAT);
        do {
            work();
        } while (rules.scheduled() || !jobs.isEmpty());
    }

    /// Asks who is there before anything of it is believed.
    private void greet() throws ProtocolException, JournalException, ForeignTerminal, InterruptedException {
        TerminalIdentity identity = session.identity();
        if (!identity.serial().isEmpty() && !identity.serial().equals(terminal.serial())) {
            throw new ForeignTerminal(terminal.pull().host(), terminal.serial(), identity.serial());
        }
        trade.heard(terminal);
        orders.reported(identity);
        clockCheck.look();
        reading.people();
    }

    private void work() throws ProtocolException, JournalException, InterruptedException {
        FetchJob job = jobs.poll(untilNext().toMillis(), TimeUnit.MILLISECONDS);
        if (job != null) {
            carryOut(job);
            return;
        }
        if (!rules.scheduled()) {
            return;
        }
        orders.carryOut();
        Instant now = trade.clock().instant();
        if (!now.isBefore(nextPoll) || ear.missed()) {
            poll(now);
        } else if (!now.isBefore(nextHeartbeat)) {
            clockCheck.look();
            trade.heard(terminal);
            nextHeartbeat = now.plus(HEARTBEAT);
        } else if (!session.isOpen()) {
            clockCheck.look();
        }
    }

    private Duration untilNext() {
        if (!rules.scheduled()) {
            return Duration.ofMillis(1);
        }
        Instant now = trade.clock().instant();
        Duration poll = Duration.between(now, nextPoll);
        Duration shortest = poll.compareTo(LOOK) < 0 ? poll : LOOK;
        return shortest.isNegative() ? Duration.ZERO : shortest;
    }

    private void poll(Instant now) throws ProtocolException, JournalException, InterruptedException {
        FreeSizes sizes = session.freeSizes();
        long count = sizes.records().orElse(0);
        trade.heard(terminal);
        reading.filled(sizes);
        boolean unmoved = count > 0 && count == lastCount && now.isBefore(lastFullRead.plus(FULL_READ));
        if (!unmoved || ear.missed()) {
            ear.caughtUp();
            read(new FetchJob(terminal.serial(), terminal.name(), null, "poll"));
            lastFullRead = now;
            lastCount = count;
        }
        nextPoll = now.plus(period());
        nextHeartbeat = now.plus(HEARTBEAT);
    }

    private Duration period() {
        int own = terminal.pull().pollSeconds();
        return own == 0 ? rules.poll() : Duration.ofSeconds(own);
    }

    private void carryOut(FetchJob job) throws ProtocolException, JournalException, InterruptedException {
        boolean done = false;
        try {
            read(job);
            done = true;
        } catch (ProtocolException e) {
            job.end(trade.failed(terminal.serial(), job.by(), e.getMessage() + " " + e.advice()));
            done = true;
            throw e;
        } catch (JournalException e) {
            job.end(trade.failed(terminal.serial(), job.by(), e.getMessage()));
            done = true;
            throw e;
        } finally {
            if (!done) {
                job.end(trade.failed(terminal.serial(), job.by(), "muster is ending"));
            }
        }
    }

    private void read(FetchJob job) throws ProtocolException, JournalException, InterruptedException {
        readers.acquire();
        try {
            reading.read(job);
        } finally {
            readers.release();
        }
    }
}
