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
import muster.model.Role;

/// Every request the API answers, as a list to read. Immutable.
final class Routes {

    /// Needs no key.
    private static final Role ANYBODY = null;
    private static final Role VIEWER = Role.VIEWER;
    private static final Role OPERATOR = Role.OPERATOR;
    private static final Role ADMIN = Role.ADMIN;

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final List<Route> all;

    /// @param version of this muster, as the API's description of itself names it
    Routes(Resources answer, String version) {
        all = List.of(
                new Route("GET", "/healthz", ANYBODY, answer.status()::alive),
                new Route("GET", "/readyz", ANYBODY, answer.status()::ready),
                new Route("GET", "/api/status", VIEWER, answer.status()::report),
                new Route("GET", "/api/metrics", VIEWER, answer.status()::metrics),
                new Route("GET", "/api/events", VIEWER, answer.status()::entries),
                new Route("POST", "/api/events", OPERATOR, answer.watch()::event),
                new Route("GET", "/api/alerts", VIEWER, answer.status()::alerts),
                new Route("GET", "/api/alerts/active", VIEWER, answer.alerts()::active),
                new Route("POST", "/api/alerts/{id}/acknowledge", OPERATOR, answer.alerts()::acknowledge),
                new Route("DELETE", "/api/alerts/{id}/acknowledge", OPERATOR, answer.alerts()::unacknowledge),
                new Route("GET", "/api/silences", VIEWER, answer.alerts()::silences),
                new Route("POST", "/api/silences", OPERATOR, answer.alerts()::silence),
                new Route("DELETE", "/api/silences/{id}", OPERATOR, answer.alerts()::endSilence),
                new Route("GET", "/api/rules", VIEWER, answer.alerts()::rules),
                new Route("GET", "/api/rules/{name}/trial", VIEWER, answer.alerts()::trial),
                new Route("GET", "/api/channels", VIEWER, answer.channels()::list),
                new Route("POST", "/api/channels/{name}/test", OPERATOR, answer.channels()::test),
                new Route("GET", "/api/components", VIEWER, answer.watch()::components),
                new Route("PUT", "/api/components/{name}", OPERATOR, answer.watch()::report),
                new Route("DELETE", "/api/components/{name}", ADMIN, answer.watch()::forget),
                new Route("GET", "/api/activity", VIEWER, answer.watch()::activity),
                new Route("GET", "/api/measures", VIEWER, answer.watch()::measures),
                new Route("GET", "/api/history", VIEWER, answer.watch()::history),
                new Route("GET", "/metrics", VIEWER, answer.watch()::prometheus),
                new Route("GET", "/api/punches", VIEWER, answer.punches()::page),
                new Route("POST", "/api/punches", OPERATOR, answer.punches()::take),
                new Route("GET", "/api/punches/{seq}", VIEWER, answer.punches()::one),
                new Route("GET", "/api/punches/{seq}/explain", VIEWER, answer.explain()::one),
                new Route("GET", "/api/quarantine", VIEWER, answer.quarantine()::page),
                new Route("POST", "/api/quarantine/replay", OPERATOR, answer.quarantine()::replay),
                new Route("GET", "/api/people", VIEWER, answer.people()::page),
                new Route("POST", "/api/people/{pin}/erase", ADMIN, answer.people()::erase),
                new Route("POST", "/api/people/{pin}/readmit", ADMIN, answer.people()::readmit),
                new Route("GET", "/api/terminals", VIEWER, answer.terminals()::list),
                new Route("POST", "/api/terminals", ADMIN, answer.terminals()::add),
                new Route("GET", "/api/terminals/{serial}", VIEWER, answer.terminals()::one),
                new Route("PATCH", "/api/terminals/{serial}", ADMIN, answer.terminals()::change),
                new Route("DELETE", "/api/terminals/{serial}", ADMIN, answer.terminals()::remove),
                new Route("POST", "/api/terminals/{serial}/approve", OPERATOR, answer.terminals()::approve),
                new Route("POST", "/api/terminals/{serial}/refuse", OPERATOR, answer.terminals()::refuse),
                new Route("GET", "/api/terminals/{serial}/commands", VIEWER, answer.commands()::list),
                new Route("POST", "/api/terminals/{serial}/commands", OPERATOR, answer.commands()::queue),
                new Route("DELETE", "/api/terminals/{serial}/commands/{id}", OPERATOR, answer.commands()::cancel),
                new Route("GET", "/api/terminals/{serial}/clock", VIEWER, answer.terminals()::clock),
                new Route("POST", "/api/pairing", OPERATOR, answer.terminals()::pair),
                new Route("DELETE", "/api/pairing", OPERATOR, answer.terminals()::endPairing),
                new Route("GET", "/api/branches", VIEWER, answer.branches()::list),
                new Route("POST", "/api/branches", ADMIN, answer.branches()::add),
                new Route("GET", "/api/branches/{id}", VIEWER, answer.branches()::one),
                new Route("PATCH", "/api/branches/{id}", ADMIN, answer.branches()::change),
                new Route("DELETE", "/api/branches/{id}", ADMIN, answer.branches()::remove),
                new Route("GET", "/api/reconcile", VIEWER, answer.days()::reconcile),
                new Route("POST", "/api/reconcile", OPERATOR, answer.days()::repair),
                new Route("GET", "/api/close-out", VIEWER, answer.days()::closeOut),
                new Route("POST", "/api/close-out", OPERATOR, answer.days()::close),
                new Route("GET", "/api/anchors", VIEWER, answer.days()::anchors),
                new Route("POST", "/api/fetch", OPERATOR, answer.fetches()::order),
                new Route("GET", "/api/fetch/{id}", VIEWER, answer.fetches()::one),
                new Route("GET", "/api/gatherings", VIEWER, answer.gatherings()::list),
                new Route("POST", "/api/gatherings", OPERATOR, answer.gatherings()::add),
                new Route("GET", "/api/gatherings/{id}", VIEWER, answer.gatherings()::one),
                new Route("PATCH", "/api/gatherings/{id}", OPERATOR, answer.gatherings()::change),
                new Route("DELETE", "/api/gatherings/{id}", ADMIN, answer.gatherings()::remove),
                new Route("POST", "/api/gatherings/{id}/select", OPERATOR, answer.gatherings()::select),
                new Route("POST", "/api/gatherings/{id}/start", OPERATOR, answer.gatherings()::start),
                new Route("POST", "/api/gatherings/{id}/stop", OPERATOR, answer.gatherings()::stop),
                new Route("POST", "/api/gatherings/{id}/end", OPERATOR, answer.gatherings()::end),
                new Route("GET", "/api/gatherings/{id}/attendance", VIEWER, answer.gatherings()::attendance),
                new Route("GET", "/api/gatherings/{id}/roster", VIEWER, answer.rosters()::list),
                new Route("PUT", "/api/gatherings/{id}/roster", OPERATOR, answer.rosters()::replace),
                new Route("POST", "/api/gatherings/{id}/roster", OPERATOR, answer.rosters()::add),
                new Route("GET", "/api/scanner", VIEWER, answer.door()::scanner),
                new Route("POST", "/api/sightings", OPERATOR, answer.door()::sight),
                new Route("GET", "/api/sinks", VIEWER, answer.sinks()::list),
                new Route("GET", "/api/sinks/{name}", VIEWER, answer.sinks()::one),
                new Route("POST", "/api/sinks/{name}/pause", OPERATOR, answer.sinks()::pause),
                new Route("POST", "/api/sinks/{name}/resume", OPERATOR, answer.sinks()::resume),
                new Route("POST", "/api/sinks/{name}/test", OPERATOR, answer.sinks()::test),
                new Route("POST", "/api/sinks/{name}/replay", OPERATOR, answer.sinks()::replay),
                new Route("GET", "/api/sinks/{name}/diff", VIEWER, answer.sinks()::differences),
                new Route("POST", "/api/sync", OPERATOR, answer.sinks()::sync),
                new Route("GET", "/api/deadletters", VIEWER, answer.letters()::page),
                new Route("POST", "/api/deadletters/retry", OPERATOR, answer.letters()::retryAll),
                new Route("POST", "/api/deadletters/discard", OPERATOR, answer.letters()::discardAll),
                new Route("GET", "/api/deadletters/{id}", VIEWER, answer.letters()::one),
                new Route("PATCH", "/api/deadletters/{id}", OPERATOR, answer.letters()::edit),
                new Route("DELETE", "/api/deadletters/{id}", OPERATOR, answer.letters()::discard),
                new Route("POST", "/api/deadletters/{id}/retry", OPERATOR, answer.letters()::retry),
                new Route("GET", "/api/stream", VIEWER, answer.streams()::everything),
                new Route("GET", "/devices/events", VIEWER, answer.streams()::devices),
                new Route("GET", "/api/openapi.json", VIEWER, exchange -> describe(exchange, version)));
    }

    private static void describe(Exchange exchange, String version) throws Rejection, IOException {
        exchange.parameters();
        exchange.replyText(ApiServer.openApi(version));
    }

    /// The list.
    List<Route> all() {
        return all;
    }

    /// Answers a request with the action whose method and pattern fit.
    ///
    /// @param authority says who asks, and whether that is enough; what there is, only viewers are told
    void answer(Exchange exchange, Authority authority)
            throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        String method = exchange.headOnly() ? "GET" : exchange.method();
        Set<String> allowed = new TreeSet<>();
        for (Route route : all) {
            Optional<Map<String, String>> variables = route.match(exchange.segments());
            if (variables.isPresent() && route.method().equals(method)) {
                exchange.caller(authority.caller(exchange, route.needed()));
                exchange.variables(variables.get());
                if (WITH_BODY.contains(method)) {
                    exchange.requireJson();
                }
                route.action().answer(exchange);
                return;
            }
            variables.ifPresent(_ -> allowed.add(route.method()));
        }
        authority.caller(exchange, VIEWER);
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
