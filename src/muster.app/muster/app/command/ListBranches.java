// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.BranchList;
import muster.model.BranchStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster branches list`.
@Command(
        name = "list",
        description = "Lists the branches and what their terminals do.",
        footer = {"", "Example:", "  muster branches list"})
final class ListBranches implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListBranches(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            BranchList list = api.branches();
            if (json) {
                surroundings.json(list);
            } else if (list.branches().isEmpty()) {
                surroundings.err().println("no branches");
            } else {
                print(list);
            }
        }
        return ExitCode.OK.number();
    }

    private void print(BranchList list) {
        Table table = new Table("ID", "NAME", "ZONE", "TERMINALS", "ONLINE", "PUNCHES TODAY");
        for (BranchStatus branch : list.branches()) {
            table.row(
                    branch.id(),
                    branch.name(),
                    branch.zone(),
                    Display.number(branch.terminals()),
                    Display.number(branch.online()),
                    Display.number(branch.punchesToday()));
        }
        listing.print(table, surroundings);
    }
}
