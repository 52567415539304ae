// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import muster.app.key.KeyRing;
import muster.app.page.Page;
import muster.app.watch.Watch;
import muster.journal.Journal;
import muster.zk.http.Service;

/// The operators' side: the API, its streams, and the terminals' second door. Thread-safe.
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ApiServer.class.getName());

    /// After a restart every stream's client comes back at once.
    private static final int BACKLOG = 1024;

    /// All bodies together, in bytes: a fifth of the heap that the launcher gives, and six of the largest.
    private static final long BODIES = 48L << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Streams streams;
    private final Watchdog watchdog;

    private ApiServer(HttpServer server, ExecutorService threads, Streams streams, Watchdog watchdog) {
        this.server = server;
        this.threads = threads;
        this.streams = streams;
        this.watchdog = watchdog;
    }

    /// Begins to listen and to answer.
    ///
    /// @param watch for what is shown on one page
    /// @param pushDoor who answers the terminals that come through a reverse proxy
    /// @param clock for the silence of streams and the time of keys
    /// @throws IOException if the address cannot be listened on
    public static ApiServer open(
            ApiSettings settings,
            Journal journal,
            Watch watch,
            TerminalSide terminals,
            DoorSide door,
            SinkSide sinks,
            WatchSide watching,
            Service pushDoor,
            InstantSource clock)
            throws IOException {
        ServerProperties.set();
        HttpServer server = ApiGate.listen(settings.listen(), BACKLOG, settings.tls());
        Watchdog watchdog = new Watchdog(settings.stall());
        Streams streams = new Streams(settings.streams(), watchdog);
        StreamForms forms = new StreamForms(terminals.terminals(), journal.records());
        StreamResource following = new StreamResource(journal, forms, streams, settings, clock);
        Resources resources = Resources.of(
                journal, watch, terminals, door, sinks, watching, following, streams::count);
        Routes routes = new Routes(resources, settings.version());
        Peers peers = new Peers(settings.proxies());
        ApiDoor api = new ApiDoor(new Guard(settings.access(), settings.listen(), clock),
                authority(settings, journal, clock), new Page(), routes, peers, watchdog);
        IclockDoor iclock = new IclockDoor(pushDoor, settings.pushLimits(), peers, settings.pushPaths());
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                task -> Thread.ofVirtual().name("api").unstarted(task));
        server.setExecutor(threads);
        HttpHandler operators = new ApiGate(settings.addresses(), peers, api);
        server.createContext("/", new BodyEnd(
                http -> (iclock.serves(http) ? iclock : operators).handle(http), new AtomicLong(BODIES)));
        server.start();
        return new ApiServer(server, threads, streams, watchdog);
    }

    private static Authority authority(ApiSettings settings, Journal journal, InstantSource clock) throws IOException {
        Path data = settings.access().keys();
        try {
            Authority authority =
                    new Authority(settings, data == null ? null : KeyRing.open(data, journal, clock), clock);
            if (data != null && authority.isOpen()) {
                LOG.log(Level.INFO, "there is no key: whoever is on this machine may change everything, until "
                        + "muster keys create makes one");
            }
            return authority;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("muster is being stopped");
        }
    }

    /// The API's description of itself.
    static byte[] openApi(String version) throws IOException {
        try (InputStream in = ApiServer.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IOException("openapi.json is missing from this build of muster");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("@VERSION@", version).getBytes(StandardCharsets.UTF_8);
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /// How many clients follow a stream now.
    public int streams() {
        return streams.count();
    }

    /// How many answers are on their way now, streams too.
    int answers() {
        return watchdog.count();
    }

    /// Ends the streams behind whole messages, lets requests under way come to their answer for a moment,
    /// and closes every connection. May be called again.
    @Override
    public void close() {
        streams.close();
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
        watchdog.close();
    }
}
