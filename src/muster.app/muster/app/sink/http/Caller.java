// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.app.sink.Trouble;

/// Calls targets over HTTP: what every sink that speaks it has in common. It follows no redirect, reads no answer
/// without end, waits for nobody longer than it was told to, and says what went wrong in one way. Thread-safe.
public final class Caller implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Headers that hold a key, alone or behind a word.
    private static final Set<String> KEYS = Set.of("authorization", "x-api-key");

    private final String who;
    private final Duration timeout;
    private final boolean privateAddresses;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    /// @param who what the target is, for people: `ERPNext`, `the webhook`
    /// @param timeout for a whole call, from its beginning to the end of the answer; to connect takes at most 5 s of it
    /// @param privateAddresses whether hosts in private networks and this machine may be called
    /// @param clock for the date that a busy target may name
    public Caller(String who, Duration timeout, boolean privateAddresses, InstantSource clock) {
        this.who = who;
        this.timeout = timeout;
        this.privateAddresses = privateAddresses;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .connectTimeout(CONNECT.compareTo(timeout) < 0 ? CONNECT : timeout)
                .executor(threads)
                .build();
    }

    /// Sends a request and waits for the answer, whatever its status is.
    ///
    /// @throws NoReply if there is none; its trouble says why
    /// @throws InterruptedException if interrupted; whether the target took the request is not known then
    public Reply send(Ask ask) throws NoReply, InterruptedException {
        String at = at(ask.url());
        if (!privateAddresses) {
            refusePrivate(at, ask.url());
        }
        HttpResponse<BoundedText.Text> answer = answer(at, request(at, ask), ask.kept());
        return new Reply(at, answer.statusCode(), answer.headers(), withoutKeys(answer.body().text(), ask),
                answer.body().whole(), RetryAfter.of(answer.headers(), clock));
    }

    /// What a target echoes of a key would come into logs and the journal.
    private static String withoutKeys(String text, Ask ask) {
        String shown = text;
        for (Map.Entry<String, String> header : ask.headers().entrySet()) {
            if (KEYS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                String key = header.getValue().substring(header.getValue().lastIndexOf(' ') + 1);
                shown = key.isEmpty() ? shown : shown.replace(key, "…");
            }
        }
        return shown;
    }

    /// Who is called, for people; no path and no query, in which there may be a secret.
    public String at(URI url) {
        return who + " at " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private HttpRequest request(String at, Ask ask) throws NoReply {
        HttpRequest.Builder request = HttpRequest.newBuilder(ask.url())
                .timeout(timeout)
                .header("User-Agent", "muster")
                .method(ask.method(), ask.body().length == 0 && ask.method().equals("GET")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(ask.body()));
        for (Map.Entry<String, String> header : ask.headers().entrySet()) {
            try {
                request.setHeader(header.getKey(), header.getValue());
            } catch (IllegalArgumentException e) {
                // its message holds the value, which may be a key
                throw new NoReply(Trouble.stop(
                        at + " was not called: the header " + header.getKey() + " cannot be sent as it is",
                        "look for characters that are not ASCII, or line ends, in the sink's key"));
            }
        }
        return request.build();
    }

    private HttpResponse<BoundedText.Text> answer(String at, HttpRequest request, int kept)
            throws NoReply, InterruptedException {
        CompletableFuture<HttpResponse<BoundedText.Text>> answer =
                client.sendAsync(request, _ -> new BoundedText(kept));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw NoReply.of(at, e.getCause());
        } catch (TimeoutException e) {
            throw NoReply.of(at, e);
        } finally {
            // does nothing to one that is over; ends one that was given up
            answer.cancel(true);
        }
    }

    /// The look-up is kept by the Java machine for half a minute, so the client calls the address that is judged here.
    private static void refusePrivate(String at, URI url) throws NoReply {
        try {
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                if (PrivateAddress.is(address)) {
                    throw new NoReply(Trouble.stop(
                            at + " lies in a private network (" + address.getHostAddress() + "); nothing was sent",
                            "if that is meant, set private_addresses = true for this sink"));
                }
            }
        } catch (UnknownHostException e) {
            throw NoReply.of(at, e);
        }
    }

    /// Hangs up; calls that wait end with [NoReply].
    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdown();
    }
}
