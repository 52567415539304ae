// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import muster.app.config.HeartbeatConfig;
import muster.app.sink.http.StrictServer;
import muster.app.sink.http.StrictServer.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that say all is well, as long as it is.
final class HeartbeatTest {

    private static HeartbeatConfig config(URI url, Duration every) {
        return new HeartbeatConfig(Optional.of(url), Optional.empty(), every);
    }

    @Test
    void itCallsAgainAndAgain() throws Exception {
        CountDownLatch beats = new CountDownLatch(3);
        try (StrictServer server = StrictServer.open()) {
            server.answers(request -> {
                assertEquals("GET", request.method());
                assertEquals("status=up", request.query());
                beats.countDown();
                return Response.json(200, "{}");
            });
            try (Heartbeat _ = Heartbeat.start(config(server.url("/push/abc?status=up"), Duration.ofMillis(10)),
                    () -> true, InstantSource.system())) {
                assertTrue(beats.await(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void whileNotAllIsWellNobodyIsCalled() throws Exception {
        AtomicBoolean well = new AtomicBoolean();
        try (StrictServer server = StrictServer.open();
                Heartbeat heartbeat = new Heartbeat(config(server.url("/"), Duration.ofMinutes(5)), well::get,
                        InstantSource.system())) {
            heartbeat.beat();
            assertEquals(0, server.requests().size());
            well.set(true);
            heartbeat.beat();
            assertEquals(1, server.requests().size());
            assertEquals("", heartbeat.last());
        }
    }

    @Test
    void aWatcherThatDoesNotHearItIsToldWithoutItsPath() throws Exception {
        try (StrictServer server = StrictServer.open();
                Heartbeat heartbeat = new Heartbeat(config(server.url("/secret-path"), Duration.ofMinutes(5)),
                        () -> true, InstantSource.system())) {
            server.next(Response.json(404, "{}"));
            heartbeat.beat();
            assertTrue(heartbeat.last().contains("404"), heartbeat.last());
            assertFalse(heartbeat.last().contains("secret-path"), heartbeat.last());
            server.down();
            heartbeat.beat();
            assertTrue(heartbeat.last().contains("cannot be reached"), heartbeat.last());
            server.up();
            heartbeat.beat();
            assertEquals("", heartbeat.last());
        }
    }

    @Test
    void anAddressThatIsASecretStandsInAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("url");
        try (StrictServer server = StrictServer.open();
                Heartbeat heartbeat = new Heartbeat(new HeartbeatConfig(Optional.empty(), Optional.of(file),
                        Duration.ofMinutes(5)), () -> true, InstantSource.system())) {
            Files.writeString(file, "no address\n");
            heartbeat.beat();
            assertTrue(heartbeat.last().startsWith(file.toString()), heartbeat.last());
            Files.writeString(file, server.url("/abc") + "\n");
            heartbeat.beat();
            assertEquals("/abc", server.requests().getFirst().path());
        }
    }
}
