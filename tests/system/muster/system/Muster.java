// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.model.Json;
import org.junit.jupiter.api.Assertions;

/// A daemon that runs, found by the one line it prints when it is ready. Closing it asks it to end, and
/// fails the test if it does not end well or logged a fault of its own.
final class Muster implements AutoCloseable {

    static final String ACCEPT = "push.unknown=accept";

    private static final Pattern READY = Pattern.compile("ready api=(\\S+):(\\d+) terminals=(\\S+):(\\d+)");

    private final Process process;
    private final Path data;
    private final Path out;
    private final Path log;
    private final HttpClient http;
    private InetSocketAddress api;
    private InetSocketAddress terminals;

    private Muster(ProcessBuilder builder, Path data) throws Exception {
        this.data = data;
        this.out = Files.createTempFile("muster-", ".out");
        this.log = Files.createTempFile("muster-", ".log");
        this.process = builder.redirectOutput(out.toFile()).redirectError(log.toFile()).start();
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /// Starts one and waits until it is ready.
    ///
    /// @param options further words of the command line
    static Muster start(Path data, String... options) throws Exception {
        return start(Program.serve(data, options), data);
    }

    /// Starts one that takes terminals as they come.
    static Muster accepting(Path data, String... options) throws Exception {
        ProcessBuilder builder = Program.serve(data, options);
        builder.command().addAll(List.of("--set", ACCEPT));
        return start(builder, data);
    }

    /// Starts one in a way of the test's own and waits until it is ready.
    static Muster start(ProcessBuilder builder, Path data) throws Exception {
        Muster muster = new Muster(builder, data);
        try {
            Await.until("muster is ready", () -> muster.ready() || !muster.process.isAlive());
            Assertions.assertTrue(muster.ready(), () -> "muster ended instead of being ready: " + muster.lastWords());
            return muster;
        } catch (Throwable e) {
            muster.kill();
            muster.forget();
            throw e;
        }
    }

    private boolean ready() throws IOException {
        Matcher line = READY.matcher(Files.readString(out));
        if (!line.find()) {
            return false;
        }
        api = new InetSocketAddress(line.group(1), Integer.parseInt(line.group(2)));
        terminals = new InetSocketAddress(line.group(3), Integer.parseInt(line.group(4)));
        return true;
    }

    /// Where operators ask.
    InetSocketAddress api() {
        return api;
    }

    /// Where terminals call.
    InetSocketAddress terminals() {
        return terminals;
    }

    /// The API's address as the commands take it.
    String url() {
        return "http://127.0.0.1:" + api.getPort();
    }

    Path journal() {
        return data.resolve("muster.db");
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /// What it wrote to standard output.
    String output() throws IOException {
        return Files.readString(out);
    }

    /// What it wrote to standard error.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The end of that, for a message.
    private String lastWords() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    /// A request to the API.
    ///
    /// @param body JSON, or null for none
    HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Await.PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /// A document of the API; anything but 200 fails the test.
    JsonElement get(String path) throws IOException, InterruptedException {
        return JsonParser.parseString(text(path));
    }

    /// A document of the API as one of the model's types.
    <T> T get(String path, Class<T> type) throws IOException, InterruptedException {
        return Json.parse(text(path), type);
    }

    private String text(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask("GET", path, null);
        Assertions.assertEquals(200, answer.statusCode(), answer::body);
        return answer.body();
    }

    /// Sends JSON to the API.
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return ask("POST", path, body);
    }

    /// A terminal's request at its own door.
    Answer terminal(String method, String target, String body) throws IOException {
        return Raw.exchange(terminals, request(method, target, body));
    }

    /// A terminal's upload of punches.
    ///
    /// @param lines each ended by a line feed
    Answer upload(String serial, String lines) throws IOException {
        return terminal("POST", "/iclock/cdata?SN=" + serial + "&table=ATTLOG&Stamp=9999", lines);
    }

    /// A request as terminals write it.
    static String request(String method, String target, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return method + " " + target + " HTTP/1.1\r\nHost: 192.0.2.10\r\nUser-Agent: iClock Proxy/1.09\r\n"
                + "Connection: close\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    /// Runs a command that asks this daemon.
    Program.Outcome run(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = Program.command(words);
        builder.environment().put("MUSTER_URL", url());
        return Program.run(builder);
    }

    /// Sends it a signal.
    ///
    /// @param signal its name without SIG
    void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).inheritIO().start();
        Assertions.assertEquals(0, kill.waitFor());
    }

    /// Waits for its end.
    ///
    /// @return the exit code
    int ended() {
        try {
            process.onExit().orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            kill();
            Assertions.fail("muster did not end; its log: " + lastWords());
        }
        return process.exitValue();
    }

    /// Asks it to end, as systemd does.
    ///
    /// @return the exit code
    int stop() {
        process.destroy();
        return ended();
    }

    /// Ends it as a power cut would, as far as its process is concerned.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Fails the test if it told a fault of its own.
    void assertNoFault() {
        String log = log();
        int trace = log.indexOf("\n\tat ");
        Assertions.assertTrue(trace < 0, () -> "a stack trace in the log: "
                + log.substring(log.lastIndexOf('\n', trace - 1) + 1, Math.min(log.length(), trace + 1000)));
    }

    @Override
    public void close() throws IOException {
        try {
            if (alive()) {
                Assertions.assertEquals(0, stop(), () -> "exit code; its log: " + lastWords());
            }
            assertNoFault();
        } finally {
            http.close();
            forget();
        }
    }

    private void forget() throws IOException {
        Files.deleteIfExists(out);
        Files.deleteIfExists(log);
    }
}
