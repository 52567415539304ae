// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import muster.app.alert.Alerts;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.Acknowledgement;
import muster.model.AlertList;
import muster.model.Silence;
import muster.model.SilenceList;
import muster.model.SilenceRequest;

/// Alerts, silences and rules. Thread-safe.
final class AlertResource {

    private final Alerts alerts;

    AlertResource(Alerts alerts) {
        this.alerts = alerts;
    }

    void active(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        exchange.reply(new AlertList(alerts.active()));
    }

    void acknowledge(Exchange exchange)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Acknowledgement said = exchange.body(Acknowledgement.class);
        exchange.reply(alerts.acknowledge(exchange.variable("id"), exchange.by(said.by()), said.note()));
    }

    void unacknowledge(Exchange exchange)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        String by = exchange.parameters("by").text("by");
        String who = exchange.by(by == null ? exchange.by() : by);
        exchange.reply(alerts.unacknowledge(exchange.variable("id"), who));
    }

    void silences(Exchange exchange) throws Rejection, JournalException, IOException {
        Parameters parameters = exchange.parameters("all");
        boolean all = parameters.choice("all", List.of("true", "false"), "false").equals("true");
        exchange.reply(new SilenceList(alerts.silences(all)));
    }

    void silence(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        SilenceRequest asked = exchange.body(SilenceRequest.class);
        Silence made = alerts.silence(new SilenceRequest(asked.kind(), asked.rule(), asked.subject(), asked.branch(),
                asked.from(), asked.until(), asked.seconds(), asked.every(), asked.reason(), exchange.by(asked.by())));
        exchange.created(made, null);
    }

    void endSilence(Exchange exchange)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        String by = exchange.parameters("by").text("by");
        String who = exchange.by(by == null ? exchange.by() : by);
        exchange.reply(alerts.endSilence(exchange.number("id"), who));
    }

    void rules(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        exchange.reply(alerts.rules());
    }

    void trial(Exchange exchange) throws Rejection, Refusal, JournalException, IOException {
        Parameters parameters = exchange.parameters("since", "until", "when");
        exchange.reply(alerts.trial(exchange.variable("name"), parameters.text("when"),
                moment(parameters, "since", false), moment(parameters, "until", true)));
    }

    /// A moment with an offset as it is, a local time in the zone of this muster; null when it is not given.
    private Instant moment(Parameters parameters, String name, boolean end) throws Rejection {
        String text = parameters.text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            LocalDateTime local = end ? parameters.to(name) : parameters.from(name);
            return local.atZone(alerts.zone()).toInstant();
        }
    }
}
