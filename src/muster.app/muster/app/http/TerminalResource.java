// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.model.Terminal;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;

/// Terminals and who may join. Thread-safe.
final class TerminalResource {

    /// Who did it, in the journal.
    static final String BY = "api";

    private static final int LONGEST_PAIRING = 1440;

    private final Terminals terminals;

    TerminalResource(Terminals terminals) {
        this.terminals = terminals;
    }

    void list(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(terminals.list());
    }

    void one(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(status(exchange.variable("serial")));
    }

    void add(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Terminal added = terminals.add(exchange.body(TerminalSettings.class), BY);
        exchange.created(
                status(added.serial()), "terminals/" + URLEncoder.encode(added.serial(), StandardCharsets.UTF_8));
    }

    void change(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Terminal changed = terminals.change(exchange.variable("serial"), settings(exchange), BY);
        exchange.reply(status(changed.serial()));
    }

    void remove(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        terminals.remove(exchange.variable("serial"), BY);
        exchange.done();
    }

    void approve(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Terminal approved = terminals.approve(exchange.variable("serial"), settings(exchange), BY);
        exchange.reply(status(approved.serial()));
    }

    void refuse(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        Terminal refused = terminals.refuse(exchange.variable("serial"), BY);
        exchange.reply(status(refused.serial()));
    }

    void pair(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Map<?, ?> body = exchange.body(Map.class);
        if (!body.keySet().equals(Set.of("minutes"))
                || !(body.get("minutes") instanceof Double minutes)
                || minutes != Math.rint(minutes)
                || minutes < 1
                || minutes > LONGEST_PAIRING) {
            throw Rejection.invalid("minutes must be a whole number from 1 to " + LONGEST_PAIRING
                    + ", and nothing else can be set: {\"minutes\": 10}");
        }
        exchange.reply(Map.of("pairing_until", terminals.pair(Duration.ofMinutes(minutes.longValue()), BY)));
    }

    void endPairing(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        terminals.endPairing(BY);
        exchange.done();
    }

    /// What to set of the terminal the path names; its serial can be repeated, but not changed.
    private static TerminalSettings settings(Exchange exchange) throws Rejection, IOException {
        TerminalSettings settings = exchange.body(TerminalSettings.class);
        if (settings.serial() != null && !settings.serial().equals(exchange.variable("serial"))) {
            throw Rejection.invalid("serial: a terminal keeps its serial; add the other one as a new terminal");
        }
        return settings;
    }

    private TerminalStatus status(String serial) throws Rejection, JournalException {
        return terminals.status(serial).orElseThrow(() -> unknown(serial));
    }

    static Rejection unknown(String serial) {
        return new Rejection(ProblemKind.NOT_FOUND,
                "there is no terminal " + serial + "; /api/terminals lists those there are and those that wait");
    }
}
