// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import muster.journal.JournalException;
import muster.model.Pull;
import muster.model.Terminal;
import muster.zk.pull.ProtocolException;
import muster.zk.pull.PullSession;

/// The one thread that owns a terminal and its only session: it connects, lets a [Visit] poll, listen and
/// carry out orders, and after a failure comes back later each time. Made and started by [Fleet].
final class Owner {

    private static final Logger LOG = System.getLogger(Owner.class.getName());

    /// The polls of a fleet begin within this time of each other.
    private static final Duration STAGGER = Duration.ofSeconds(10);

    private final LinkedBlockingQueue<FetchJob> jobs = new LinkedBlockingQueue<>();
    private final ClockNews clockNews = new ClockNews();
    private final Terminal terminal;
    private final Trade trade;
    private final PullRules rules;
    private final Semaphore readers;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final Thread thread;
    private String complaint = "";

    private Owner(Terminal terminal, Trade trade, PullRules rules, Semaphore readers, RandomGenerator random) {
        this.terminal = terminal;
        this.trade = trade;
        this.rules = rules;
        this.readers = readers;
        this.random = random;
        this.backoff = new Backoff(random);
        this.thread = Thread.ofVirtual().name("terminal " + terminal.serial()).unstarted(this::run);
    }

    static Owner start(
            Terminal terminal, Trade trade, PullRules rules, Semaphore readers, RandomGenerator random) {
        Owner owner = new Owner(terminal, trade, rules, readers, random);
        owner.thread.start();
        return owner;
    }

    Pull pull() {
        return terminal.pull();
    }

    void fetch(FetchJob job) {
        jobs.add(job);
    }

    void interrupt() {
        thread.interrupt();
    }

    void join(Duration atMost) {
        try {
            thread.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            if (rules.scheduled()) {
                await(Duration.ofMillis(random.nextLong(STAGGER.toMillis())));
            }
            while (true) {
                if (!rules.scheduled()) {
                    awaitJob();
                }
                await(turn());
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "terminal {0} is left", terminal.serial());
        } finally {
            failJobs("muster is ending");
        }
    }

    /// One connection, from open to end.
    ///
    /// @return how long to leave the terminal alone
    private Duration turn() throws InterruptedException {
        try (PullSession session = PullSession.open(trade.settings(terminal), trade.clock())) {
            new Visit(terminal, session, trade, rules, readers, jobs, clockNews).stay(this::well);
            return Duration.ZERO;
        } catch (ProtocolException e) {
            failed(e.getMessage() + " " + e.advice());
            return backoff.next(e.pause());
        } catch (JournalException e) {
            failed(e.getMessage());
            return backoff.next(Duration.ZERO);
        } catch (ForeignTerminal | UnusableKey e) {
            failed(e.getMessage());
            return backoff.next(Duration.ofMinutes(1));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the work for terminal " + terminal.serial()
                    + " met a fault of muster itself and begins anew", e);
            failed("a fault of muster itself: " + e);
            return backoff.next(Duration.ofMinutes(1));
        }
    }

    private void well() {
        backoff.reset();
        if (!complaint.isEmpty()) {
            LOG.log(Level.INFO, "terminal {0} answers again", terminal.serial());
        }
        complaint = "";
    }

    /// One line per change of state; everybody who asked for a read is told.
    private void failed(String why) {
        if (!why.equals(complaint)) {
            LOG.log(Level.WARNING, "terminal {0} is not read: {1}", terminal.serial(), why);
            trade.noteFailure(terminal.serial(), why);
        }
        complaint = why;
        failJobs(why);
    }

    private void failJobs(String why) {
        for (FetchJob job = jobs.poll(); job != null; job = jobs.poll()) {
            job.end(trade.failed(terminal.serial(), job.by(), why));
        }
    }

    private void awaitJob() throws InterruptedException {
        await(Duration.ofDays(1));
    }

    /// Waits, but no longer than until somebody asks for a read.
    private void await(Duration time) throws InterruptedException {
        FetchJob job = jobs.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (job != null) {
            // it stays first in the line
            jobs.add(job);
        }
    }
}
