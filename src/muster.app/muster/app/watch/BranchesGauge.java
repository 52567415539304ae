// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import muster.journal.JournalException;
import muster.model.BranchList;
import muster.model.BranchStatus;

/// The branches. Immutable.
public final class BranchesGauge implements Gauge {

    private final Question<BranchList> branches;

    /// @param branches as `GET /api/branches` tells them
    public BranchesGauge(Question<BranchList> branches) {
        this.branches = branches;
    }

    @Override
    public void read(Snapshot.Builder into) throws JournalException {
        for (BranchStatus branch : branches.ask().branches()) {
            into.put(Measures.BRANCH_TERMINALS, branch.id(), branch.terminals());
            into.put(Measures.BRANCH_ONLINE, branch.id(), branch.online());
            into.put(Measures.BRANCH_PUNCHES_TODAY, branch.id(), branch.punchesToday());
        }
    }
}
