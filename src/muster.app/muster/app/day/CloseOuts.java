// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import muster.app.sink.DayDeliveries;
import muster.app.sink.Standing;
import muster.app.sink.Standing.Where;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Branch;
import muster.model.CloseOut;
import muster.model.CloseOut.Awaited;
import muster.model.CloseOut.OfBranch;
import muster.model.CloseOut.OfSink;
import muster.model.DayState;
import muster.model.Notice;
import muster.model.SinkState;

/// Says of a day whether it is complete, and signs that. Thread-safe.
public final class CloseOuts {

    private final DayView view;
    private final DayDeliveries deliveries;
    private final Journal journal;
    private final CloseOutKey key;
    private final String instance;
    private final InstantSource clock;

    /// @param instance name of this muster, as it signs
    public CloseOuts(DayView view, DayDeliveries deliveries, Journal journal, CloseOutKey key, String instance,
            InstantSource clock) {
        this.view = view;
        this.deliveries = deliveries;
        this.journal = journal;
        this.key = key;
        this.instance = instance;
        this.clock = clock;
    }

    /// How a day stands now.
    ///
    /// @param date by the terminals' clocks; null = yesterday
    /// @param branch only of this branch; null = all
    public CloseOut of(LocalDate date, String branch) throws Refusal, JournalException {
        LocalDate day = date == null ? view.yesterday() : date;
        List<Branch> asked = view.branches(branch);
        List<SeenTerminal> seen = view.look(day, branch);
        List<OfBranch> branches = new ArrayList<>();
        for (Branch each : asked) {
            branches.add(branch(each, seen));
        }
        if (seen.stream().anyMatch(terminal -> terminal.branch() == null)) {
            branches.add(branch(null, seen));
        }
        List<OfSink> sinks = sinks(seen);
        List<DayState> states = new ArrayList<>(branches.stream().map(OfBranch::state).toList());
        sinks.forEach(sink -> states.add(sink.state()));
        return key.signed(new CloseOut(
                day, branch, worst(states), branches, sinks, clock.instant(), instance, key.publicKey(), null));
    }

    /// The same, and a notice `day.closed` for every branch that is complete and was not told of before.
    ///
    /// @param by who asks
    public synchronized CloseOut close(LocalDate date, String branch, String by)
            throws Refusal, JournalException, InterruptedException {
        CloseOut closeOut = of(date, branch);
        Set<String> told = journal.records().days().closed(closeOut.date());
        List<Notice> notices = closeOut.branches().stream()
                .filter(each -> each.state() == DayState.COMPLETE)
                .filter(each -> !told.contains(each.branch() == null ? "" : each.branch()))
                .map(each -> notice(closeOut, each, by))
                .toList();
        if (!notices.isEmpty()) {
            journal.append(notices);
        }
        return closeOut;
    }

    private Notice notice(CloseOut closeOut, OfBranch branch, String by) {
        String who = branch.branch() == null ? "what belongs to no branch" : "branch " + branch.branch();
        return new Notice(Notice.Level.INFO, "day.closed", null,
                who + ": " + closeOut.date() + " is complete, punches: " + branch.punches(),
                Map.of("date", closeOut.date().toString(),
                        "branch", branch.branch() == null ? "" : branch.branch(),
                        "punches", Long.toString(branch.punches()),
                        "quarantined", Long.toString(branch.quarantined()),
                        "instance", instance,
                        "by", by),
                closeOut.madeAt());
    }

    private static OfBranch branch(Branch branch, List<SeenTerminal> seen) {
        String id = branch == null ? null : branch.id();
        List<SeenTerminal> own = seen.stream().filter(each -> Objects.equals(id, each.branch())).toList();
        return new OfBranch(
                id,
                branch == null ? null : branch.name(),
                worst(own.stream().map(SeenTerminal::state).toList()),
                (int) own.stream().filter(each -> each.status() != null).count(),
                own.stream().filter(each -> each.state() != DayState.COMPLETE).map(CloseOuts::awaited).toList(),
                own.stream().mapToLong(each -> each.places().length).sum(),
                own.stream().mapToLong(SeenTerminal::quarantined).sum());
    }

    private static Awaited awaited(SeenTerminal terminal) {
        Instant contact = terminal.status() == null ? null : terminal.status().lastContact();
        return new Awaited(terminal.serial(), terminal.name(), terminal.state(), terminal.reason(), contact);
    }

    private List<OfSink> sinks(List<SeenTerminal> seen) throws JournalException {
        long[] places = seen.stream().flatMapToLong(each -> LongStream.of(each.places())).sorted().toArray();
        return deliveries.standings(places).stream().map(standing -> sink(standing, places)).toList();
    }

    private static OfSink sink(Standing standing, long[] places) {
        long waiting = LongStream.of(places).filter(seq -> standing.at(seq) == Where.WAITING).count();
        long setAside = LongStream.of(places).filter(seq -> standing.at(seq) == Where.SET_ASIDE).count();
        if (waiting == 0 && setAside == 0) {
            return new OfSink(standing.sink(), DayState.COMPLETE, 0, 0, null);
        }
        List<String> reasons = new ArrayList<>();
        if (waiting > 0) {
            reasons.add(switch (standing.state()) {
                case RUNNING -> "punches wait for their turn";
                case RETRYING -> "its target fails and is tried again, muster sinks show " + standing.sink();
                case PAUSED -> "it is paused, muster sinks resume " + standing.sink();
                case STOPPED -> "it stopped, muster sinks show " + standing.sink();
            });
        }
        if (setAside > 0) {
            reasons.add("dead letters are open, muster deadletters list --sink " + standing.sink());
        }
        DayState state =
                waiting > 0 && standing.state() == SinkState.STOPPED ? DayState.FAILED : DayState.WAITING;
        return new OfSink(standing.sink(), state, waiting, setAside, String.join("; ", reasons));
    }

    private static DayState worst(List<DayState> states) {
        return states.stream().max(DayState::compareTo).orElse(DayState.COMPLETE);
    }
}
