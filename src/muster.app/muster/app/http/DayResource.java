// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import muster.app.day.CloseOuts;
import muster.app.day.Reconciler;
import muster.app.keep.AnchorBook;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.DayRequest;

/// Days: side by side, and whether they are complete. Thread-safe.
final class DayResource {

    private final Reconciler reconciler;
    private final CloseOuts closeOuts;
    private final AnchorBook anchors;

    DayResource(DaySide side) {
        this.reconciler = side.reconciler();
        this.closeOuts = side.closeOuts();
        this.anchors = side.anchors();
    }

    void reconcile(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Parameters parameters = exchange.parameters("date", "branch", "targets");
        boolean targets = parameters.choice("targets", List.of("true", "false"), "false").equals("true");
        exchange.reply(reconciler.of(date(parameters), parameters.text("branch"), targets));
    }

    void repair(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        DayRequest request = exchange.body(DayRequest.class);
        exchange.reply(reconciler.repair(request.date(), request.branch(), exchange.by()));
    }

    void closeOut(Exchange exchange) throws Rejection, Refusal, JournalException, IOException {
        Parameters parameters = exchange.parameters("date", "branch");
        exchange.reply(closeOuts.of(date(parameters), parameters.text("branch")));
    }

    void close(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        DayRequest request = exchange.body(DayRequest.class);
        exchange.reply(closeOuts.close(request.date(), request.branch(), exchange.by()));
    }

    void anchors(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        exchange.reply(anchors.list());
    }

    private static LocalDate date(Parameters parameters) throws Rejection {
        String text = parameters.text("date");
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Rejection.invalid("date must be a day such as 2026-11-20, not \"" + text + "\"");
        }
    }
}
