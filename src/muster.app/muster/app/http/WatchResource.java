// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import muster.app.terminal.Refusal;
import muster.app.watch.Measures;
import muster.app.watch.PrometheusText;
import muster.app.watch.Watch;
import muster.journal.JournalException;
import muster.model.ComponentList;
import muster.model.ComponentReport;
import muster.model.Json;
import muster.model.MonitorReport;

/// What is measured, components, and what external programs report. Thread-safe.
final class WatchResource {

    private static final int USUAL_MINUTES = 10;
    private static final int MOST_MINUTES = 60;

    /// An item of `GET /api/measures`.
    private record Measured(String name, String help, String kind, String family) {}

    private final Watch watch;
    private final WatchSide side;

    WatchResource(Watch watch, WatchSide side) {
        this.watch = watch;
        this.side = side;
    }

    void components(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        exchange.reply(new ComponentList(side.components().list()));
    }

    void report(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.reply(side.components().report(exchange.variable("name"), exchange.body(ComponentReport.class)));
    }

    void forget(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        exchange.reply(side.components().forget(exchange.variable("name")));
    }

    void event(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.created(side.reports().take(exchange.body(MonitorReport.class)), null);
    }

    void activity(Exchange exchange) throws Rejection, IOException {
        exchange.reply(watch.activity(
                exchange.parameters("minutes").number("minutes", 1, MOST_MINUTES, USUAL_MINUTES)));
    }

    void history(Exchange exchange) throws Rejection, Refusal, JournalException, IOException {
        Parameters parameters = exchange.parameters("measure", "subject", "since", "until");
        String measure = parameters.text("measure");
        if (measure == null) {
            throw Rejection.invalid("measure is missing; /api/measures tells what there is");
        }
        String subject = parameters.text("subject");
        exchange.reply(side.past().of(measure, subject == null ? "" : subject, moment(parameters, "since"),
                moment(parameters, "until")));
    }

    private static Instant moment(Parameters parameters, String name) throws Rejection {
        String text = parameters.text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw Rejection.invalid(name + " must be a moment such as 2026-11-20T08:00:00Z, not \"" + text + "\"");
        }
    }

    void measures(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        List<Measured> all = Measures.all().stream()
                .map(each -> new Measured(each.name(), each.help(), Json.word(each.kind()), each.family()))
                .toList();
        exchange.reply(all);
    }

    void prometheus(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        String text = PrometheusText.of(side.instruments().now());
        exchange.replyText(PrometheusText.MEDIA_TYPE, text.getBytes(StandardCharsets.UTF_8));
    }
}
