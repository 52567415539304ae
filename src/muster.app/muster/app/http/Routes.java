// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;

/// Every request the API answers, as a list to read. Immutable.
final class Routes {

    private static final Set<String> WITH_BODY = Set.of("POST", "PATCH");

    private final List<Route> all;

    Routes(
            StatusResource status,
            PunchResource punches,
            QuarantineResource quarantine,
            PeopleResource people,
            TerminalResource terminals,
            CommandResource commands,
            BranchResource branches,
            FetchResource fetches,
            StreamResource streams,
            byte[] openApi) {
        all = List.of(
                new Route("GET", "/healthz", status::alive),
                new Route("GET", "/readyz", status::ready),
                new Route("GET", "/api/status", status::report),
                new Route("GET", "/api/metrics", status::metrics),
                new Route("GET", "/api/events", status::entries),
                new Route("GET", "/api/alerts", status::alerts),
                new Route("GET", "/api/punches", punches::page),
                new Route("POST", "/api/punches", punches::importAll),
                new Route("GET", "/api/punches/{seq}", punches::one),
                new Route("GET", "/api/quarantine", quarantine::page),
                new Route("POST", "/api/quarantine/replay", quarantine::replay),
                new Route("GET", "/api/people", people::page),
                new Route("GET", "/api/terminals", terminals::list),
                new Route("POST", "/api/terminals", terminals::add),
                new Route("GET", "/api/terminals/{serial}", terminals::one),
                new Route("PATCH", "/api/terminals/{serial}", terminals::change),
                new Route("DELETE", "/api/terminals/{serial}", terminals::remove),
                new Route("POST", "/api/terminals/{serial}/approve", terminals::approve),
                new Route("POST", "/api/terminals/{serial}/refuse", terminals::refuse),
                new Route("GET", "/api/terminals/{serial}/commands", commands::list),
                new Route("POST", "/api/terminals/{serial}/commands", commands::queue),
                new Route("DELETE", "/api/terminals/{serial}/commands/{id}", commands::cancel),
                new Route("GET", "/api/terminals/{serial}/clock", terminals::clock),
                new Route("POST", "/api/pairing", terminals::pair),
                new Route("DELETE", "/api/pairing", terminals::endPairing),
                new Route("GET", "/api/branches", branches::list),
                new Route("POST", "/api/branches", branches::add),
                new Route("GET", "/api/branches/{id}", branches::one),
                new Route("PATCH", "/api/branches/{id}", branches::change),
                new Route("DELETE", "/api/branches/{id}", branches::remove),
                new Route("POST", "/api/fetch", fetches::order),
                new Route("GET", "/api/fetch/{id}", fetches::one),
                new Route("GET", "/api/stream", streams::everything),
                new Route("GET", "/devices/events", streams::devices),
                new Route("GET", "/api/openapi.json", exchange -> describe(exchange, openApi)));
    }

    private static void describe(Exchange exchange, byte[] openApi) throws Rejection, IOException {
        exchange.parameters();
        exchange.replyText(openApi);
    }

    /// The list.
    List<Route> all() {
        return all;
    }

    /// Answers a request with the action whose method and pattern fit.
    void answer(Exchange exchange)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        String method = exchange.headOnly() ? "GET" : exchange.method();
        Set<String> allowed = new TreeSet<>();
        for (Route route : all) {
            Optional<Map<String, String>> variables = route.match(exchange.segments());
            if (variables.isPresent() && route.method().equals(method)) {
                exchange.variables(variables.get());
                if (WITH_BODY.contains(method)) {
                    exchange.requireJson();
                }
                route.action().answer(exchange);
                return;
            }
            variables.ifPresent(_ -> allowed.add(route.method()));
        }
        throw nothing(exchange, allowed);
    }

    private static Rejection nothing(Exchange exchange, Set<String> allowed) {
        if (allowed.isEmpty()) {
            return new Rejection(ProblemKind.NOT_FOUND,
                    "there is nothing at " + exchange.path() + "; /api/openapi.json tells what there is");
        }
        List<String> methods = new ArrayList<>(allowed);
        if (allowed.contains("GET")) {
            methods.add("HEAD");
        }
        String list = String.join(", ", methods);
        return new Rejection(ProblemKind.METHOD,
                exchange.method() + " is not possible at " + exchange.path() + "; possible are " + list,
                Map.of("Allow", list));
    }
}
