// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What systemd sees of the daemon as it ships: when it is ready, that it lives, that it reads its configuration again,
/// and that it ends in time.
class SystemdTest {

    private static final int WATCHDOG_MILLIS = 400;
    private static final int TERMINALS = 100;
    private static final int STREAMS = 50;
    private static final double MOST_SECONDS = 5;
    private static final int BALLAST = 3 << 20;

    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void makeFiles() throws Exception {
        Files.createDirectory(folder.resolve("data"));
        config = Files.writeString(folder.resolve("muster.toml"), "[push]\ndelay = \"10s\"\n");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private ProcessBuilder program() {
        return Program.serve(data(), "--config", config.toString(), "--set", Muster.ACCEPT);
    }

    @Test
    void it_is_ready_once_then_tells_again_and_again_that_it_lives_and_last_that_it_ends() throws Exception {
        try (SystemdDouble systemd = SystemdDouble.open(folder)) {
            try (Muster muster = Muster.start(systemd.starts(program(), WATCHDOG_MILLIS), data())) {
                systemd.await("READY=1", 0);
                Await.until("systemd heard five signs of life", () -> systemd.count("WATCHDOG=1") >= 5);
                assertEquals(200, muster.upload("TSTATT000001", Punches.lines(0, 3)).status());
                systemd.await("STATUS=1 of 1 terminals online, 0 wait for approval; 0 records wait for sinks; "
                        + "0 alerts fire", 0);
                assertEquals(0, muster.stop());
            }
            systemd.await("STOPPING=1", 0);
            List<String> told = systemd.told();
            assertEquals("READY=1", told.getFirst());
            assertEquals(1, systemd.count("READY=1"));
            assertTrue(told.getLast().startsWith("STOPPING=1"), told::toString);
        }
    }

    @Test
    void a_full_disk_is_told_and_no_reason_to_start_anew() throws Exception {
        try (SystemdDouble systemd = SystemdDouble.open(folder); SmallDisk disk = SmallDisk.mount(data(), "6m")) {
            disk.fill("ballast", BALLAST);
            ProcessBuilder builder = disk.inside(systemd.starts(program(), WATCHDOG_MILLIS));
            try (Muster muster = Muster.start(builder, data())) {
                systemd.await("WATCHDOG=1", 0);
                int made = uploadUntilFull(muster);
                int full = systemd.await("STATUS=not well: the journal is not written: ", 0);
                assertTrue(systemd.told().get(full).contains("is full"), () -> systemd.told().toString());
                long before = systemd.count("WATCHDOG=1");
                refuseAFew(muster, made);
                Await.until("it lives all the same", () -> systemd.count("WATCHDOG=1") >= before + 5);
                List<String> since = systemd.told();
                assertEquals(List.of(since.get(full)), since.subList(full, since.size()).stream()
                        .filter(each -> each.startsWith("STATUS=")).toList(), "it is told once, and nothing else");
                assertEquals(503, muster.ask("GET", "/readyz", null).statusCode());

                disk.free("ballast");
                systemd.await("STATUS=1 of 1 terminals online", full);
                assertFalse(muster.log().contains("systemd's watchdog is not told"), muster.log());
            }
        }
    }

    private static int uploadUntilFull(Muster muster) throws Exception {
        int made = 0;
        for (int count = 50; count > 0; count /= 2) {
            while (muster.upload("TSTATT000001", Punches.lines(made, count)).status() == 200) {
                made += count;
                assertTrue(made < 100_000, "the disk does not fill");
            }
            made += count;
        }
        return made;
    }

    /// Many times the watchdog's time pass meanwhile: each answer is one that no disk gives at once.
    private static void refuseAFew(Muster muster, int from) throws Exception {
        for (int i = 0; i < 50; i++) {
            assertEquals(503, muster.upload("TSTATT000001", Punches.lines(from + i, 1)).status());
        }
    }

    @Test
    void a_hangup_takes_what_can_change_and_names_what_needs_a_restart() throws Exception {
        try (SystemdDouble systemd = SystemdDouble.open(folder);
                Muster muster = Muster.start(systemd.starts(program(), WATCHDOG_MILLIS), data())) {
            int ready = systemd.await("READY=1", 0);
            Files.writeString(config, """
                    [push]
                    delay = "20s"
                    [log]
                    level = "debug"
                    [rules.of_this_test]
                    when = "disk_free_bytes < 1"
                    [channels.boss]
                    type = "http"
                    url = "http://127.0.0.1:9/sms"
                    """);
            muster.signal("HUP");
            int reloading = systemd.await("RELOADING=1 | MONOTONIC_USEC=", ready + 1);
            systemd.await("READY=1", reloading);
            assertTrue(muster.log().contains("in force now: channels.boss.type, channels.boss.url, log.level, "
                    + "rules.of_this_test.when"), muster.log());
            assertTrue(muster.log().contains("a restart is needed for push.delay"), muster.log());
            assertTrue(muster.ask("GET", "/api/rules", null).body().contains("of_this_test"));
            assertTrue(muster.ask("GET", "/api/channels", null).body().contains("boss"));
        }
    }

    @Test
    void a_hangup_with_a_wrong_configuration_keeps_the_one_it_has_and_tells_every_mistake() throws Exception {
        try (SystemdDouble systemd = SystemdDouble.open(folder);
                Muster muster = Muster.start(systemd.starts(program(), WATCHDOG_MILLIS), data())) {
            int ready = systemd.await("READY=1", 0);
            Files.writeString(config, "[log]\nlevel = \"loud\"\n[rules.mine]\nwhen = \"disk_free_byte < 1\"\n");
            muster.signal("HUP");
            systemd.await("READY=1", systemd.await("RELOADING=1", ready + 1));
            String log = muster.log();
            assertTrue(log.contains("muster goes on with the one it has"), log);
            assertTrue(log.contains("muster.toml:2:1: log.level: \"loud\" is not allowed"), log);
            assertTrue(log.contains("muster.toml:4:1: rules.mine.when: "), log);
            assertFalse(muster.ask("GET", "/api/rules", null).body().contains("\"mine\""));
            assertEquals(200, muster.upload("TSTATT000001", Punches.lines(0, 3)).status());
        }
    }

    @Test
    void without_systemd_a_hangup_reloads_all_the_same() throws Exception {
        try (Muster muster = Muster.start(program(), data())) {
            muster.signal("HUP");
            Await.until("the log tells of it", () -> muster.log().contains("the configuration was read again; "
                    + "nothing of it changes while muster runs"));
        }
    }

    @Test
    void in_systemds_journal_a_line_has_its_level_in_front_and_no_time_of_its_own() throws Exception {
        ProcessBuilder builder = program();
        builder.command().addAll(0, List.of("sh", "-c",
                "export JOURNAL_STREAM=$(stat -L -c %d:%i /proc/$$/fd/2); exec \"$@\"", "sh"));
        try (Muster muster = Muster.start(builder, data())) {
            Files.writeString(config, "[push]\ndelay = \"1y\"\n");
            muster.signal("HUP");
            Await.until("the mistake is told", () -> muster.log().contains("push.delay"));
            List<String> lines = muster.log().lines().toList();
            assertEquals(List.of(), lines.stream().filter(line -> !line.matches("<[3467]>\\D.*")).toList());
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("<6>muster ")), lines::toString);
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("<3>the configuration is wrong")),
                    lines::toString);
        }
    }

    @Test
    void a_credential_is_the_file_that_systemd_hands_over() throws Exception {
        Path credentials = Files.createDirectory(folder.resolve("credentials"));
        Files.writeString(credentials.resolve("api-key"), "a-key-of-the-test-0001\n");
        ProcessBuilder builder = program();
        builder.command().addAll(List.of("--set", "api.key_file=credential:api-key"));
        builder.environment().put("CREDENTIALS_DIRECTORY", credentials.toString());
        try (Muster muster = Muster.start(builder, data())) {
            assertEquals(401, muster.ask("GET", "/api/status", null).statusCode());
            ProcessBuilder status = Program.command("status");
            status.environment().put("MUSTER_URL", muster.url());
            status.environment().put("MUSTER_KEY_FILE", credentials.resolve("api-key").toString());
            Program.run(status).good();
        }
    }

    @Test
    void under_load_it_ends_within_five_seconds_and_keeps_what_it_acknowledged() throws Exception {
        List<Follower> streams = new ArrayList<>();
        try (Muster muster = Muster.start(program(), data());
                Load load = Load.start(muster.terminals(), TERMINALS)) {
            for (int i = 0; i < STREAMS; i++) {
                streams.add(Follower.open(muster, "/api/stream"));
            }
            load.awaitMore(TERMINALS * 10);
            HttpResponse<String> before = muster.ask("GET", "/api/status", null);
            assertEquals(200, before.statusCode());
            long begin = System.nanoTime();
            int code = muster.stop();
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("stop with %d terminals and %d streams: %.2f s, exit status %d%n", TERMINALS, STREAMS,
                    seconds, code);
            assertEquals(0, code);
            assertTrue(seconds < MOST_SECONDS, seconds + " s");
            try (JournalFile journal = JournalFile.read(muster.journal())) {
                journal.assertSound();
                Set<String> lost = new HashSet<>(load.acknowledged());
                journal.texts("SELECT t.serial || ' ' || CAST(p.raw AS TEXT) FROM punch p "
                        + "JOIN terminal t ON t.id = p.terminal").forEach(kept -> lost.remove(kept(kept)));
                assertEquals(Set.of(), lost, "acknowledged, but not in the journal");
            }
        } finally {
            for (Follower stream : streams) {
                stream.close();
            }
        }
    }

    /// `SERIAL PIN time`, as [Load] notes it, of a serial and a terminal's line.
    private static String kept(String text) {
        String[] columns = text.split("\t");
        return columns[0] + " " + columns[1];
    }
}
