// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.app.pull.ClockHistory;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;

/// Terminals, who may join, and how their clocks go. Thread-safe.
final class TerminalResource {

    /// Who did it, in the journal.
    static final String BY = "api";

    private static final int LONGEST_PAIRING = 1440;
    private static final int USUAL_READINGS = 100;
    private static final int MOST_READINGS = 10_000;

    private final Terminals terminals;
    private final ClockHistory clocks;

    TerminalResource(Terminals terminals, ClockHistory clocks) {
        this.terminals = terminals;
        this.clocks = clocks;
    }

    void list(Exchange exchange) throws Rejection, JournalException, IOException {
        String branch = exchange.parameters("branch").text("branch");
        TerminalList all = terminals.list();
        exchange.reply(branch == null ? all : of(branch, all));
    }

    /// Those of one branch; who waits for approval is of none.
    private static TerminalList of(String branch, TerminalList all) {
        List<TerminalStatus> own =
                all.terminals().stream().filter(terminal -> branch.equals(terminal.branch())).toList();
        return new TerminalList(own, List.of(), all.pairingUntil());
    }

    void one(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(status(exchange.variable("serial")));
    }

    void add(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Terminal added = terminals.add(exchange.body(TerminalSettings.class), exchange.by());
        exchange.created(
                status(added.serial()), "terminals/" + URLEncoder.encode(added.serial(), StandardCharsets.UTF_8));
    }

    void change(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Terminal changed = terminals.change(exchange.variable("serial"), settings(exchange), exchange.by());
        exchange.reply(status(changed.serial()));
    }

    void remove(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        terminals.remove(exchange.variable("serial"), exchange.by());
        exchange.done();
    }

    void approve(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        Terminal approved = terminals.approve(exchange.variable("serial"), settings(exchange), exchange.by());
        exchange.reply(status(approved.serial()));
    }

    void refuse(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.noBody();
        Terminal refused = terminals.refuse(exchange.variable("serial"), exchange.by());
        exchange.reply(status(refused.serial()));
    }

    void clock(Exchange exchange) throws Rejection, JournalException, IOException {
        int limit = exchange.parameters("limit").number("limit", 1, MOST_READINGS, USUAL_READINGS);
        String serial = exchange.variable("serial");
        if (terminals.find(serial).isEmpty()) {
            throw unknown(serial);
        }
        exchange.reply(Map.of("readings", clocks.readings(serial, limit)));
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
        exchange.reply(Map.of("pairing_until", terminals.pair(Duration.ofMinutes(minutes.longValue()), exchange.by())));
    }

    void endPairing(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        exchange.parameters();
        terminals.endPairing(exchange.by());
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
