// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import muster.app.alert.RuleSettings;
import muster.app.key.WithoutKey;
import muster.app.terminal.Network;
import muster.app.terminal.TerminalRules;
import muster.journal.Erasures;
import muster.journal.Synchronous;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Defaults, file, environment and command line: what counts, and where it comes from.
final class ConfigReaderTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("muster.toml");
    }

    private Config read(String toml) throws IOException, ConfigException {
        return new ConfigReader(Files.writeString(file, toml), Map.of(), List.of()).read();
    }

    private static ConfigReader environment(Map<String, String> environment) {
        return new ConfigReader(null, environment, List.of());
    }

    private static ConfigReader flags(String... flags) {
        return new ConfigReader(null, Map.of(), List.of(flags));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static final Config DEFAULTS = new Config(
            Path.of("/var/lib/muster"),
            new Config.Api(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8888), Optional.empty(),
                    WithoutKey.LOOPBACK, List.of(), List.of(), 100, 1000, seconds(15), seconds(60), List.of()),
            new Config.Push(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 8081), TerminalRules.Unknown.HOLD,
                    Duration.ZERO, List.of(), List.of("iclock", "aclock"), seconds(10), seconds(30),
                    PushContent.OPERATIONS, Photos.DROP, 4096, 1024, 4096, seconds(10), seconds(60),
                    Duration.ofHours(24)),
            new SafetyConfig(new SafetyConfig.Api(Optional.empty(), List.of()), new SafetyConfig.Push(Optional.empty(),
                    Optional.empty(), "1.2", Optional.empty(), 200, 2000, List.of())),
            new Config.Pull(seconds(300), 10, seconds(60)),
            new Config.Time(
                    ZoneId.systemDefault(), LocalDate.of(2005, 1, 1), Duration.ofHours(24), OwnClockTrust.AUTO),
            new Config.Ble("Scanner-01", List.of(), "ATT-", -90, -100, 1, seconds(30),
                    new Dedupe(Optional.of(seconds(300))), Duration.ofMinutes(2), Duration.ofMinutes(5), Unlisted.HOLD,
                    Optional.empty(), seconds(60), BluetoothPower.LEAVE, Duration.ofMinutes(5)),
            seconds(10),
            new Config.Backend(Optional.empty(), Optional.empty(), BackendDialect.API_KEY),
            Map.of(),
            List.of(),
            Duration.ofMinutes(5),
            List.of(),
            List.of(),
            new HeartbeatConfig(Optional.empty(), Optional.empty(), Duration.ofMinutes(5)),
            new Config.Watched(Optional.empty(), List.of()),
            new Config.Backup(Optional.empty(), Duration.ofHours(6), 14, Optional.empty()),
            new Config.Retention(Map.of(), Duration.ZERO),
            Synchronous.FULL,
            LogLevel.INFO);

    @Test
    void withoutAnythingEverySettingHasItsDefault() throws Exception {
        assertEquals(DEFAULTS, flags().read());
        assertEquals(DEFAULTS, read(""));
        assertEquals(DEFAULTS, read("# nothing but a comment\n\n[push]\n[api]\n"));
    }

    @Test
    void aFileMayHoldEverySetting() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef");
        Config config = read("""
                data = "/srv/muster"
                [api]
                listen = "[2001:db8::1]:9443"
                key_file = "%1$s"
                open = "nobody"
                hosts = ["Muster.example", "[fd00::1]"]
                origins = ["https://desk.example", "http://127.0.0.1:3000"]
                rate = 7
                streams = 5
                keepalive = "1s"
                stall = "1h"
                proxies = ["127.0.0.1", "2001:db8::/64"]
                addresses = ["192.0.2.128/25"]
                [push]
                listen = "192.0.2.10:0"
                unknown = "refuse"
                pairing_window = "24h"
                addresses = [
                    "192.0.2.0/24", # the branch
                    "198.51.100.7",
                ]
                paths = ['gate_1']
                delay = "60s"
                error_delay = "5m"
                content = "all"
                photos = "keep"
                connections = 100_000
                connections_per_address = 1
                body_kib = 64
                head_time = "100ms"
                request_time = "200ms"
                command_expiry = "30d"
                tls_minimum = "1.0"
                secret_file = "%1$s"
                rate = 0
                rate_per_address = 1_000_000
                command_addresses = ["192.0.2.8/29"]
                [pull]
                poll = "10s"
                parallel = 500
                clock_bound = "24h"
                [time]
                zone = "Asia/Kolkata"
                earliest = 2020-02-29
                future = "1m"
                own_clock = "wait"
                [ble]
                scanner = "hall.east_1"
                adapters = ["hci0", "02:00:00:00:00:01"]
                prefix = ""
                rssi = -127
                leave_rssi = 20
                dwell = 100
                dwell_time = "10m"
                dedupe = "session"
                leave_after = "15s"
                span = "1h"
                unlisted = "count"
                secret_file = "/etc/muster/ble.key"
                step = "10s"
                power = "on"
                silence = "30s"
                [events]
                refresh = "2s"
                [backend]
                url = "https://happy-otter-123.convex.site/x/"
                key_file = "%1$s"
                dialect = "bearer"
                [alerts]
                repeat = "7d"
                [rules.queue_long]
                for = "2m"
                on = false
                [heartbeat]
                url = "https://alive.example.org/x"
                every = "10s"
                [watch]
                backups = "/media/stick"
                certificates = ["/etc/ssl/a.pem"]
                [backup]
                to = "/media/disk"
                every = "1h"
                keep = 3
                key_file = "%1$s"
                [retention]
                presence = 30
                photos = 7
                [journal]
                synchronous = "normal"
                [log]
                level = "debug"
                """.formatted(key));
        assertEquals(
                new Config(
                        Path.of("/srv/muster"),
                        new Config.Api(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 9443),
                                Optional.of(key), WithoutKey.NOBODY, List.of("muster.example", "[fd00::1]"),
                                List.of("https://desk.example", "http://127.0.0.1:3000"), 7, 5, seconds(1),
                                Duration.ofHours(1),
                                List.of(Network.parse("127.0.0.1"), Network.parse("2001:db8::/64"))),
                        new Config.Push(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.10"), 0),
                                TerminalRules.Unknown.REFUSE, Duration.ofDays(1),
                                List.of(Network.parse("192.0.2.0/24"), Network.parse("198.51.100.7")),
                                List.of("gate_1"), seconds(60), Duration.ofMinutes(5), PushContent.ALL, Photos.KEEP,
                                100_000, 1, 64, Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofDays(30)),
                        new SafetyConfig(
                                new SafetyConfig.Api(Optional.empty(), List.of(Network.parse("192.0.2.128/25"))),
                                new SafetyConfig.Push(Optional.empty(), Optional.empty(), "1.0",
                                        Optional.of("0123456789abcdef"), 0, 1_000_000,
                                        List.of(Network.parse("192.0.2.8/29")))),
                        new Config.Pull(seconds(10), 500, Duration.ofHours(24)),
                        new Config.Time(ZoneId.of("Asia/Kolkata"), LocalDate.of(2020, 2, 29), Duration.ofMinutes(1),
                                OwnClockTrust.WAIT),
                        new Config.Ble("hall.east_1", List.of("hci0", "02:00:00:00:00:01"), "", -127, 20, 100,
                                Duration.ofMinutes(10), Dedupe.SESSION, seconds(15), Duration.ofHours(1),
                                Unlisted.COUNT, Optional.of(Path.of("/etc/muster/ble.key")), seconds(10),
                                BluetoothPower.ON, seconds(30)),
                        seconds(2),
                        new Config.Backend(Optional.of(URI.create("https://happy-otter-123.convex.site/x/")),
                                Optional.of(key), BackendDialect.BEARER),
                        Map.of(),
                        List.of(),
                        Duration.ofDays(7),
                        List.of(new RuleSettings("queue_long", null, null, Duration.ofMinutes(2), null, null, false)),
                        List.of(),
                        new HeartbeatConfig(Optional.of(URI.create("https://alive.example.org/x")), Optional.empty(),
                                seconds(10)),
                        new Config.Watched(Optional.of(Path.of("/media/stick")), List.of(Path.of("/etc/ssl/a.pem"))),
                        new Config.Backup(
                                Optional.of(Path.of("/media/disk")), Duration.ofHours(1), 3, Optional.of(key)),
                        new Config.Retention(Map.of(Erasures.Kept.PRESENCE, Duration.ofDays(30)), Duration.ofDays(7)),
                        Synchronous.NORMAL,
                        LogLevel.DEBUG),
                config);
    }

    @Test
    void itIsTheSameInDottedNamesWithWindowsLineEndsAndAMarkAtItsBegin() throws Exception {
        Config config = read("\uFEFFpush.delay = \"3s\"\r\n[api]\r\nstreams = 7\r\n");
        assertEquals(seconds(3), config.push().delay());
        assertEquals(7, config.api().streams());
    }

    @Test
    void theEnvironmentGoesBeforeTheFileAndTheCommandLineBeforeTheEnvironment() throws Exception {
        Files.writeString(file, "[push]\ndelay = \"3s\"\nerror_delay = \"13s\"\nhead_time = \"23s\"\n");
        Map<String, String> environment = Map.of("MUSTER_PUSH_DELAY", "4s", "MUSTER_PUSH_ERROR_DELAY", "14s");
        ConfigReader reader = new ConfigReader(file, environment, List.of("push.delay=5s"));
        Config.Push push = reader.read().push();
        assertEquals(seconds(5), push.delay());
        assertEquals(seconds(14), push.errorDelay());
        assertEquals(seconds(23), push.headTime());
        assertEquals(seconds(60), push.requestTime());
    }

    @Test
    void aLaterFlagGoesBeforeAnEarlierOne() throws Exception {
        assertEquals(seconds(7), flags("push.delay=6s", "push.delay=7s").read().push().delay());
    }

    @Test
    void whereEveryValueComesFromCanBeShown() throws Exception {
        Files.writeString(file, "[push]\n  delay = \"3s\"\n[api]\nlisten = \"nonsense\"\n");
        ConfigReader reader = new ConfigReader(
                file, Map.of("MUSTER_LOG_LEVEL", "debug"), List.of("push.paths=a,b"));
        List<ConfigReader.Shown> shown = reader.shown();
        assertEquals(
                Keys.all().stream().map(Key::name).toList(),
                shown.stream().map(ConfigReader.Shown::name).toList());
        Set<ConfigReader.Shown> changed = shown.stream()
                .filter(setting -> !setting.where().equals("default"))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        new ConfigReader.Shown("push.delay", "3s", file + ":2:3"),
                        new ConfigReader.Shown("api.listen", "nonsense", file + ":4:1"),
                        new ConfigReader.Shown("log.level", "debug", "environment MUSTER_LOG_LEVEL"),
                        new ConfigReader.Shown("push.paths", "a,b", "command line")),
                changed);
    }

    @Test
    void valuesOfTheCommandLineMayHoldAnEqualsSign() throws Exception {
        assertEquals(Path.of("/srv/a=b"), flags("data=/srv/a=b").read().data());
    }

    @Test
    void aListIsWordsInTheFileAndHasCommasElsewhere() throws Exception {
        List<Network> two = List.of(Network.parse("192.0.2.0/24"), Network.parse("2001:db8::/32"));
        assertEquals(two, read("[push]\naddresses = [\"192.0.2.0/24\", \"2001:db8::/32\"]").push().addresses());
        assertEquals(two, environment(Map.of("MUSTER_PUSH_ADDRESSES", "192.0.2.0/24, 2001:db8::/32"))
                .read().push().addresses());
        assertEquals(two, flags("push.addresses=192.0.2.0/24,2001:db8::/32").read().push().addresses());
        Files.writeString(file, "[push]\naddresses = [\"192.0.2.0/24\"]");
        assertEquals(
                List.of(),
                new ConfigReader(file, Map.of("MUSTER_PUSH_ADDRESSES", ""), List.of()).read().push().addresses());
    }

    @Test
    void whatElseIsInTheEnvironmentIsNoneOfItsBusiness() throws Exception {
        Map<String, String> others = Map.of("PATH", "/bin", "MUSTERED", "1", "muster_data", "/x",
                "MUSTER_JAVA_OPTS", "-Xmx64m", "MUSTER_URL", "http://127.0.0.1:8888", "MUSTER_KEY_FILE", "/k");
        assertEquals(DEFAULTS, environment(others).read());
    }

    @Test
    void aWrongValueThatIsOverriddenDoesNoHarm() throws Exception {
        Files.writeString(file, "api.streams = 0");
        assertEquals(
                9,
                new ConfigReader(file, Map.of("MUSTER_API_STREAMS", "9"), List.of()).read().api().streams());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:0", "127.8.8.8:8888", "[::1]:8888", "localhost:8888"})
    void onLoopbackItNeedsNone(String listen) throws Exception {
        assertTrue(flags("api.listen=" + listen).read().api().listen().getAddress().isLoopbackAddress());
    }

    @Test
    void withAKeyItMayBeReachedFromEverywhere() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef");
        Config config = flags("api.listen=0.0.0.0:8888", "api.key_file=" + key).read();
        assertEquals(Optional.of(key), config.api().keyFile());
    }

    @Test
    void aKeyThatMusterMadeWillDo() throws Exception {
        Files.writeString(folder.resolve("keys.json"), "{}");
        assertEquals(folder, flags("api.listen=0.0.0.0:8888", "data=" + folder).read().data());
    }

    @Test
    void aRequestMayTakeNoMoreTimeThanItsHead() throws Exception {
        assertEquals(seconds(20), read("[push]\nhead_time = \"20s\"\nrequest_time = \"20s\"").push().requestTime());
    }
}
