// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.List;
import muster.model.BranchStatus;

/// The branches; Enter shows the terminals of one.
final class Branches {

    private Branches() {}

    static View of(Dashboard desk) {
        return new TableView<>(desk, "branches", "Branches", CommandLine.of("branches", "list"),
                new Grid<>(columns(), BranchStatus::id), api -> api.branches().branches())
                .saying("There are no branches. `muster branches add` makes one.")
                .opening(branch -> Terminals.of(desk, branch.id()));
    }

    private static List<Column<BranchStatus>> columns() {
        return List.of(
                Column.of("id", 20, BranchStatus::id),
                Column.of("name", 36, BranchStatus::name),
                Column.of("state", 8, Branches::state).styled(branch -> Frame.style(state(branch))),
                Column.number("online", BranchStatus::online),
                Column.number("terminals", BranchStatus::terminals),
                Column.number("punches today", BranchStatus::punchesToday),
                Column.of("zone", 24, BranchStatus::zone).rank(1));
    }

    private static String state(BranchStatus branch) {
        if (branch.terminals() == 0) {
            return "empty";
        }
        return branch.online() == branch.terminals() ? "online" : branch.online() == 0 ? "offline" : "partial";
    }
}
