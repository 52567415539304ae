// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import muster.app.config.BluetoothPower;
import muster.app.config.Config;
import muster.app.config.KeyFile;
import muster.app.convex.Convex;
import muster.app.door.Door;
import muster.app.door.DoorRules;
import muster.app.door.DoorView;
import muster.app.door.OwnClock;
import muster.app.door.PhoneCodes;
import muster.app.door.PhoneRules;
import muster.app.door.PhoneSource;
import muster.app.door.ScannerWatch;
import muster.app.gathering.EventTimer;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Refresher;
import muster.app.gathering.Roster;
import muster.app.http.DoorSide;
import muster.ble.BeaconReader;
import muster.ble.Radio;
import muster.ble.RadioSettings;
import muster.ble.RotatingCode;
import muster.journal.Journal;
import muster.journal.JournalException;

/// The wiring of everything that has to do with events: their lists, the door, and the radio that hears phones. Closed
/// in the reverse order.
final class Entrance implements AutoCloseable {

    /// No muster with events is older; a clock that shows less was never set.
    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");

    private final Deque<Runnable> ends = new ArrayDeque<>();
    private final List<Worker> workers = new ArrayList<>();
    private final DoorSide side;

    private Entrance(
            Config config, Journal journal, InstantSource clock, LongSupplier nanos, BooleanSupplier syncing)
            throws JournalException, IOException {
        RotatingCode code = rotatingCode(config.ble());
        Convex backend = backend(config.backend(), clock);
        Gatherings gatherings = new Gatherings(journal, clock);
        Roster roster = new Roster(journal, clock);
        OwnClock own = new OwnClock(config.time().ownClock(), clock, nanos, Path.of("/"), BUILT, journal);
        PhoneCodes codes = new PhoneCodes(journal, code);
        Door door = new Door(journal, gatherings, roster, own, doorRules(config), codes, clock, nanos);
        PhoneSource phones = new PhoneSource(phoneRules(config.ble()), new BeaconReader(config.ble().prefix()), codes,
                door, own, gatherings, roster, journal, clock, nanos);
        ScannerWatch watch =
                new ScannerWatch(phoneRules(config.ble()), phones, gatherings, journal, clock, nanos, syncing);
        Refresher refresher =
                new Refresher(backend, gatherings, roster, door::replay, config.eventsRefresh(), clock, nanos);
        EventTimer timer = new EventTimer(gatherings, own::set, clock);

        if (backend != null) {
            ends.push(backend::close);
        }
        Radio radio = Radio.open(radioSettings(config.ble()), phones::heard, watch::take);
        ends.push(radio::close);
        start("own-clock", () -> own.run(door::replay));
        start("scanner", watch::run);
        start("phones", () -> phones.run(radio::scan));
        start("events", refresher::run);
        start("event-timer", timer::run);
        side = new DoorSide(gatherings, roster, refresher, door, new DoorView(journal, roster, door, phones::stays),
                phones, () -> watch.status(radio.adapters(), radio.lost(), door.checkIns(), own.set()));
    }

    /// Starts it.
    ///
    /// @param nanos a clock that only goes forward, in nanoseconds
    /// @param syncing whether everything is being sent to the backend
    /// @throws IOException if a file with a key or secret cannot be read; the message names it
    static Entrance open(
            Config config, Journal journal, InstantSource clock, LongSupplier nanos, BooleanSupplier syncing)
            throws JournalException, IOException {
        return new Entrance(config, journal, clock, nanos, syncing);
    }

    /// What of it the API opens.
    DoorSide side() {
        return side;
    }

    /// The threads of it that no fault must end.
    List<Worker> workers() {
        return List.copyOf(workers);
    }

    private void start(String name, Worker.Task task) {
        Worker worker = Worker.start(name, task);
        workers.add(worker);
        ends.push(worker::close);
    }

    private static RotatingCode rotatingCode(Config.Ble ble) throws IOException {
        if (ble.secretFile().isEmpty()) {
            return null;
        }
        byte[] secret = KeyFile.read(ble.secretFile().get()).getBytes(StandardCharsets.UTF_8);
        return new RotatingCode(secret, "", ble.step());
    }

    private static Convex backend(Config.Backend backend, InstantSource clock) throws IOException {
        if (backend.url().isEmpty()) {
            return null;
        }
        String key = backend.keyFile().isPresent() ? KeyFile.read(backend.keyFile().get()) : null;
        return Convex.at(backend.url().get(), backend.dialect(), key, clock);
    }

    private static DoorRules doorRules(Config config) {
        return new DoorRules(config.ble().scanner(), config.time().zone(), config.ble().dedupe(),
                config.ble().unlisted(), config.time().earliest(), config.time().future());
    }

    private static PhoneRules phoneRules(Config.Ble ble) {
        return new PhoneRules(ble.scanner(), ble.prefix(), ble.rssi(), ble.leaveRssi(), ble.dwell(), ble.dwellTime(),
                ble.leaveAfter(), ble.span());
    }

    private static RadioSettings radioSettings(Config.Ble ble) {
        return new RadioSettings(ble.adapters(), ble.power() == BluetoothPower.ON, ble.silence());
    }

    /// Ends it: who is inside is written first, then nobody listens any more.
    @Override
    public void close() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
