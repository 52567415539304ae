// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.random.RandomGenerator;
import muster.app.page.Page;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;

/// Where the requests of operators and browsers come in: [Guard] and [Authority] are asked, [Page] or [Routes] answers,
/// and whatever goes wrong becomes a problem. Thread-safe.
final class ApiDoor implements HttpHandler {

    private static final Logger LOG = System.getLogger(ApiDoor.class.getName());
    private static final Map<String, String> RETRY = Map.of("Retry-After", "5");

    private final Guard guard;
    private final Authority authority;
    private final Page page;
    private final Routes routes;
    private final Peers peers;
    private final Watchdog watchdog;

    /// @param page who answers browsers that come to look
    /// @param peers tells who asks
    /// @param watchdog sees to it that answers are read
    ApiDoor(Guard guard, Authority authority, Page page, Routes routes, Peers peers, Watchdog watchdog) {
        this.guard = guard;
        this.authority = authority;
        this.page = page;
        this.routes = routes;
        this.peers = peers;
        this.watchdog = watchdog;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        Exchange exchange = new Exchange(http, peers.of(http), watchdog);
        try {
            answer(http, exchange);
        } catch (RuntimeException | Error e) {
            // one fault must not take the door with it, nor show the caller where it is
            String id = Integer.toHexString(RandomGenerator.getDefault().nextInt());
            LOG.log(Level.ERROR, "request " + id + " (" + exchange + ") failed; this is a fault in muster", e);
            if (exchange.answered()) {
                throw new IOException("an answer broke off, see request " + id, e);
            }
            exchange.problem(ProblemKind.INTERNAL,
                    "muster could not answer this because of a fault of its own; the log tells more under " + id,
                    Map.of());
        }
    }

    private void answer(HttpExchange http, Exchange exchange) throws IOException {
        try {
            guard.admit(exchange);
            if (page.serves(http)) {
                page.handle(http);
            } else if (!guard.admitPage(exchange)) {
                routes.answer(exchange, authority);
            }
        } catch (Rejection e) {
            exchange.problem(e.kind(), e.getMessage(), e.headers());
        } catch (Refusal e) {
            exchange.problem(kind(e), e.getMessage(), Map.of());
        } catch (JournalException e) {
            exchange.problem(ProblemKind.JOURNAL, e.getMessage() + "; " + e.hint(), RETRY);
        } catch (InterruptedException e) {
            // what was asked may be done all the same; the caller has to look again when we are back
            exchange.problem(ProblemKind.BUSY, "muster is being stopped; ask again when it is back", RETRY);
        }
    }

    private static ProblemKind kind(Refusal refusal) {
        return switch (refusal.kind()) {
            case NOT_FOUND -> ProblemKind.NOT_FOUND;
            case CONFLICT -> ProblemKind.CONFLICT;
            case INVALID -> ProblemKind.INVALID;
        };
    }
}
