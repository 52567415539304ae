// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Branch;
import muster.model.BranchList;
import muster.model.BranchStatus;
import muster.model.Terminal;
import muster.model.TerminalStatus;
import muster.model.TerminalStatus.Presence;

/// Branches with what their terminals do. Thread-safe.
public final class BranchView {

    private final Branches branches;
    private final Terminals terminals;
    private final Records records;
    private final TerminalRules rules;
    private final InstantSource clock;

    /// @param rules tell the zone of "today"
    public BranchView(
            Branches branches, Terminals terminals, Records records, TerminalRules rules, InstantSource clock) {
        this.branches = branches;
        this.terminals = terminals;
        this.records = records;
        this.rules = rules;
        this.clock = clock;
    }

    /// Every branch, by id.
    public BranchList list() throws JournalException {
        List<TerminalStatus> all = terminals.list().terminals();
        Map<String, Long> today = today();
        return new BranchList(branches.all().stream().map(branch -> status(branch, all, today)).toList());
    }

    /// One branch.
    public Optional<BranchStatus> status(String id) throws JournalException {
        List<TerminalStatus> all = terminals.list().terminals();
        Map<String, Long> today = today();
        return branches.find(id).map(branch -> status(branch, all, today));
    }

    private Map<String, Long> today() throws JournalException {
        return records.punchesSinceByTerminal(LocalDate.ofInstant(clock.instant(), rules.zone()).atStartOfDay());
    }

    private static BranchStatus status(Branch branch, List<TerminalStatus> all, Map<String, Long> today) {
        List<TerminalStatus> own = all.stream()
                .filter(terminal -> branch.id().equals(terminal.branch()))
                .filter(terminal -> terminal.state() == Terminal.State.APPROVED)
                .toList();
        return new BranchStatus(
                branch.id(),
                branch.name(),
                branch.zone(),
                own.size(),
                (int) own.stream().filter(terminal -> terminal.presence() == Presence.ONLINE).count(),
                own.stream().mapToLong(terminal -> today.getOrDefault(terminal.serial(), 0L)).sum());
    }
}
