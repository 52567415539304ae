// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.BranchSettings;
import muster.model.TerminalSettings;

/// One thing that a table of branches wants done. Immutable; one of the two settings is null.
///
/// @param line where it stands in the table
/// @param id of the branch, or the terminal's serial
/// @param known whether it is there and is to be changed; else it is to be added
/// @param branch what to set of a branch
/// @param terminal what to set of a terminal
/// @param changes the same, for people
record BranchStep(
        long line, String id, boolean known, BranchSettings branch, TerminalSettings terminal, List<String> changes) {

    /// What is added or changed.
    enum Kind {
        BRANCH("branch"),
        TERMINAL("terminal");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Kind kind() {
        return branch == null ? Kind.TERMINAL : Kind.BRANCH;
    }

    void carryOut(Api api) throws ApiException, InterruptedException {
        if (branch != null && known) {
            api.changeBranch(id, branch);
        } else if (branch != null) {
            api.addBranch(branch);
        } else if (known) {
            api.change(id, terminal);
        } else {
            api.add(terminal);
        }
    }
}
