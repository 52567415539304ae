// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Branch;
import muster.model.BranchChange;
import muster.model.BranchSettings;

/// The branches this muster knows. A change is journalled before it counts. Thread-safe.
public final class Branches {

    private static final String ID = "[A-Za-z0-9_.-]{1,64}";

    private final Map<String, Branch> byId = new ConcurrentHashMap<>();
    private final Journal journal;
    private final InstantSource clock;

    /// Reads the known branches from the journal.
    public Branches(Journal journal, InstantSource clock) throws JournalException {
        this.journal = journal;
        this.clock = clock;
        journal.records().branches().forEach(branch -> byId.put(branch.id(), branch));
    }

    /// A branch, unless it was removed.
    public Optional<Branch> find(String id) {
        return Optional.ofNullable(byId.get(id)).filter(branch -> !branch.removed());
    }

    /// All of them, by id.
    public List<Branch> all() {
        return byId.values().stream()
                .filter(branch -> !branch.removed())
                .sorted(Comparator.comparing(Branch::id))
                .toList();
    }

    /// Adds a branch.
    public Branch add(BranchSettings settings, String by) throws Refusal, JournalException, InterruptedException {
        String id = settings.id();
        if (id == null || !id.matches(ID)) {
            throw new Refusal(Refusal.Kind.INVALID, "id: a branch's id is 1 to 64 letters, digits, -, _ or .");
        }
        if (find(id).isPresent()) {
            throw new Refusal(Refusal.Kind.CONFLICT, "branch " + id + " is known already; change it instead");
        }
        return keep(with(new Branch(id, id, null, false), settings), "added", by);
    }

    /// Changes what an operator sets.
    public Branch change(String id, BranchSettings settings, String by)
            throws Refusal, JournalException, InterruptedException {
        return keep(with(known(id), settings), "changed", by);
    }

    /// Forgets a branch; its terminals and their punches stay.
    public Branch remove(String id, String by) throws Refusal, JournalException, InterruptedException {
        Branch known = known(id);
        return keep(new Branch(known.id(), known.name(), known.zone(), true), "removed", by);
    }

    private Branch known(String id) throws Refusal {
        return find(id).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                "there is no branch " + id + "; muster branches list shows those there are"));
    }

    private static Branch with(Branch branch, BranchSettings settings) throws Refusal {
        String name = settings.name() == null || settings.name().isBlank() ? branch.name() : settings.name().strip();
        return new Branch(branch.id(), name, Wishes.zone(branch.zone(), settings.zone()), false);
    }

    private Branch keep(Branch after, String act, String by) throws JournalException, InterruptedException {
        journal.append(List.of(new BranchChange(after, act, by, clock.instant())));
        byId.put(after.id(), after);
        return after;
    }
}
