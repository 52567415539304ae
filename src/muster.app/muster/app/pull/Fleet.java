// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import muster.app.terminal.Terminals;
import muster.model.Terminal;

/// All terminals that are read on port 4370: one thread owns each of them and its only session. Follows
/// the registry: who is added is owned within a second, who is changed is owned anew. Thread-safe.
public final class Fleet implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Fleet.class.getName());

    private static final Duration LOOK = Duration.ofSeconds(1);

    /// For all of them together to say goodbye; who does not answer is left.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Map<String, Owner> owners = new HashMap<>();
    private final Terminals terminals;
    private final Trade trade;
    private final PullRules rules;
    private final Semaphore readers;
    private final RandomGenerator random;
    private final Thread thread;
    private boolean closed;

    private Fleet(Terminals terminals, Trade trade, PullRules rules, RandomGenerator random) {
        this.terminals = terminals;
        this.trade = trade;
        this.rules = rules;
        this.random = random;
        this.readers = new Semaphore(rules.parallel(), true);
        this.thread = Thread.ofVirtual().name("fleet").unstarted(this::follow);
    }

    /// Begins to own terminals.
    ///
    /// @param trade what an owner needs to do its work
    /// @param random staggers the polls
    public static Fleet start(Terminals terminals, Trade trade, PullRules rules, RandomGenerator random) {
        Fleet fleet = new Fleet(terminals, trade, rules, random);
        fleet.thread.start();
        return fleet;
    }

    /// Has a terminal read now.
    void fetch(FetchJob job) {
        synchronized (owners) {
            if (closed) {
                job.end(trade.failed(job.serial(), job.by(), "muster is ending"));
                return;
            }
            Terminal terminal = terminals.find(job.serial()).orElse(null);
            if (terminal == null || terminal.pull() == null) {
                job.end(trade.failed(job.serial(), job.by(), "the terminal was removed meanwhile"));
                return;
            }
            owners.computeIfAbsent(job.serial(), _ -> own(terminal)).fetch(job);
        }
    }

    private void follow() {
        try {
            while (true) {
                if (rules.scheduled()) {
                    look();
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the fleet ends");
        }
    }

    private void look() {
        List<Owner> leaving = new ArrayList<>();
        synchronized (owners) {
            Set<String> wanted = new HashSet<>();
            for (Terminal terminal : terminals.pulled()) {
                wanted.add(terminal.serial());
                Owner owner = owners.get(terminal.serial());
                if (owner == null || !owner.pull().equals(terminal.pull())) {
                    if (owner != null) {
                        leaving.add(owner);
                    }
                    owners.put(terminal.serial(), own(terminal));
                }
            }
            owners.entrySet().removeIf(entry -> {
                boolean gone = !wanted.contains(entry.getKey());
                if (gone) {
                    leaving.add(entry.getValue());
                }
                return gone;
            });
        }
        leaving.forEach(Owner::interrupt);
    }

    private Owner own(Terminal terminal) {
        return Owner.start(terminal, trade, rules, readers, random);
    }

    /// Ends every session, so that no terminal is left disabled or occupied.
    @Override
    public void close() {
        thread.interrupt();
        List<Owner> all;
        synchronized (owners) {
            closed = true;
            all = List.copyOf(owners.values());
            owners.clear();
        }
        all.forEach(Owner::interrupt);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Owner owner : all) {
            owner.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }
}
