// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static muster.app.channel.ToldAlerts.fired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import muster.app.config.ChannelConfig;
import muster.app.config.ChannelRules;
import muster.app.config.ChannelTarget;
import muster.app.sink.http.StrictServer;
import muster.app.sink.http.StrictServer.Response;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.model.ChannelStatus;
import muster.model.ChannelTrial;
import muster.model.Notice.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// All channels at once, on their own threads.
@Timeout(60)
final class ChannelsTest {

    @TempDir
    Path directory;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Journal journal;
    private StrictServer server;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(JournalSettings.at(directory), InstantSource.system());
        server = StrictServer.open();
        server.answers(request -> {
            heard.add(request.path() + " " + request.text());
            return Response.json(200, "{}");
        });
    }

    @AfterEach
    void close() {
        server.close();
        journal.close();
    }

    private ChannelConfig channel(String name, String path) {
        return new ChannelConfig(name,
                new ChannelRules(Level.WARNING, Set.of(), Duration.ZERO, Optional.empty(), 20, true),
                new ChannelTarget.Http("POST", server.url(path).toString(), Map.of(), ChannelTarget.Form.JSON,
                        "{\"text\":\"{title}\"}", Optional.empty(), List.of(), ""));
    }

    private Channels start(ChannelConfig... configured) {
        return Channels.start(List.of(configured), journal, ZoneOffset.UTC, InstantSource.system(), new Random());
    }

    private void append(String subject) throws Exception {
        journal.append(List.of(fired(subject, Level.ERROR, null, Instant.now())));
    }

    /// A first start begins at the head, so what is appended before the channel has begun is not told.
    private void awaitBegun(String name) throws Exception {
        for (int i = 0; journal.records().watching().channel(name).isEmpty(); i++) {
            assertTrue(i < 2_000, "channel " + name + " never began");
            Thread.sleep(10);
        }
    }

    @Test
    void eachTellsWhatHappensAndTheLogIsThereByItself() throws Exception {
        try (Channels channels = start(channel("one", "/one"), channel("two", "/two"))) {
            awaitBegun("one");
            awaitBegun("two");
            awaitBegun("log");
            append("TSTATT000001");
            Set<String> told = Set.of(heard.poll(30, TimeUnit.SECONDS), heard.poll(30, TimeUnit.SECONDS));
            String text = " {\"text\":\"muster: ERROR: terminal TSTATT000001 is silent\"}";
            assertEquals(Set.of("/one" + text, "/two" + text), told);
            assertEquals(List.of("one", "two"), channels.all().stream().map(ChannelStatus::name).toList());
            assertEquals(Map.of("one", false, "two", false), channels.failing());
        }
    }

    @Test
    void whatHappenedWhileItWasStoppedIsToldAtTheNextStart() throws Exception {
        try (Channels _ = start(channel("one", "/one"))) {
            awaitBegun("one");
        }
        append("TSTATT000002");
        try (Channels _ = start(channel("one", "/one"))) {
            assertTrue(heard.poll(30, TimeUnit.SECONDS).contains("TSTATT000002"));
        }
    }

    @Test
    void anotherConfigurationEndsStartsAndLeavesAloneAndAChangedOneGoesOnWhereItWas() throws Exception {
        try (Channels channels = start(channel("one", "/one"), channel("two", "/two"), channel("three", "/three"))) {
            for (String name : List.of("one", "two", "three")) {
                awaitBegun(name);
            }
            channels.change(List.of(channel("two", "/changed"), channel("one", "/one"), channel("four", "/four")));
            awaitBegun("four");
            append("TSTATT000005");
            Set<String> paths = new TreeSet<>();
            for (int i = 0; i < 3; i++) {
                paths.add(heard.poll(30, TimeUnit.SECONDS).split(" ")[0]);
            }
            assertEquals(Set.of("/changed", "/one", "/four"), paths);
            assertEquals(List.of("two", "one", "four"), channels.all().stream().map(ChannelStatus::name).toList());
        }
    }

    @Test
    void aTestSaysWhatTheOtherSideSaid() throws Exception {
        try (Channels channels = start(channel("one", "/one"))) {
            ChannelTrial trial = channels.test("one");
            assertTrue(trial.sent(), trial.answer());
            assertTrue(heard.take().contains("muster tries this channel"));
            server.next(Response.json(403, "{\"error\":\"wrong key\"}"));
            trial = channels.test("one");
            assertFalse(trial.sent());
            assertTrue(trial.answer().contains("wrong key"), trial.answer());
            Refusal refusal = assertThrows(Refusal.class, () -> channels.test("other"));
            assertEquals(Refusal.Kind.NOT_FOUND, refusal.kind());
        }
    }

    @Test
    void oneThatFailsKeepsNoOtherWaiting() throws Exception {
        server.answers(request -> {
            heard.add(request.path());
            return Response.json(request.path().equals("/one") ? 500 : 200, "{}");
        });
        try (Channels channels = start(channel("one", "/one"), channel("two", "/two"))) {
            awaitBegun("one");
            awaitBegun("two");
            append("TSTATT000003");
            assertEquals(Set.of("/one", "/two"),
                    Set.of(heard.poll(30, TimeUnit.SECONDS), heard.poll(30, TimeUnit.SECONDS)));
            for (int i = 0; !channels.failing().get("one") || channels.all().get(1).sent() == 0; i++) {
                assertTrue(i < 2_000, channels.all().toString());
                Thread.sleep(10);
            }
            assertFalse(channels.failing().get("two"));
        }
    }
}
