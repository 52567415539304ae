// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.List;
import muster.app.sink.Difference;
import muster.app.sink.Sinks;
import muster.app.sink.Trial;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.ReplayRequest;
import muster.model.SinkDifferences;
import muster.model.SinkList;
import muster.model.SinkTrial;
import muster.model.SyncRequest;

/// Sinks. Thread-safe.
final class SinkResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final Sinks sinks;

    SinkResource(Sinks sinks) {
        this.sinks = sinks;
    }

    void list(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(new SinkList(sinks.all()));
    }

    void one(Exchange exchange) throws Rejection, Refusal, JournalException, IOException {
        exchange.parameters();
        exchange.reply(sinks.one(exchange.variable("name")));
    }

    void pause(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        exchange.reply(sinks.pause(exchange.variable("name"), exchange.by()));
    }

    void resume(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        exchange.reply(sinks.resume(exchange.variable("name"), exchange.by()));
    }

    void test(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        Trial trial = sinks.test(exchange.variable("name"));
        exchange.reply(new SinkTrial(trial.ok(), trial.text(), trial.cure()));
    }

    void replay(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        ReplayRequest request = exchange.body(ReplayRequest.class);
        if (request.position() == null) {
            throw Rejection.invalid("position is missing: the place before the first record to deliver");
        }
        boolean forward = Boolean.TRUE.equals(request.forward());
        exchange.reply(sinks.replay(exchange.variable("name"), request.position(), forward, exchange.by()));
    }

    void differences(Exchange exchange)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Parameters parameters = exchange.parameters("after", "limit");
        List<Difference> found = sinks.compare(
                exchange.variable("name"),
                parameters.place("after"),
                parameters.number("limit", 1, LARGEST_PAGE, USUAL_PAGE));
        exchange.reply(new SinkDifferences(found.stream()
                .map(each -> new SinkDifferences.Line(each.seq(), each.kind(), each.sent(), each.found()))
                .toList()));
    }

    void sync(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        SyncRequest request = exchange.body(SyncRequest.class);
        exchange.reply(new SinkList(sinks.sync(request.sink(), exchange.by())));
    }
}
