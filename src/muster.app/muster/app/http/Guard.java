// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What is asked of every request before it is asked who sent it: that it means this muster, that no page of somebody
/// else's sent it, and that there are not too many. Thread-safe.
///
/// A page that a browser shows can send requests to whatever the browser can reach. It cannot lie in `Host`, `Origin`
/// and `Sec-Fetch-Site` (Fetch standard, forbidden request-headers; Fetch Metadata section 2): the first tells a name
/// that was made to point here (DNS rebinding), the others a page from elsewhere.
final class Guard {

    private static final Set<String> HOME = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessSettings settings;
    private final InetSocketAddress listen;
    private final AddressRates rates;

    Guard(AccessSettings settings, InetSocketAddress listen, InstantSource clock) {
        this.settings = settings;
        this.listen = listen;
        this.rates = new AddressRates(settings.rate(), 2 * settings.rate(), clock);
    }

    /// Lets a request in, to the page or to the API.
    void admit(Exchange exchange) throws Rejection {
        harden(exchange.answerHeaders());
        if (listen.getAddress().isLoopbackAddress()) {
            checkHost(exchange);
        }
        InetAddress from = exchange.from();
        Duration wait = from.isLoopbackAddress() ? Duration.ZERO : rates.take(from);
        if (!wait.isZero()) {
            throw tooMany("too many requests come from " + from.getHostAddress(), wait);
        }
    }

    static Rejection tooMany(String what, Duration wait) {
        return new Rejection(ProblemKind.TOO_MANY, what + "; ask again after " + wait.toSeconds() + " s",
                Map.of("Retry-After", Long.toString(wait.toSeconds())));
    }

    /// What a browser is to make of an answer: nothing but what it says it is, in nobody's frame.
    private static void harden(Headers headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }

    private void checkHost(Exchange exchange) throws Rejection {
        List<String> given = exchange.headers("Host");
        for (String host : given) {
            String name = withoutPort(host);
            boolean meant = HOME.contains(name) || settings.hosts().contains(name)
                    || name.equals(withoutPort(literal(listen.getAddress())));
            if (!meant || given.size() > 1) {
                throw new Rejection(ProblemKind.MISDIRECTED, "this muster listens to its own machine only, and is not "
                        + "called \"" + host + "\" there; ask for 127.0.0.1, or list the name in api.hosts");
            }
        }
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d*$", "").replaceFirst("(?<=[^.])\\.$", "").toLowerCase(Locale.ROOT);
    }

    /// Lets a request to the API in as far as pages are concerned.
    ///
    /// @return whether it was a browser's question whether it may ask, which is answered herewith
    boolean admitPage(Exchange exchange) throws Rejection, IOException {
        String origin = exchange.header("Origin");
        boolean listed = origin != null && settings.origins().contains(origin);
        if (!settings.origins().isEmpty()) {
            exchange.answerHeaders().add("Vary", "Origin");
        }
        if (listed) {
            exchange.answerHeaders().set("Access-Control-Allow-Origin", origin);
            exchange.answerHeaders().set("Access-Control-Expose-Headers", "Location, Retry-After");
        }
        if (listed && exchange.method().equals("OPTIONS") && exchange.header("Access-Control-Request-Method") != null) {
            exchange.answerHeaders().set("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
            exchange.answerHeaders().set("Access-Control-Allow-Headers",
                    "Authorization, Content-Type, Idempotency-Key, Last-Event-ID");
            exchange.answerHeaders().set("Access-Control-Max-Age", "600");
            exchange.done();
            return true;
        }
        if (!listed && !READS.contains(exchange.method()) && isForeign(exchange, origin)) {
            throw new Rejection(ProblemKind.FORBIDDEN, "a page of " + (origin == null ? "somebody else's" : origin)
                    + " asked for this, and nothing was changed; if it may, list it in api.origins. A proxy has to "
                    + "hand on the Host it was asked for");
        }
        return false;
    }

    private static boolean isForeign(Exchange exchange, String origin) {
        String site = exchange.header("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String host = exchange.header("Host");
        return origin != null && (host == null || !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host));
    }
}
