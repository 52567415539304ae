// SPDX-License-Identifier: Apache-2.0
package muster.client;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import muster.model.Json;
import muster.model.Problem;

/// Requests and answers, and what an answer means. Thread-safe.
final class Wire implements AutoCloseable {

    /// A page of 10,000 punches is some 5 MB.
    private static final long LARGEST_ANSWER = 256L << 20;
    /// An import waits for commits, and a memory card may be slow.
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private final URI base;
    private final String key;
    private final Duration patience;
    private final HttpClient http;

    /// @param key the API's key, or null when it has none
    Wire(URI base, String key) {
        this(base, key, PATIENCE, null);
    }

    private Wire(URI base, String key, Duration patience, SSLContext authority) {
        this.base = base;
        this.key = key;
        this.patience = patience;
        // 1.1: the API's server knows nothing else, and the offer of an upgrade would go with each request
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10));
        boolean plain = base.getScheme().equals("http");
        SSLContext context = plain ? withoutCertificates() : authority;
        this.http = (context == null ? client : client.sslContext(context)).build();
    }

    /// The API at an address that is looked at first.
    ///
    /// @param key its key, or null when it has none
    /// @param patience how long to wait for an answer
    /// @throws IllegalArgumentException if that is no URL of an API
    static Wire to(URI base, String key, Duration patience) {
        return to(base, key, patience, null);
    }

    /// The same, trusting whom an authority of its own vouches for.
    ///
    /// @param authority null = whom this Java trusts
    static Wire to(URI base, String key, Duration patience, SSLContext authority) {
        boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!http || base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "\"" + base + "\" is not the URL of an API; one looks like http://127.0.0.1:8888");
        }
        return new Wire(base, key, patience, authority);
    }

    /// The key that a file holds.
    static String key(Path file) throws IOException {
        String key = Files.readString(file).strip();
        if (key.isEmpty()) {
            throw new IOException("the key file " + file + " is empty");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException("the key file " + file + " holds something else than one key");
        }
        return key;
    }

    /// For plain http, which never asks it: the usual one reads every root certificate of the machine first,
    /// half the time that a short command takes.
    private static SSLContext withoutCertificates() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    URI base() {
        return base;
    }

    HttpClient http() {
        return http;
    }

    HttpRequest.Builder request(String pathAndQuery) {
        String prefix = base.toString();
        String whole = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(whole + pathAndQuery));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    <T> T get(String path, Query query, Class<T> type) throws ApiException, InterruptedException {
        return call(request(path + query).GET(), path, type);
    }

    <T> T send(String method, String path, Object body, Class<T> type) throws ApiException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Json.text(body)));
        return call(request, path, type);
    }

    <T> T delete(String path, Class<T> type) throws ApiException, InterruptedException {
        return call(request(path).DELETE().header("Content-Type", "application/json"), path, type);
    }

    private <T> T call(HttpRequest.Builder request, String path, Class<T> type)
            throws ApiException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(
                    request.timeout(patience).header("Accept", "application/json").build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        } catch (IOException e) {
            throw noAnswer(e);
        }
        if (response.statusCode() / 100 != 2) {
            throw failure(response.statusCode(), response.body(), path);
        }
        return value(response.body(), path, type);
    }

    private <T> T value(String body, String path, Class<T> type) throws ApiException {
        if (type == Void.class) {
            return null;
        }
        try {
            T value = type == String.class ? type.cast(body) : Json.parse(body, type);
            if (value != null) {
                return value;
            }
        } catch (JsonParseException e) {
            throw ApiException.notMuster(path + " at " + base + " was answered with something unreadable", e);
        }
        throw ApiException.notMuster(path + " at " + base + " was answered with nothing", null);
    }

    ApiException noAnswer(IOException e) {
        if (e instanceof ConnectException) {
            return ApiException.noAnswer("nobody answers at " + base, e);
        }
        if (e instanceof HttpTimeoutException) {
            return ApiException.noAnswer("no answer from " + base + " in time", e);
        }
        // what the HTTP client says otherwise is about its own states
        String why = e instanceof SSLException
                ? ": " + e.getMessage() + " (a private authority is named with --ca FILE, or MUSTER_CA)"
                : "";
        return ApiException.noAnswer("the connection to " + base + " broke" + why, e);
    }

    /// What an answer that is no success means.
    ApiException failure(int status, String body, String path) {
        try {
            Problem problem = Json.parse(body, Problem.class);
            if (problem != null && problem.status() != 0) {
                return ApiException.of(problem);
            }
        } catch (JsonParseException e) {
            // no muster's error; told below with its status alone, the body may be a whole web page
        }
        // 502 and 504 are what a reverse proxy says for a muster that is not there
        return status == 502 || status == 503 || status == 504
                ? ApiException.noAnswer("what stands before " + base + " gets no answer (" + status + ")", null)
                : ApiException.notMuster(path + " at " + base + " was answered with status " + status, null);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
