// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import muster.app.pull.FetchOrders;
import muster.app.terminal.Refusal;
import muster.model.FetchReport;
import muster.model.FetchRequest;

/// Orders to read the logs of terminals now. Thread-safe.
final class FetchResource {

    private final FetchOrders fetches;

    FetchResource(FetchOrders fetches) {
        this.fetches = fetches;
    }

    void order(Exchange exchange) throws Rejection, Refusal, IOException {
        FetchReport report = fetches.order(exchange.body(FetchRequest.class), exchange.by());
        exchange.accepted(report, "fetch/" + report.id());
    }

    void one(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        long id = exchange.number("id");
        exchange.reply(fetches.find(id).orElseThrow(() -> new Rejection(ProblemKind.NOT_FOUND,
                "no order " + id + " is remembered: only the last few since the start are; "
                        + "last_fetch of each terminal tells what came of its last read")));
    }
}
