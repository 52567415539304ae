// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.app.key.WithoutKey;
import muster.app.terminal.Network;
import muster.app.terminal.TerminalRules;
import muster.journal.Synchronous;

/// Every setting there is, once: file, environment, `--set`, `conf/muster.toml` and the man page are
/// read from or compared with this list.
final class Keys {

    private static final List<Key<?>> ALL = new ArrayList<>();

    static final Key<Path> DATA = key("data", "/var/lib/muster", Kind.path(),
            "Folder of the journal, its backups and kept photos.");

    static final Key<InetSocketAddress> API_LISTEN = key("api.listen", "127.0.0.1:8888", Kind.address(),
            "Where the operators' API, its streams and pages listen. Anything but loopback needs a key.");
    static final Key<Optional<Path>> API_KEY_FILE = key("api.key_file", "", Kind.optionalPath(),
            "File whose first line is a key that may do everything; with it, nothing is told without a key.");
    static final Key<WithoutKey> API_OPEN = key("api.open", "loopback", Kind.word(WithoutKey.class),
            "Who may do something without a key: loopback lets this machine look, and change things while there is no "
                    + "key; or nobody.");
    static final Key<List<String>> API_HOSTS = key("api.hosts", "", TextKinds.hosts(),
            "Names besides localhost by which a listener on loopback may be called.");
    static final Key<List<String>> API_ORIGINS = key("api.origins", "", TextKinds.origins(),
            "Origins of other web pages whose scripts may use the API; none named = none may.");
    static final Key<Integer> API_RATE = key("api.rate", "100", Kind.number(1, 100_000),
            "How many requests a second one address may send, for a while twice as many; loopback may always.");
    static final Key<Integer> API_STREAMS = key("api.streams", "1000", Kind.number(1, 100_000),
            "How many clients may follow a stream at the same time.");
    static final Key<Duration> API_KEEPALIVE = key("api.keepalive", "15s", Kind.time("1s", "10m"),
            "After how much silence a stream sends a keepalive comment.");
    static final Key<Duration> API_STALL = key("api.stall", "60s", Kind.time("1s", "1h"),
            "How long a stream client may refuse to read before it is cut off; it can resume where it was.");
    static final Key<List<Network>> API_PROXIES = key("api.proxies", "", Kind.networks(),
            "Reverse proxies whose X-Forwarded-For is believed for terminals that come through /iclock.");

    static {
        ALL.addAll(SafetyKeys.api());
    }

    static final Key<InetSocketAddress> PUSH_LISTEN = key("push.listen", "0.0.0.0:8081", Kind.address(),
            "Where terminals send their punches.");
    static final Key<TerminalRules.Unknown> PUSH_UNKNOWN = key("push.unknown", "hold",
            Kind.word(TerminalRules.Unknown.class),
            "A serial nobody approved: hold it for approval (it keeps its data), accept it by itself, or refuse it.");
    static final Key<Duration> PUSH_PAIRING_WINDOW = key("push.pairing_window", "0s", Kind.time("0s", "24h"),
            "How long after the start unknown terminals are accepted by themselves.");
    static final Key<List<Network>> PUSH_ADDRESSES = key("push.addresses", "", Kind.networks(),
            "Addresses and networks terminals may call from; none named = any. Each terminal can have its own.");
    static final Key<List<String>> PUSH_PATHS = key("push.paths", "iclock, aclock", Kind.names(),
            "Path words of the push service; what stands before them in a request is ignored.");
    static final Key<Duration> PUSH_DELAY = key("push.delay", "10s", Kind.seconds("2s", "60s"),
            "How often an idle terminal asks for commands.");
    static final Key<Duration> PUSH_ERROR_DELAY = key("push.error_delay", "30s", Kind.seconds("10s", "5m"),
            "How long a terminal waits after a failure before it tries again.");
    static final Key<PushContent> PUSH_CONTENT = key("push.content", "operations", Kind.word(PushContent.class),
            "What terminals are asked to send: punches and operations, photos as well, or everything they have.");
    static final Key<Photos> PUSH_PHOTOS = key("push.photos", "drop", Kind.word(Photos.class),
            "Photos that arrive are acknowledged and dropped, or kept as files below the data folder.");
    static final Key<Integer> PUSH_CONNECTIONS = key("push.connections", "4096", Kind.number(16, 100_000),
            "How many connections of terminals may be open at the same time.");
    static final Key<Integer> PUSH_CONNECTIONS_PER_ADDRESS = key("push.connections_per_address", "1024",
            Kind.number(1, 100_000),
            "How many of them from one address; all terminals behind one router or proxy share one.");
    static final Key<Integer> PUSH_BODY_KIB = key("push.body_kib", "4096", Kind.number(64, 262_144),
            "Largest upload of punches or operations, in KiB.");
    static final Key<Duration> PUSH_HEAD_TIME = key("push.head_time", "10s", Kind.time("100ms", "5m"),
            "How long a terminal may take to send the head of a request.");
    static final Key<Duration> PUSH_REQUEST_TIME = key("push.request_time", "60s", Kind.time("200ms", "30m"),
            "How long a terminal may take for a whole request.");
    static final Key<Duration> PUSH_COMMAND_EXPIRY = key("push.command_expiry", "24h", Kind.time("1m", "30d"),
            "How long a queued command waits for its terminal unless it says otherwise.");

    static {
        ALL.addAll(SafetyKeys.push());
    }

    static final Key<Duration> PULL_POLL = key("pull.poll", "300s", Kind.time("10s", "24h"),
            "Time between two reads of a terminal on port 4370 that has no time of its own.");
    static final Key<Integer> PULL_PARALLEL = key("pull.parallel", "10", Kind.number(1, 500),
            "How many terminals are read at the same time.");
    static final Key<Duration> PULL_CLOCK_BOUND = key("pull.clock_bound", "60s", Kind.time("2s", "24h"),
            "A terminal's clock that is off by more is set, if that terminal has set_clock.");

    static final Key<ZoneId> TIME_ZONE = key("time.zone", "", Kind.zone(),
            "Zone of terminals that have none of their own, and of \"today\" on every screen.");
    static final Key<LocalDate> TIME_EARLIEST = key("time.earliest", "2005-01-01", Kind.day(),
            "Punches before this day are quarantined: the clock of their terminal was reset.");
    static final Key<Duration> TIME_FUTURE = key("time.future", "24h", Kind.time("1m", "30d"),
            "Punches further in the future than this are quarantined.");

    static final Key<OwnClockTrust> TIME_OWN_CLOCK = key("time.own_clock", "auto", Kind.word(OwnClockTrust.class),
            "Whether this machine's clock is believed for check-ins: auto finds out, set always believes it, "
                    + "wait keeps check-ins until it was set.");

    static final Key<String> BLE_SCANNER = key("ble.scanner", "Scanner-01", Kind.name(),
            "Id of the scanner: what check-ins of phones are filed under, beside the terminals' serials.");
    static final Key<List<String>> BLE_ADAPTERS = key("ble.adapters", "", Kind.adapters(),
            "Bluetooth adapters to scan with, by name or address; none named = all there are.");
    static final Key<String> BLE_PREFIX = key("ble.prefix", "ATT-", Kind.prefix(),
            "What an advertised id must begin with, as text or in hexadecimal; empty = every id counts.");
    static final Key<Integer> BLE_RSSI = key("ble.rssi", "-90", Kind.number(-127, 20),
            "Signal in dBm below which a phone is too far away to be checked in.");
    static final Key<Integer> BLE_LEAVE_RSSI = key("ble.leave_rssi", "-100", Kind.number(-127, 20),
            "Signal in dBm below which a phone that is inside counts as not heard.");
    static final Key<Integer> BLE_DWELL = key("ble.dwell", "1", Kind.number(1, 100),
            "How many reports of a phone within ble.dwell_time make a check-in.");
    static final Key<Duration> BLE_DWELL_TIME = key("ble.dwell_time", "30s", Kind.time("1s", "10m"),
            "The time for ble.dwell. A radio may report a phone only once in ten seconds.");
    static final Key<Dedupe> BLE_DEDUPE = key("ble.dedupe", "300s", Kind.dedupe(),
            "How often the same person is checked in: once per event, or again after this time.");
    static final Key<Duration> BLE_LEAVE_AFTER = key("ble.leave_after", "2m", Kind.time("15s", "24h"),
            "After how long without a report a phone counts as gone.");
    static final Key<Duration> BLE_SPAN = key("ble.span", "5m", Kind.time("10s", "1h"),
            "How often it is written who is still inside. Less often spares the card of a Raspberry Pi.");
    static final Key<Unlisted> BLE_UNLISTED = key("ble.unlisted", "hold", Kind.word(Unlisted.class),
            "Somebody who is not on the event's list: hold the check-in until the list knows them, or count it.");
    static final Key<Optional<Path>> BLE_SECRET_FILE = key("ble.secret_file", "", Kind.optionalPath(),
            "File with the secret that rotating ids are made with; none = fixed ids only.");
    static final Key<Duration> BLE_STEP = key("ble.step", "60s", Kind.seconds("10s", "10m"),
            "How long one rotating id is valid.");
    static final Key<BluetoothPower> BLE_POWER = key("ble.power", "leave", Kind.word(BluetoothPower.class),
            "An adapter that is switched off: leave it so and tell, or switch it on.");
    static final Key<Duration> BLE_SILENCE = key("ble.silence", "5m", Kind.time("30s", "24h"),
            "After how long without any advertisement the radio is started anew.");

    static final Key<Duration> EVENTS_REFRESH = key("events.refresh", "10s", Kind.time("2s", "1h"),
            "How often the backend's events are asked for while somebody looks at them.");

    static final Key<Optional<URI>> BACKEND_URL = key("backend.url", "", Kind.optionalUrl(),
            "Backend that knows the events and takes the check-ins; none = events are made here.");
    static final Key<Optional<Path>> BACKEND_KEY_FILE = key("backend.key_file", "", Kind.optionalPath(),
            "File whose first line is the backend's key.");
    static final Key<BackendDialect> BACKEND_DIALECT = key("backend.dialect", "api-key",
            Kind.word(BackendDialect.class),
            "How the backend is spoken to: api-key (x-api-key, /batch-checkin) or bearer (Authorization, "
                    + "/batchCheckIn).");

    static final Key<Duration> ALERTS_REPEAT = key("alerts.repeat", "5m", Kind.time("1m", "7d"),
            "How often people are told again of an alert that still fires and that nobody acknowledged.");

    static {
        ALL.addAll(HeartbeatKeys.all());
    }

    static final Key<Optional<Path>> WATCH_BACKUPS = key("watch.backups", "", Kind.optionalPath(),
            "Folder whose newest file tells when the last backup was made; none = the age of backups is not watched.");
    static final Key<List<Path>> WATCH_CERTIFICATES = key("watch.certificates", "", TextKinds.paths(),
            "Certificate files (PEM) whose end is watched, such as that of a reverse proxy.");

    static final Key<Optional<Path>> BACKUP_TO = key("backup.to", "", Kind.optionalPath(),
            "Folder that muster itself puts backups into, best on another disk; none = it makes none.");
    static final Key<Duration> BACKUP_EVERY = key("backup.every", "6h", Kind.time("10m", "30d"),
            "How often a backup is made.");
    static final Key<Integer> BACKUP_KEEP = key("backup.keep", "14", Kind.number(1, 10_000),
            "How many of the newest backups are kept.");
    static final Key<Optional<Path>> BACKUP_KEY_FILE = key("backup.key_file", "", Kind.optionalPath(),
            "File whose first line is the key that backups are encrypted with; none = they are not encrypted.");

    static {
        ALL.addAll(RetentionKeys.all());
    }

    static final Key<Synchronous> JOURNAL_SYNCHRONOUS = key("journal.synchronous", "full",
            Kind.word(Synchronous.class),
            "full: an acknowledged punch survives a power cut. "
                    + "normal: faster, and may lose the last ones in a power cut.");

    static final Key<LogLevel> LOG_LEVEL = key("log.level", "info", Kind.word(LogLevel.class),
            "How much is written to the log.");

    private Keys() {}

    /// Every setting, in the order of the file.
    static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    /// Whether there is a setting of that name.
    static boolean known(String name) {
        return ALL.stream().anyMatch(key -> key.name().equals(name));
    }

    private static <T> Key<T> key(String name, String fallback, Kind<T> kind, String meaning) {
        Key<T> key = new Key<>(name, fallback, kind, meaning);
        ALL.add(key);
        return key;
    }
}
