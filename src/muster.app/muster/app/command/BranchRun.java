// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.app.file.BranchFile;
import muster.app.file.BranchRow;
import muster.client.Api;
import muster.client.ApiException;

/// One table of branches on its way in. For one thread, once.
final class BranchRun {

    private static final int NAMED_LINES = 100;

    private final Surroundings surroundings;
    private final String name;
    private final BranchFile file;
    private final Api api;
    private long bad;

    BranchRun(Surroundings surroundings, String name, BranchFile file, Api api) {
        this.surroundings = surroundings;
        this.name = Display.safe(name);
        this.file = file;
        this.api = api;
    }

    /// Shows what would be done, and changes nothing.
    ///
    /// @return whether every row was good
    boolean preview() throws ApiException, IOException, InterruptedException {
        surroundings.out().println(name + ": " + Display.safe(file.reading()));
        BranchPlan plan = plan();
        List<BranchStep> steps = plan.steps();
        if (!steps.isEmpty()) {
            Table table = new Table("ROW", "WHAT", "ID", "WOULD BE", "WITH");
            steps.forEach(step -> table.row(step.line(), step.kind().word(), step.id(),
                    step.known() ? "changed" : "added", String.join(", ", step.changes())));
            table.print(surroundings.out());
        }
        BranchCounts counts = new BranchCounts();
        steps.forEach(counts::count);
        surroundings.out().println(counts.sentence("would add", "would change", plan.unchanged()));
        tellBad("would leave out ");
        return bad == 0;
    }

    /// Adds and changes, and names the rows that cannot be followed.
    ///
    /// @return whether every row was good
    boolean importAll() throws ApiException, IOException, InterruptedException {
        BranchPlan plan = plan();
        List<BranchStep> steps = plan.steps();
        BranchCounts counts = new BranchCounts();
        Progress progress = new Progress(surroundings, counts::total, steps::size);
        boolean done = false;
        try {
            for (BranchStep step : steps) {
                carryOut(step, counts);
                progress.show(Display.number(counts.total()) + " done");
            }
            done = true;
        } finally {
            progress.clear();
            if (!done && counts.total() > 0) {
                surroundings.err().println("muster: " + name + ": " + counts.sentence("added", "changed", 0)
                        + " before that; import it again later, what is so already will be recognised");
            }
        }
        surroundings.out().println(name + ": " + counts.sentence("added", "changed", plan.unchanged()));
        tellBad("left out ");
        return bad == 0;
    }

    private void carryOut(BranchStep step, BranchCounts counts) throws ApiException, InterruptedException {
        try {
            step.carryOut(api);
            counts.count(step);
        } catch (ApiException e) {
            int status = e.problem().map(problem -> problem.status()).orElse(0);
            if (status != 404 && status != 409 && status != 422) {
                throw e;
            }
            bad(step.line(), step.kind().word() + " " + step.id() + ": " + e.getMessage());
        }
    }

    /// Reads the file and compares it with what is.
    private BranchPlan plan() throws ApiException, IOException, InterruptedException {
        if (!file.passedOver().isEmpty()) {
            surroundings.err().println("muster: " + name + ": passed over the columns "
                    + Display.cut(Display.safe(String.join(", ", file.passedOver())), 200));
        }
        BranchPlan plan = new BranchPlan(api.branches(), api.terminals());
        List<BranchRow> rows = new ArrayList<>();
        for (BranchRow row = file.next(); row != null; row = file.next()) {
            rows.add(row);
        }
        for (BranchRow row : rows) {
            switch (row) {
                case BranchRow.Bad(long line, String why) -> bad(line, why);
                case BranchRow.Good good -> plan.take(good).ifPresent(why -> bad(good.line(), why));
            }
        }
        return plan;
    }

    private void bad(long line, String why) {
        bad++;
        if (bad <= NAMED_LINES) {
            surroundings.err().println("muster: " + name + ":" + line + ": " + Display.cut(Display.safe(why), 200));
        }
    }

    private void tellBad(String before) {
        if (bad > NAMED_LINES) {
            surroundings.err().println("muster: and " + Display.count(bad - NAMED_LINES, "more bad row"));
        }
        if (bad > 0) {
            surroundings.out().println(before + Display.count(bad, "row"));
        }
    }
}
