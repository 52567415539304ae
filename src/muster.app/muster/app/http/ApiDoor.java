// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;

/// Where the API's requests come in: the key is checked, [Routes] answers, and whatever goes wrong
/// becomes a problem. Thread-safe.
final class ApiDoor implements HttpHandler {

    private static final Logger LOG = System.getLogger(ApiDoor.class.getName());
    private static final Map<String, String> RETRY = Map.of("Retry-After", "5");
    private static final Set<String> WITHOUT_KEY = Set.of("/healthz", "/readyz");
    private static final String BEARER = "Bearer ";

    private final byte[] key;
    private final Routes routes;
    private final Watchdog watchdog;

    /// @param key what every request must bear, or null for none
    /// @param watchdog sees to it that answers are read
    ApiDoor(String key, Routes routes, Watchdog watchdog) {
        this.key = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        this.routes = routes;
        this.watchdog = watchdog;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        Exchange exchange = new Exchange(http, watchdog);
        try {
            answer(exchange);
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

    private void answer(Exchange exchange) throws IOException {
        try {
            authorise(exchange);
            routes.answer(exchange);
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

    private void authorise(Exchange exchange) throws Rejection {
        if (key == null || WITHOUT_KEY.contains(exchange.path())) {
            return;
        }
        String given = exchange.header("Authorization");
        boolean bearer = given != null && given.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String offered = bearer ? given.substring(BEARER.length()).strip() : "";
        if (!MessageDigest.isEqual(key, offered.getBytes(StandardCharsets.UTF_8))) {
            throw new Rejection(ProblemKind.UNAUTHORIZED,
                    "send \"Authorization: Bearer KEY\" with the key of this muster's api.key_file",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
    }
}
