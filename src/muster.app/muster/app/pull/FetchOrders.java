// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import muster.app.terminal.Branches;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.model.FetchReport;
import muster.model.FetchRequest;
import muster.model.Terminal;

/// Orders to read the logs of terminals now, and how far each is. Thread-safe.
public final class FetchOrders implements AutoCloseable {

    /// How many orders are remembered.
    private static final int REMEMBERED = 20;

    private final Map<Long, List<FetchJob>> orders = new LinkedHashMap<>();
    private final Fleet fleet;
    private final Terminals terminals;
    private final Branches branches;
    private final Runnable end;
    private long lastId;

    /// Orders to a fleet that others own.
    public FetchOrders(Fleet fleet, Terminals terminals, Branches branches) {
        this(fleet, terminals, branches, () -> {});
    }

    private FetchOrders(Fleet fleet, Terminals terminals, Branches branches, Runnable end) {
        this.fleet = fleet;
        this.terminals = terminals;
        this.branches = branches;
        this.end = end;
    }

    /// Orders to a fleet of its own, which ends with it.
    public static FetchOrders owning(Fleet fleet, Terminals terminals, Branches branches) {
        return new FetchOrders(fleet, terminals, branches, fleet::close);
    }

    /// Begins to read. What runs already for a terminal is waited for, then it is read once more.
    public FetchReport order(FetchRequest request, String by) throws Refusal {
        List<FetchJob> jobs = new ArrayList<>();
        for (Terminal terminal : wanted(request)) {
            jobs.add(new FetchJob(terminal.serial(), terminal.name(), request.since(), by));
        }
        long id = keep(jobs);
        jobs.forEach(fleet::fetch);
        return report(id, jobs);
    }

    /// How far an order is; nothing when it is unknown or long ago.
    public Optional<FetchReport> find(long id) {
        synchronized (orders) {
            return Optional.ofNullable(orders.get(id)).map(jobs -> report(id, jobs));
        }
    }

    @Override
    public void close() {
        end.run();
    }

    private long keep(List<FetchJob> jobs) {
        synchronized (orders) {
            orders.put(++lastId, jobs);
            if (orders.size() > REMEMBERED) {
                orders.remove(orders.keySet().iterator().next());
            }
            return lastId;
        }
    }

    private static FetchReport report(long id, List<FetchJob> jobs) {
        boolean ended = jobs.stream().allMatch(FetchJob::ended);
        return new FetchReport(
                id,
                ended,
                ended && jobs.stream().allMatch(FetchJob::complete),
                jobs.stream().map(FetchJob::row).toList());
    }

    private List<Terminal> wanted(FetchRequest request) throws Refusal {
        boolean some = request.terminals() != null && !request.terminals().isEmpty();
        boolean branch = request.branch() != null && !request.branch().isBlank();
        boolean all = Boolean.TRUE.equals(request.all());
        if (Stream.of(some, branch, all).filter(given -> given).count() != 1) {
            throw new Refusal(Refusal.Kind.INVALID, "terminals, branch, all: name exactly one of them");
        }
        if (some) {
            return named(request.terminals());
        }
        if (branch && branches.find(request.branch()).isEmpty()) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, "there is no branch " + request.branch()
                    + "; muster branches list shows those there are");
        }
        List<Terminal> pulled = terminals.pulled().stream()
                .filter(terminal -> all || request.branch().equals(terminal.branch()))
                .sorted((a, b) -> a.serial().compareTo(b.serial()))
                .toList();
        if (pulled.isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, "none of these terminals is read on port 4370; give them a host");
        }
        return pulled;
    }

    private List<Terminal> named(List<String> serials) throws Refusal {
        List<Terminal> named = new ArrayList<>();
        for (String serial : serials.stream().distinct().sorted().toList()) {
            Terminal terminal = terminals.find(serial).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                    "there is no terminal " + serial + "; muster terminals list shows those there are"));
            if (terminal.pull() == null || terminal.state() != Terminal.State.APPROVED) {
                throw new Refusal(Refusal.Kind.CONFLICT, "terminal " + serial
                        + " is not read on port 4370; give it a host with muster terminals change");
            }
            named.add(terminal);
        }
        return named;
    }
}
