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

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final List<Route> all;

    /// @param openApi the API's description of itself
    Routes(Resources answer, byte[] openApi) {
        all = List.of(
                new Route("GET", "/healthz", answer.status()::alive),
                new Route("GET", "/readyz", answer.status()::ready),
                new Route("GET", "/api/status", answer.status()::report),
                new Route("GET", "/api/metrics", answer.status()::metrics),
                new Route("GET", "/api/events", answer.status()::entries),
                new Route("POST", "/api/events", answer.watch()::event),
                new Route("GET", "/api/alerts", answer.status()::alerts),
                new Route("GET", "/api/alerts/active", answer.alerts()::active),
                new Route("POST", "/api/alerts/{id}/acknowledge", answer.alerts()::acknowledge),
                new Route("DELETE", "/api/alerts/{id}/acknowledge", answer.alerts()::unacknowledge),
                new Route("GET", "/api/silences", answer.alerts()::silences),
                new Route("POST", "/api/silences", answer.alerts()::silence),
                new Route("DELETE", "/api/silences/{id}", answer.alerts()::endSilence),
                new Route("GET", "/api/rules", answer.alerts()::rules),
                new Route("GET", "/api/rules/{name}/trial", answer.alerts()::trial),
                new Route("GET", "/api/channels", answer.channels()::list),
                new Route("POST", "/api/channels/{name}/test", answer.channels()::test),
                new Route("GET", "/api/components", answer.watch()::components),
                new Route("PUT", "/api/components/{name}", answer.watch()::report),
                new Route("DELETE", "/api/components/{name}", answer.watch()::forget),
                new Route("GET", "/api/activity", answer.watch()::activity),
                new Route("GET", "/api/measures", answer.watch()::measures),
                new Route("GET", "/api/history", answer.watch()::history),
                new Route("GET", "/metrics", answer.watch()::prometheus),
                new Route("GET", "/api/punches", answer.punches()::page),
                new Route("POST", "/api/punches", answer.punches()::take),
                new Route("GET", "/api/punches/{seq}", answer.punches()::one),
                new Route("GET", "/api/punches/{seq}/explain", answer.explain()::one),
                new Route("GET", "/api/quarantine", answer.quarantine()::page),
                new Route("POST", "/api/quarantine/replay", answer.quarantine()::replay),
                new Route("GET", "/api/people", answer.people()::page),
                new Route("POST", "/api/people/{pin}/erase", answer.people()::erase),
                new Route("POST", "/api/people/{pin}/readmit", answer.people()::readmit),
                new Route("GET", "/api/terminals", answer.terminals()::list),
                new Route("POST", "/api/terminals", answer.terminals()::add),
                new Route("GET", "/api/terminals/{serial}", answer.terminals()::one),
                new Route("PATCH", "/api/terminals/{serial}", answer.terminals()::change),
                new Route("DELETE", "/api/terminals/{serial}", answer.terminals()::remove),
                new Route("POST", "/api/terminals/{serial}/approve", answer.terminals()::approve),
                new Route("POST", "/api/terminals/{serial}/refuse", answer.terminals()::refuse),
                new Route("GET", "/api/terminals/{serial}/commands", answer.commands()::list),
                new Route("POST", "/api/terminals/{serial}/commands", answer.commands()::queue),
                new Route("DELETE", "/api/terminals/{serial}/commands/{id}", answer.commands()::cancel),
                new Route("GET", "/api/terminals/{serial}/clock", answer.terminals()::clock),
                new Route("POST", "/api/pairing", answer.terminals()::pair),
                new Route("DELETE", "/api/pairing", answer.terminals()::endPairing),
                new Route("GET", "/api/branches", answer.branches()::list),
                new Route("POST", "/api/branches", answer.branches()::add),
                new Route("GET", "/api/branches/{id}", answer.branches()::one),
                new Route("PATCH", "/api/branches/{id}", answer.branches()::change),
                new Route("DELETE", "/api/branches/{id}", answer.branches()::remove),
                new Route("GET", "/api/reconcile", answer.days()::reconcile),
                new Route("POST", "/api/reconcile", answer.days()::repair),
                new Route("GET", "/api/close-out", answer.days()::closeOut),
                new Route("POST", "/api/close-out", answer.days()::close),
                new Route("POST", "/api/fetch", answer.fetches()::order),
                new Route("GET", "/api/fetch/{id}", answer.fetches()::one),
                new Route("GET", "/api/gatherings", answer.gatherings()::list),
                new Route("POST", "/api/gatherings", answer.gatherings()::add),
                new Route("GET", "/api/gatherings/{id}", answer.gatherings()::one),
                new Route("PATCH", "/api/gatherings/{id}", answer.gatherings()::change),
                new Route("DELETE", "/api/gatherings/{id}", answer.gatherings()::remove),
                new Route("POST", "/api/gatherings/{id}/select", answer.gatherings()::select),
                new Route("POST", "/api/gatherings/{id}/start", answer.gatherings()::start),
                new Route("POST", "/api/gatherings/{id}/stop", answer.gatherings()::stop),
                new Route("POST", "/api/gatherings/{id}/end", answer.gatherings()::end),
                new Route("GET", "/api/gatherings/{id}/attendance", answer.gatherings()::attendance),
                new Route("GET", "/api/gatherings/{id}/roster", answer.rosters()::list),
                new Route("PUT", "/api/gatherings/{id}/roster", answer.rosters()::replace),
                new Route("POST", "/api/gatherings/{id}/roster", answer.rosters()::add),
                new Route("GET", "/api/scanner", answer.door()::scanner),
                new Route("POST", "/api/sightings", answer.door()::sight),
                new Route("GET", "/api/sinks", answer.sinks()::list),
                new Route("GET", "/api/sinks/{name}", answer.sinks()::one),
                new Route("POST", "/api/sinks/{name}/pause", answer.sinks()::pause),
                new Route("POST", "/api/sinks/{name}/resume", answer.sinks()::resume),
                new Route("POST", "/api/sinks/{name}/test", answer.sinks()::test),
                new Route("POST", "/api/sinks/{name}/replay", answer.sinks()::replay),
                new Route("GET", "/api/sinks/{name}/diff", answer.sinks()::differences),
                new Route("POST", "/api/sync", answer.sinks()::sync),
                new Route("GET", "/api/deadletters", answer.letters()::page),
                new Route("POST", "/api/deadletters/retry", answer.letters()::retryAll),
                new Route("POST", "/api/deadletters/discard", answer.letters()::discardAll),
                new Route("GET", "/api/deadletters/{id}", answer.letters()::one),
                new Route("PATCH", "/api/deadletters/{id}", answer.letters()::edit),
                new Route("DELETE", "/api/deadletters/{id}", answer.letters()::discard),
                new Route("POST", "/api/deadletters/{id}/retry", answer.letters()::retry),
                new Route("GET", "/api/stream", answer.streams()::everything),
                new Route("GET", "/devices/events", answer.streams()::devices),
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
