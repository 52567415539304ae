// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import muster.journal.Health;
import muster.journal.JournalException;
import muster.model.Component;
import muster.model.Component.State;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;
import muster.model.SinkStatus;

/// The parts of muster itself: `journal`, `disk`, `clock`, `ble`, and with a backend `cloud`. Thread-safe.
public final class OwnComponents {

    /// What nobody else may report; `cloud` may be reported by an external program while muster has no backend.
    static final Set<String> NAMES = Set.of("ble", "clock", "disk", "journal");

    private static final double LOW_PERCENT = 5;
    private static final long LOW_BYTES = 500_000_000;

    /// How one is, without since when.
    private record Word(String name, State state, String details) {}

    /// Since when one is in a state.
    private record Since(State state, Instant at) {}

    private final Supplier<Health> health;
    private final LongSupplier diskBytes;
    private final Supplier<ScannerStatus> scanner;
    private final Question<List<SinkStatus>> sinks;
    private final Map<String, Since> since = new HashMap<>();

    /// @param health how the journal is
    /// @param diskBytes size of the disk it is on; 0 or less when it cannot be told
    /// @param scanner how the Bluetooth scanner is
    /// @param sinks how the sinks are
    public OwnComponents(
            Supplier<Health> health,
            LongSupplier diskBytes,
            Supplier<ScannerStatus> scanner,
            Question<List<SinkStatus>> sinks) {
        this.health = health;
        this.diskBytes = diskBytes;
        this.scanner = scanner;
        this.sinks = sinks;
    }

    /// How they are, in order of names.
    ///
    /// @param now by our clock
    synchronized List<Component> list(Instant now) {
        Health journal = health.get();
        ScannerStatus radio = scanner.get();
        List<Word> words = new ArrayList<>();
        words.add(ble(radio));
        words.add(radio.clockSet()
                ? new Word("clock", State.ONLINE, null)
                : new Word("clock", State.DEGRADED, "this machine's clock is not set; check-ins wait for it"));
        cloud().ifPresent(words::add);
        words.add(disk(journal));
        words.add(journal.ok()
                ? new Word("journal", State.ONLINE, null)
                : new Word("journal", State.ERROR, journal.problem()));
        return words.stream().map(word -> component(word, now)).toList();
    }

    private Component component(Word word, Instant now) {
        Since known = since.get(word.name());
        if (known == null || known.state() != word.state()) {
            known = new Since(word.state(), now);
            since.put(word.name(), known);
        }
        return new Component(word.name(), word.state(), word.details(), known.at(), now, null, false);
    }

    private Word disk(Health journal) {
        long free = journal.freeBytes();
        if (free < 0) {
            return new Word("disk", State.UNKNOWN, "its free space cannot be told");
        }
        long all = diskBytes.getAsLong();
        boolean low = free < LOW_BYTES || all > 0 && 100.0 * free / all < LOW_PERCENT;
        String left = free / 1_000_000 + " MB free";
        return new Word("disk", low ? State.DEGRADED : State.ONLINE, left);
    }

    private Optional<Word> cloud() {
        try {
            return sinks.ask().stream()
                    .filter(sink -> sink.type().equals("convex"))
                    .findFirst()
                    .map(sink -> new Word("cloud", state(sink), sink.reason()));
        } catch (JournalException e) {
            return Optional.of(new Word("cloud", State.UNKNOWN, "the journal cannot be asked"));
        }
    }

    private static State state(SinkStatus sink) {
        return switch (sink.state()) {
            case RUNNING -> State.ONLINE;
            case RETRYING -> State.OFFLINE;
            case PAUSED -> State.OFF;
            case STOPPED -> State.ERROR;
        };
    }

    private static Word ble(ScannerStatus radio) {
        if (radio.mode() != ScannerStatus.Mode.SCANNING) {
            return new Word("ble", State.OFF, "no event is on");
        }
        List<ScannerStatus.Adapter> awry = radio.adapters().stream()
                .filter(each -> each.state() != ScannerChange.State.SCANNING)
                .toList();
        String reason = awry.isEmpty() ? null : awry.getFirst().reason();
        if (awry.size() < radio.adapters().size()) {
            return new Word("ble", awry.isEmpty() ? State.ONLINE : State.DEGRADED, reason);
        }
        boolean starting = awry.stream().anyMatch(each -> each.state() == ScannerChange.State.STARTING);
        return new Word("ble", starting ? State.UNKNOWN : State.ERROR,
                reason == null ? "no Bluetooth adapter listens" : reason);
    }
}
