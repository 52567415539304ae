// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import com.google.gson.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.app.config.BackendDialect;

/// The way to the backend and back: one JSON object there, one back. It calls nobody but the address it was
/// given, whatever is answered. Thread-safe; a call waits for its answer and can be interrupted.
public final class ConvexLine implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ConvexLine.class.getName());

    /// The largest answer Convex gives (product.md section 5.1).
    private static final int BODY = 20_000_000;

    private final ConvexAddress address;
    private final BackendDialect dialect;
    private final String key;
    private final ConvexTimes times;
    private final InstantSource clock;
    private final HttpClient client;

    private ConvexLine(
            ConvexAddress address, BackendDialect dialect, String key, ConvexTimes times, InstantSource clock) {
        this.address = address;
        this.dialect = dialect;
        this.key = key;
        this.times = times;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .connectTimeout(times.connect())
                .build();
    }

    /// Makes ready to call; nobody is called yet.
    ///
    /// @param key what the backend knows us by, or null for none
    /// @param clock for the date a busy backend may name
    public static ConvexLine to(
            ConvexAddress address, BackendDialect dialect, String key, ConvexTimes times, InstantSource clock) {
        if (address.corrected()) {
            LOG.log(Level.WARNING, "backend.url: an address that ends in .convex.cloud is for Convex''s own clients; "
                    + "{0} is used; write that into the configuration", address.base());
        }
        if (address.isOpen()) {
            LOG.log(Level.WARNING, "backend.url: {0} is not encrypted; whoever is on the way can read the key",
                    address.base());
        }
        return new ConvexLine(address, dialect, key, times, clock);
    }

    /// Where it goes, for people.
    public String target() {
        return address.base();
    }

    /// A route, for people.
    String named(String route) {
        return "the backend " + target() + route;
    }

    /// How the backend is spoken to.
    public BackendDialect dialect() {
        return dialect;
    }

    /// Asks for something.
    ///
    /// @param route with its slash
    /// @param query names and values as they are meant; may be empty
    /// @throws ConvexProblem if there is no answer that can be used
    public JsonObject get(String route, Map<String, String> query) throws ConvexProblem, InterruptedException {
        return call(route, HttpRequest.newBuilder(address.at(route, query)).GET());
    }

    /// Tells something.
    ///
    /// @param route with its slash
    /// @throws ConvexProblem if there is no answer that can be used; whether it took the body is not known then,
    ///     unless the problem has a status
    public JsonObject post(String route, JsonObject body) throws ConvexProblem, InterruptedException {
        return call(route, HttpRequest.newBuilder(address.at(route, Map.of()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private JsonObject call(String route, HttpRequest.Builder request) throws ConvexProblem, InterruptedException {
        request.timeout(times.head()).header("Accept", "application/json").header("User-Agent", "muster");
        if (key != null && dialect == BackendDialect.BEARER) {
            request.header("Authorization", "Bearer " + key);
        } else if (key != null) {
            request.header("x-api-key", key);
        }
        HttpResponse<Optional<byte[]>> answer = answer(request.build());
        return new ConvexAnswer(named(route), answer.statusCode(), answer.headers(), answer.body().orElse(null))
                .object(clock);
    }

    private HttpResponse<Optional<byte[]>> answer(HttpRequest request) throws ConvexProblem, InterruptedException {
        CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
                client.sendAsync(request, _ -> new BoundedBody(BODY));
        try {
            return answer.get(times.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Unreached.of(target(), e.getCause());
        } catch (TimeoutException e) {
            throw Unreached.of(target(), e);
        } finally {
            // does nothing to one that is over; ends one that was given up
            answer.cancel(true);
        }
    }

    /// Hangs up; calls that wait end with a problem.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
