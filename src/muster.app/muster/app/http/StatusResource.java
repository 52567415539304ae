// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.Map;
import java.util.function.IntSupplier;
import muster.app.watch.Watch;
import muster.journal.Health;
import muster.journal.Journal;
import muster.journal.JournalException;

/// How this muster is doing. Thread-safe.
final class StatusResource {

    private static final int ENTRIES = 50;
    private static final int ALERTS = 20;

    private final Journal journal;
    private final Watch watch;
    private final IntSupplier streams;

    /// @param streams how many clients follow a stream
    StatusResource(Journal journal, Watch watch, IntSupplier streams) {
        this.journal = journal;
        this.watch = watch;
        this.streams = streams;
    }

    void alive(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        exchange.reply(Map.of("status", "alive"));
    }

    void ready(Exchange exchange) throws Rejection, InterruptedException, IOException {
        exchange.parameters();
        Health health = journal.health();
        if (!health.ok()) {
            health = journal.probe();
        }
        if (!health.ok()) {
            throw new Rejection(ProblemKind.JOURNAL,
                    "no facts can be kept: " + health.problem() + "; terminals keep theirs and send them again",
                    Map.of("Retry-After", "5"));
        }
        exchange.reply(Map.of("status", "ready"));
    }

    void report(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(watch.report(streams.getAsInt()));
    }

    void metrics(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(watch.metrics());
    }

    void entries(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(watch.entries(ENTRIES));
    }

    void alerts(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(watch.alerts(ALERTS));
    }
}
