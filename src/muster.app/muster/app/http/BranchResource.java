// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import muster.app.terminal.BranchView;
import muster.app.terminal.Branches;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.Branch;
import muster.model.BranchSettings;
import muster.model.BranchStatus;

/// Branches. Thread-safe.
final class BranchResource {

    private final BranchView view;
    private final Branches branches;

    BranchResource(BranchView view, Branches branches) {
        this.view = view;
        this.branches = branches;
    }

    void list(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(view.list());
    }

    void one(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(status(exchange.variable("id")));
    }

    void add(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Branch added = branches.add(exchange.body(BranchSettings.class), exchange.by());
        exchange.created(status(added.id()), "branches/" + URLEncoder.encode(added.id(), StandardCharsets.UTF_8));
    }

    void change(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        String id = exchange.variable("id");
        BranchSettings settings = exchange.body(BranchSettings.class);
        if (settings.id() != null && !settings.id().equals(id)) {
            throw Rejection.invalid("id: a branch keeps its id; add the other one as a new branch");
        }
        exchange.reply(status(branches.change(id, settings, exchange.by()).id()));
    }

    void remove(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        branches.remove(exchange.variable("id"), exchange.by());
        exchange.done();
    }

    private BranchStatus status(String id) throws Rejection, JournalException {
        return view.status(id).orElseThrow(() -> new Rejection(ProblemKind.NOT_FOUND,
                "there is no branch " + id + "; /api/branches lists those there are"));
    }
}
