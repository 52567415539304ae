// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.alert.RuleSettings;
import muster.app.key.WithoutKey;
import muster.app.terminal.Network;
import muster.app.terminal.TerminalRules;
import muster.journal.Erasures;
import muster.journal.Synchronous;

/// The configuration, read once. Immutable. What each setting means stands in [Keys].
public record Config(
        Path data,
        Api api,
        Push push,
        SafetyConfig safety,
        Pull pull,
        Time time,
        Ble ble,
        Duration eventsRefresh,
        Backend backend,
        Map<String, ProfileConfig> profiles,
        List<SinkConfig> sinks,
        Duration alertsRepeat,
        List<RuleSettings> rules,
        List<ChannelConfig> channels,
        HeartbeatConfig heartbeat,
        Watched watched,
        Backup backup,
        Retention retention,
        Synchronous synchronous,
        LogLevel logLevel) {

    /// The operators' side.
    public record Api(
            InetSocketAddress listen,
            Optional<Path> keyFile,
            WithoutKey open,
            List<String> hosts,
            List<String> origins,
            int rate,
            int streams,
            Duration keepalive,
            Duration stall,
            List<Network> proxies) {}

    /// The terminals' side.
    public record Push(
            InetSocketAddress listen,
            TerminalRules.Unknown unknown,
            Duration pairingWindow,
            List<Network> addresses,
            List<String> paths,
            Duration delay,
            Duration errorDelay,
            PushContent content,
            Photos photos,
            int connections,
            int connectionsPerAddress,
            int bodyKib,
            Duration headTime,
            Duration requestTime,
            Duration commandExpiry) {}

    /// Terminals that are read on port 4370.
    public record Pull(Duration poll, int parallel, Duration clockBound) {}

    /// What a time may be and where it is.
    public record Time(ZoneId zone, LocalDate earliest, Duration future, OwnClockTrust ownClock) {}

    /// Phones by Bluetooth LE, and everybody else at the door.
    public record Ble(
            String scanner,
            List<String> adapters,
            String prefix,
            int rssi,
            int leaveRssi,
            int dwell,
            Duration dwellTime,
            Dedupe dedupe,
            Duration leaveAfter,
            Duration span,
            Unlisted unlisted,
            Optional<Path> secretFile,
            Duration step,
            BluetoothPower power,
            Duration silence) {}

    /// The place that events and lists come from and check-ins go to.
    public record Backend(Optional<URI> url, Optional<Path> keyFile, BackendDialect dialect) {}

    /// What is watched besides muster itself.
    public record Watched(Optional<Path> backups, List<Path> certificates) {}

    /// The backups that muster makes by itself.
    public record Backup(Optional<Path> to, Duration every, int keep, Optional<Path> keyFile) {}
    /// How long things are kept that need not be kept for ever.
    ///
    /// @param kept what is missing is kept for ever
    /// @param photos zero = for ever
    public record Retention(Map<Erasures.Kept, Duration> kept, Duration photos) {}

    static Config from(Values values) {
        Backend backend = new Backend(
                values.of(Keys.BACKEND_URL),
                values.of(Keys.BACKEND_KEY_FILE),
                values.of(Keys.BACKEND_DIALECT));
        SinkReader sinks = new SinkReader(values, backend);
        Map<String, ProfileConfig> profiles = sinks.profiles();
        return new Config(
                values.of(Keys.DATA),
                new Api(
                        values.of(Keys.API_LISTEN),
                        values.of(Keys.API_KEY_FILE),
                        values.of(Keys.API_OPEN),
                        values.of(Keys.API_HOSTS),
                        values.of(Keys.API_ORIGINS),
                        values.of(Keys.API_RATE),
                        values.of(Keys.API_STREAMS),
                        values.of(Keys.API_KEEPALIVE),
                        values.of(Keys.API_STALL),
                        values.of(Keys.API_PROXIES)),
                new Push(
                        values.of(Keys.PUSH_LISTEN),
                        values.of(Keys.PUSH_UNKNOWN),
                        values.of(Keys.PUSH_PAIRING_WINDOW),
                        values.of(Keys.PUSH_ADDRESSES),
                        values.of(Keys.PUSH_PATHS),
                        values.of(Keys.PUSH_DELAY),
                        values.of(Keys.PUSH_ERROR_DELAY),
                        values.of(Keys.PUSH_CONTENT),
                        values.of(Keys.PUSH_PHOTOS),
                        values.of(Keys.PUSH_CONNECTIONS),
                        values.of(Keys.PUSH_CONNECTIONS_PER_ADDRESS),
                        values.of(Keys.PUSH_BODY_KIB),
                        values.of(Keys.PUSH_HEAD_TIME),
                        values.of(Keys.PUSH_REQUEST_TIME),
                        values.of(Keys.PUSH_COMMAND_EXPIRY)),
                SafetyKeys.safety(values),
                new Pull(
                        values.of(Keys.PULL_POLL),
                        values.of(Keys.PULL_PARALLEL),
                        values.of(Keys.PULL_CLOCK_BOUND)),
                new Time(
                        values.of(Keys.TIME_ZONE),
                        values.of(Keys.TIME_EARLIEST),
                        values.of(Keys.TIME_FUTURE),
                        values.of(Keys.TIME_OWN_CLOCK)),
                ble(values),
                values.of(Keys.EVENTS_REFRESH),
                backend,
                profiles,
                sinks.sinks(profiles.keySet()),
                values.of(Keys.ALERTS_REPEAT),
                new RuleReader(values).rules(),
                new ChannelReader(values).channels(),
                HeartbeatKeys.heartbeat(values),
                new Watched(values.of(Keys.WATCH_BACKUPS).or(() -> values.of(Keys.BACKUP_TO)),
                        values.of(Keys.WATCH_CERTIFICATES)),
                new Backup(
                        values.of(Keys.BACKUP_TO),
                        values.of(Keys.BACKUP_EVERY),
                        values.of(Keys.BACKUP_KEEP),
                        values.of(Keys.BACKUP_KEY_FILE)),
                RetentionKeys.retention(values),
                values.of(Keys.JOURNAL_SYNCHRONOUS),
                values.of(Keys.LOG_LEVEL));
    }

    private static Ble ble(Values values) {
        return new Ble(
                values.of(Keys.BLE_SCANNER),
                values.of(Keys.BLE_ADAPTERS),
                values.of(Keys.BLE_PREFIX),
                values.of(Keys.BLE_RSSI),
                values.of(Keys.BLE_LEAVE_RSSI),
                values.of(Keys.BLE_DWELL),
                values.of(Keys.BLE_DWELL_TIME),
                values.of(Keys.BLE_DEDUPE),
                values.of(Keys.BLE_LEAVE_AFTER),
                values.of(Keys.BLE_SPAN),
                values.of(Keys.BLE_UNLISTED),
                values.of(Keys.BLE_SECRET_FILE),
                values.of(Keys.BLE_STEP),
                values.of(Keys.BLE_POWER),
                values.of(Keys.BLE_SILENCE));
    }
}
