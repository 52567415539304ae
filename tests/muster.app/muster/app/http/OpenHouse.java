// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import muster.app.House;
import muster.app.key.WithoutKey;
import muster.app.sink.SinkSet;
import muster.app.sink.Sinks;
import muster.app.terminal.Network;
import muster.app.terminal.TerminalRules;
import muster.app.watch.WatchPost;
import muster.journal.JournalException;
import muster.model.Bytes;
import muster.model.LocalTimeFit;
import muster.model.Notice;
import muster.model.Punch;
import muster.model.Source;
import muster.model.ZoneFrom;
import muster.zk.http.Limits;
import muster.zk.http.Service;

/// A house with its API open on a free port. Every answer is held against openapi.json.
final class OpenHouse implements AutoCloseable {

    static final Contract CONTRACT = new Contract();

    /// The usual settings, for tests to change one of.
    static final ApiSettings SETTINGS = new ApiSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null, 1000, Duration.ofSeconds(15),
            Duration.ofSeconds(60), "9.9.9", List.of()).with(accessFor(null));

    private static final TerminalRules HOLD =
            new TerminalRules(TerminalRules.Unknown.HOLD, Duration.ZERO, List.of(), House.KOLKATA);

    final House house;
    final ApiServer api;
    final Sinks sinks;
    final WatchPost post;
    private final Thread follower;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    OpenHouse(Path directory) throws Exception {
        this(directory, SETTINGS);
    }

    OpenHouse(Path directory, ApiSettings settings) throws Exception {
        this(directory, settings, null);
    }

    /// @param service who answers terminals instead of the house, or null
    OpenHouse(Path directory, ApiSettings settings, Service service) throws Exception {
        this(directory, settings, service, SinkSet::none);
    }

    /// A house with sinks.
    OpenHouse(Path directory, Function<House, Sinks> sinks) throws Exception {
        this(directory, SETTINGS, null, sinks);
    }

    private OpenHouse(Path directory, ApiSettings settings, Service service, Function<House, Sinks> with)
            throws Exception {
        house = new House(directory, HOLD, null);
        sinks = with.apply(house);
        post = new WatchPost(house, sinks, directory);
        follower = Thread.ofVirtual().start(() -> {
            try {
                post.recent.follow();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        house.hear();
        // the silence of streams is real time; the house's clock stands still
        api = ApiServer.open(settings, house.journal, post.watch, house.terminalSide(), house.doorSide(),
                house.sinkSide(sinks), post.side,
                service == null ? house.push : service, InstantSource.system());
    }

    static ApiSettings withKey(String key) {
        return new ApiSettings(SETTINGS.listen(), key, 1000, SETTINGS.keepalive(), SETTINGS.stall(), "9.9.9",
                List.of()).with(accessFor(null));
    }

    /// The usual access, also for a wire that calls its host `test`.
    ///
    /// @param keys the folder with the keys, or null
    static AccessSettings accessFor(Path keys) {
        return new AccessSettings(keys, WithoutKey.LOOPBACK, Set.of("test"), Set.of(), 100);
    }

    static ApiSettings withStreams(int streams, Duration keepalive, Duration stall) {
        return new ApiSettings(SETTINGS.listen(), null, streams, keepalive, stall, "9.9.9", List.of())
                .with(accessFor(null));
    }

    static ApiSettings withProxies(List<Network> proxies, Limits limits) {
        return new ApiSettings(SETTINGS.listen(), null, 1000, SETTINGS.keepalive(), SETTINGS.stall(), "9.9.9",
                proxies, limits, Set.of("iclock", "aclock"), accessFor(null), List.of(), null);
    }

    int port() {
        return api.address().getPort();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return call("GET", path, null);
    }

    /// The JSON of an answer that must be a 200.
    JsonObject json(String path) throws IOException, InterruptedException {
        return element(path).getAsJsonObject();
    }

    JsonElement element(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " -> " + answer.statusCode() + " " + answer.body());
        }
        return JsonParser.parseString(answer.body());
    }

    /// A request, with a body sent as JSON unless the body is null.
    HttpResponse<String> call(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        CONTRACT.check(method, path, answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(null), answer.body());
        if (body != null && answer.statusCode() / 100 == 2) {
            CONTRACT.checkRequest(method, path, body);
        }
        return answer;
    }

    /// A punch of a person at a terminal, one second after the other.
    static Punch punch(String terminal, String pin, int second) {
        LocalDateTime local = LocalDateTime.of(2026, 11, 20, 8, 0).plusSeconds(second);
        return new Punch(Source.PUSH, terminal, pin, local, ZoneOffset.ofHoursMinutes(5, 30), "Asia/Kolkata",
                ZoneFrom.CONFIG, LocalTimeFit.EXACT, House.MORNING.plusSeconds(second), 0, 1, "",
                Bytes.of(pin + "\t" + local + "\t0\t1"));
    }

    static Notice notice(String message) {
        return new Notice(Notice.Level.INFO, "test", null, message, java.util.Map.of(), House.MORNING);
    }

    /// Journals so many punches of one person, the first at a second.
    void punches(String terminal, String pin, int from, int count) throws JournalException, InterruptedException {
        house.journal.append(IntStream.range(from, from + count).mapToObj(i -> punch(terminal, pin, i)).toList());
    }

    @Override
    public void close() {
        api.close();
        post.close();
        sinks.close();
        follower.interrupt();
        client.close();
        house.close();
    }
}
