// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import muster.app.pull.FetchOrders;
import muster.app.sink.DayDeliveries;
import muster.app.sink.Difference;
import muster.app.sink.Standing;
import muster.app.sink.Standing.Where;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.DayState;
import muster.model.FetchRequest;
import muster.model.Notice;
import muster.model.Reconciliation;
import muster.model.Reconciliation.AtSink;
import muster.model.Reconciliation.AtTarget;
import muster.model.Reconciliation.Repair;
import muster.model.Reconciliation.Resent;
import muster.model.Reconciliation.OfTerminal;

/// Lays a day side by side: what each terminal says it holds, what was read, what the journal has, what each sink
/// delivered and, on request, what each target has. And mends it. Thread-safe.
public final class Reconciler {

    private final DayView view;
    private final DayDeliveries deliveries;
    private final FetchOrders fetches;
    private final Journal journal;
    private final InstantSource clock;

    /// @param fetches reads terminals again
    public Reconciler(
            DayView view, DayDeliveries deliveries, FetchOrders fetches, Journal journal, InstantSource clock) {
        this.view = view;
        this.deliveries = deliveries;
        this.fetches = fetches;
        this.journal = journal;
        this.clock = clock;
    }

    /// A sink, and what its target says of a day's punches by their places; null when it was not asked.
    private record Side(Standing standing, Map<Long, String> kinds) {}

    /// How a day stands now.
    ///
    /// @param date by the terminals' clocks; null = yesterday
    /// @param branch only of this branch; null = all
    /// @param targets whether the sinks' targets are asked too, which takes as long as they need
    public Reconciliation of(LocalDate date, String branch, boolean targets)
            throws Refusal, JournalException, InterruptedException {
        LocalDate day = date == null ? view.yesterday() : date;
        return of(day, branch, view.look(day, branch), targets, null);
    }

    private Reconciliation of(LocalDate date, String branch, List<SeenTerminal> seen, boolean targets, Repair repair)
            throws JournalException, InterruptedException {
        long[] places = places(seen);
        List<Side> sides = new ArrayList<>();
        for (Standing standing : deliveries.standings(places)) {
            sides.add(new Side(standing, targets ? kinds(standing, places) : null));
        }
        List<OfTerminal> rows = seen.stream().map(terminal -> row(terminal, sides)).toList();
        boolean complete = rows.stream().allMatch(Reconciler::isComplete);
        return new Reconciliation(date, branch, clock.instant(), complete, rows, repair);
    }

    private static long[] places(List<SeenTerminal> seen) {
        return seen.stream().flatMapToLong(each -> LongStream.of(each.places())).sorted().toArray();
    }

    private static boolean isComplete(OfTerminal row) {
        return row.state() == DayState.COMPLETE && row.sinks().stream().allMatch(Reconciler::isComplete);
    }

    private static boolean isComplete(AtSink sink) {
        AtTarget target = sink.target();
        return sink.waiting() == 0 && sink.setAside() == 0
                && (target == null
                        || target.missing().isEmpty() && target.surplus().isEmpty() && target.different().isEmpty());
    }

    /// What a target says of the punches whose turn is over. A sink that is busy says nothing of any.
    private Map<Long, String> kinds(Standing standing, long[] places) throws JournalException, InterruptedException {
        List<Long> over = LongStream.of(places)
                .filter(seq -> standing.at(seq) == Where.DELIVERED || standing.at(seq) == Where.SKIPPED)
                .boxed()
                .toList();
        Map<Long, String> kinds = new HashMap<>();
        try {
            for (Difference difference : deliveries.compare(standing.sink(), over)) {
                kinds.put(difference.seq(), difference.kind());
            }
        } catch (Refusal busy) {
            kinds.clear();
        }
        return kinds;
    }

    private static OfTerminal row(SeenTerminal terminal, List<Side> sides) {
        var status = terminal.status();
        var read = terminal.read();
        return new OfTerminal(
                terminal.serial(),
                terminal.name(),
                terminal.branch(),
                terminal.state(),
                terminal.reason(),
                terminal.isPulled(),
                read == null ? null : read.counter(),
                read == null ? null : Long.valueOf(read.records()),
                terminal.isPulled() && status.lastFetch() != null && status.lastFetch().complete(),
                read == null ? null : DayJudge.begin(read),
                status == null ? null : status.lastContact(),
                terminal.places().length,
                terminal.quarantined(),
                sides.stream().map(side -> atSink(side, terminal.places())).toList());
    }

    private static AtSink atSink(Side side, long[] places) {
        long[] counts = new long[Where.values().length];
        for (long place : places) {
            counts[side.standing().at(place).ordinal()]++;
        }
        return new AtSink(
                side.standing().sink(),
                counts[Where.DELIVERED.ordinal()],
                counts[Where.WAITING.ordinal()],
                counts[Where.SET_ASIDE.ordinal()],
                counts[Where.SKIPPED.ordinal()],
                side.kinds() == null ? null : atTarget(side, places));
    }

    private static AtTarget atTarget(Side side, long[] places) {
        List<Long> missing = new ArrayList<>();
        List<Long> surplus = new ArrayList<>();
        List<Long> different = new ArrayList<>();
        long unknown = 0;
        for (long place : places) {
            Where where = side.standing().at(place);
            String kind = side.kinds().getOrDefault(place, "unknown");
            boolean there = kind.equals("known") || kind.equals("different");
            if (where == Where.SKIPPED && there) {
                surplus.add(place);
            } else if (where == Where.DELIVERED && kind.equals("new")) {
                missing.add(place);
            } else if (where == Where.DELIVERED && kind.equals("different")) {
                different.add(place);
            } else if (where == Where.DELIVERED && !kind.equals("known")) {
                unknown++;
            }
        }
        return new AtTarget(missing, surplus, different, unknown);
    }

    /// Mends what can be mended: reads the terminals again that are not complete, tries the day's dead letters, and
    /// sends again what targets do not have. The reads and the dead letters go on after this ended.
    ///
    /// @param by who wants it
    /// @return how the day stands now, with what was begun
    public Reconciliation repair(LocalDate date, String branch, String by)
            throws Refusal, JournalException, InterruptedException {
        LocalDate day = date == null ? view.yesterday() : date;
        List<SeenTerminal> seen = view.look(day, branch);
        List<String> again = seen.stream()
                .filter(each -> each.isPulled() && each.state() != DayState.COMPLETE)
                .map(SeenTerminal::serial)
                .toList();
        Long fetch = again.isEmpty() ? null : fetches.order(new FetchRequest(again, null, null, null), by).id();
        long[] places = places(seen);
        List<Resent> resent = new ArrayList<>();
        for (Standing standing : deliveries.standings(places)) {
            resent.add(resent(standing, places));
        }
        journal.append(List.of(notice(day, branch, again, resent, by)));
        return of(day, branch, view.look(day, branch), false, new Repair(fetch, again, resent));
    }

    private Resent resent(Standing standing, long[] places) throws JournalException, InterruptedException {
        List<Long> open = LongStream.of(places)
                .filter(seq -> standing.at(seq) == Where.SET_ASIDE).boxed().toList();
        Map<Long, String> kinds = kinds(standing, places);
        List<Long> missing = LongStream.of(places)
                .filter(seq -> standing.at(seq) == Where.DELIVERED)
                .filter(seq -> "new".equals(kinds.get(seq)))
                .boxed()
                .toList();
        try {
            DayDeliveries.Outcome sent = deliveries.resend(standing.sink(), missing);
            int retried = deliveries.retry(standing.sink(), open);
            return new Resent(standing.sink(), retried, missing.size(), sent.delivered(), sent.duplicates(),
                    sent.setAside(), sent.problem());
        } catch (Refusal busy) {
            return new Resent(standing.sink(), 0, missing.size(), 0, 0, 0, busy.getMessage());
        }
    }

    private Notice notice(LocalDate date, String branch, List<String> again, List<Resent> resent, String by) {
        long sent = resent.stream().mapToLong(each -> each.missing() + each.retried()).sum();
        return new Notice(Notice.Level.INFO, "repair", null,
                "repair of " + date + (branch == null ? "" : " at branch " + branch) + ": terminals read again: "
                        + again.size() + ", records sent again: " + sent,
                Map.of("date", date.toString(), "branch", branch == null ? "" : branch, "by", by),
                clock.instant());
    }
}
