// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.client.Authority;

/// What happens arrives at once: nothing between here and the daemon gathers the stream. Muster greets every client
/// of the stream without delay, so the first byte tells.
final class StreamCheck implements Check {

    private static final String AREA = "stream";

    private final Duration patience;

    StreamCheck() {
        this(Duration.ofSeconds(6));
    }

    /// @param patience how long the first byte may take; less than the pause between two signs of life
    StreamCheck(Duration patience) {
        this.patience = patience;
    }

    @Override
    public List<Finding> run(Patient patient) throws InterruptedException {
        if (patient.answers().failure().isPresent()) {
            return List.of();
        }
        // closed by force: a stream has no end of its own
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience);
        try {
            if (patient.authority().isPresent()) {
                builder.sslContext(Authority.trusting(patient.authority().get()));
            }
        } catch (IOException e) {
            return List.of(Finding.warning(AREA, e.getMessage(), "name the authority's certificate with --ca"));
        }
        HttpClient client = builder.build();
        try {
            return List.of(within(() -> look(client, patient), patient));
        } finally {
            client.shutdownNow();
        }
    }

    private Finding within(Callable<Finding> look, Patient patient) throws InterruptedException {
        FutureTask<Finding> task = new FutureTask<>(look);
        Thread.ofVirtual().start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Finding.warning(AREA, "nothing of the stream came within " + patience.toMillis() + " ms: what stands"
                    + " before " + patient.url() + " gathers it, and screens get punches late or in heaps",
                    "in nginx: proxy_buffering off; proxy_http_version 1.1; proxy_read_timeout 1h; in Apache:"
                            + " flushpackets=on; other proxies: no buffering and no compression for /api/stream");
        } catch (ExecutionException e) {
            return Finding.warning(AREA, "the stream broke: " + e.getCause().getMessage(),
                    "is api.streams reached? muster status tells how many follow");
        }
    }

    private static Finding look(HttpClient client, Patient patient) throws IOException, InterruptedException {
        String base = patient.url().toString().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(java.net.URI.create(base + "/api/stream"))
                .header("Accept", "text/event-stream");
        key(patient).ifPresent(key -> request.header("Authorization", "Bearer " + key));
        long begin = System.nanoTime();
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int first = body.read();
            long millis = (System.nanoTime() - begin) / 1_000_000;
            String type = response.headers().firstValue("Content-Type").orElse("nothing");
            if (response.statusCode() != 200 || !type.startsWith("text/event-stream") || first < 0) {
                return Finding.warning(AREA, "/api/stream was answered with status " + response.statusCode() + ", "
                        + type, "does a proxy before muster change it? Try the machine itself: muster doctor --url"
                        + " http://127.0.0.1:8888");
            }
            return Finding.ok(AREA, "its first byte came after " + millis + " ms");
        }
    }

    private static Optional<String> key(Patient patient) throws IOException {
        return patient.keyFile().isEmpty()
                ? Optional.empty()
                : Files.readString(patient.keyFile().get()).lines().findFirst().map(String::strip);
    }
}
