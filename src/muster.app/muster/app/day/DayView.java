// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import muster.app.day.DayJudge.Verdict;
import muster.app.terminal.Branches;
import muster.app.terminal.Counters;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.journal.Days;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Branch;
import muster.model.DayState;
import muster.model.Fetched;
import muster.model.Terminal;
import muster.model.TerminalStatus;

/// Every terminal on one day, as far as it is known now. Thread-safe.
public final class DayView {

    private static final long[] NONE = {};

    private final Journal journal;
    private final Terminals terminals;
    private final Branches branches;
    private final Counters counters;
    private final ZoneId zone;
    private final InstantSource clock;

    /// @param zone the zone of the configuration: where yesterday is
    public DayView(Journal journal, Terminals terminals, Branches branches, Counters counters, ZoneId zone,
            InstantSource clock) {
        this.journal = journal;
        this.terminals = terminals;
        this.branches = branches;
        this.counters = counters;
        this.zone = zone;
        this.clock = clock;
    }

    /// The day before today.
    public LocalDate yesterday() {
        return LocalDate.ofInstant(clock.instant(), zone).minusDays(1);
    }

    /// The branches in question, by id.
    ///
    /// @param branch only this one; null = all
    List<Branch> branches(String branch) throws Refusal {
        if (branch == null) {
            return branches.all();
        }
        return List.of(branches.find(branch).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                "there is no branch " + branch + "; muster branches list shows those there are")));
    }

    /// The approved terminals, and what else has punches of the day, by serial.
    ///
    /// @param branch only of this branch; null = all
    List<SeenTerminal> look(LocalDate date, String branch) throws Refusal, JournalException {
        branches(branch);
        Instant now = clock.instant();
        Map<String, long[]> places = new TreeMap<>(journal.records().days().punches(date));
        // no zone begins a day earlier than fourteen hours before UTC
        Instant earliest = date.atStartOfDay().toInstant(ZoneOffset.ofHours(14));
        List<Days.Held> held = journal.records().days().held(earliest, now.plusMillis(1));
        List<TerminalStatus> approved = terminals.list().terminals().stream()
                .filter(terminal -> terminal.state() == Terminal.State.APPROVED)
                .toList();
        DayJudge judge = new DayJudge(now, counters, PastContacts.of(approved, journal.records()), held);
        List<SeenTerminal> seen = new ArrayList<>();
        for (TerminalStatus terminal : approved) {
            long[] own = places.remove(terminal.serial());
            seen.add(terminal(terminal, date, judge, own == null ? NONE : own));
        }
        places.forEach((serial, own) -> seen.add(other(serial, date, judge, own)));
        return seen.stream()
                .filter(each -> branch == null || branch.equals(each.branch()))
                .sorted(Comparator.comparing(SeenTerminal::serial))
                .toList();
    }

    private SeenTerminal terminal(TerminalStatus terminal, LocalDate date, DayJudge judge, long[] places) {
        Verdict verdict = judge.of(terminal, end(terminal.serial(), date));
        Fetched read = terminal.pull() == null ? null : judge.read(terminal).orElse(null);
        return new SeenTerminal(terminal.serial(), terminal.name(), branch(terminal.branch()), terminal,
                verdict.state(), verdict.reason(), read, places, quarantined(terminal.serial(), date, judge));
    }

    /// A door, or a terminal that is removed or refused by now: nothing more is waited for.
    private SeenTerminal other(String serial, LocalDate date, DayJudge judge, long[] places) {
        Optional<Terminal> known = terminals.find(serial);
        return new SeenTerminal(serial, known.map(Terminal::name).orElse(serial),
                branch(known.map(Terminal::branch).orElse(null)), null, DayState.COMPLETE, null, null, places,
                quarantined(serial, date, judge));
    }

    /// A branch that was removed is none.
    private String branch(String id) {
        return id == null || branches.find(id).isEmpty() ? null : id;
    }

    private long quarantined(String serial, LocalDate date, DayJudge judge) {
        Instant begin = end(serial, date.minusDays(1));
        Instant end = end(serial, date);
        return judge.held().stream()
                .filter(each -> each.terminal().equals(serial))
                .filter(each -> !each.receivedAt().isBefore(begin) && each.receivedAt().isBefore(end))
                .count();
    }

    private Instant end(String serial, LocalDate date) {
        return date.plusDays(1).atStartOfDay(terminals.zone(serial).zone()).toInstant();
    }
}
