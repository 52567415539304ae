// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import muster.app.sink.Explainer;
import muster.journal.JournalException;

/// The whole life of one record. Thread-safe.
final class ExplainResource {

    private final Explainer explainer;

    ExplainResource(Explainer explainer) {
        this.explainer = explainer;
    }

    void one(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        long seq = exchange.number("seq");
        exchange.reply(explainer.of(seq).orElseThrow(() ->
                new Rejection(ProblemKind.NOT_FOUND, "the journal has no punch at " + seq)));
    }
}
