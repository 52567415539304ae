// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// A headless Chromium, driven by the protocol of its own developer tools.
final class Browser implements AutoCloseable {

    /// The first start on a busy machine takes its time.
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    private Browser(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /// The program, by Debian's name or one of the usual others.
    static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(":")).map(in -> Path.of(in, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts one with nothing remembered.
    static Browser start() throws Exception {
        Path folder = Files.createTempDirectory("muster-browser-");
        // in a container it can neither make a sandbox of its own nor rely on a large /dev/shm
        Process process = new ProcessBuilder(program().orElseThrow().toString(), "--headless=new", "--no-sandbox",
                        "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-extensions",
                        "--user-data-dir=" + folder, "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Browser browser = new Browser(process, folder);
        try {
            Path told = folder.resolve("DevToolsActivePort");
            Await.until("the browser is ready", START, () -> Files.exists(told) && Files.readString(told).contains("\n"));
            browser.port = Integer.parseInt(Files.readAllLines(told).getFirst());
            return browser;
        } catch (Throwable e) {
            browser.close();
            throw e;
        }
    }

    /// A new tab, empty.
    Tab tab() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .method("PUT", BodyPublishers.noBody())
                .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        String address = JsonParser.parseString(answer).getAsJsonObject().get("webSocketDebuggerUrl").getAsString();
        return Tab.open(http, URI.create(address));
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        http.shutdownNow();
        // its helpers may still be writing for a moment
        for (int tries = 0; Files.exists(folder) && tries < 100; tries++) {
            removeAll();
        }
    }

    private void removeAll() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (java.nio.file.DirectoryNotEmptyException | java.io.UncheckedIOException again) {
            Thread.yield();
        }
    }
}
