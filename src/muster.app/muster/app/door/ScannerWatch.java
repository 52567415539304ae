// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import muster.app.gathering.Gatherings;
import muster.ble.Condition;
import muster.ble.RadioState;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;

/// How the Bluetooth scanner is: each change is journalled once, and the status shows all of it. Thread-safe.
///
/// An adapter that flaps is told at most once per condition in [#PAUSE]; what was left out in between is lost, how it
/// is in the end is not.
public final class ScannerWatch {

    /// How long the same condition of the same adapter is not told again.
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(ScannerWatch.class.getName());
    /// The same for another reason of a condition that goes on.
    static final Duration REASON = Duration.ofMinutes(5);

    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Map<String, Adapter> adapters = new LinkedHashMap<>();
    private final PhoneRules rules;
    private final PhoneSource phones;
    private final Gatherings gatherings;
    private final Journal journal;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final BooleanSupplier syncing;

    /// @param clock for the moments of the facts
    /// @param nanos the monotonic clock
    /// @param syncing whether everything is being sent to the backend now
    public ScannerWatch(
            PhoneRules rules,
            PhoneSource phones,
            Gatherings gatherings,
            Journal journal,
            InstantSource clock,
            LongSupplier nanos,
            BooleanSupplier syncing) {
        this.rules = rules;
        this.phones = phones;
        this.gatherings = gatherings;
        this.journal = journal;
        this.clock = clock;
        this.nanos = nanos;
        this.syncing = syncing;
    }

    /// News of the radio; returns at once.
    public synchronized void take(RadioState news) {
        String key = news.adapter() != null ? news.adapter() : Objects.requireNonNullElse(news.address(), "");
        // what is said of the whole takes the place of all adapters, and the other way round: either is news again
        adapters.forEach((other, adapter) -> {
            if (other.isEmpty() != key.isEmpty()) {
                adapter.forget();
            }
        });
        adapters.computeIfAbsent(key, _ -> new Adapter()).latest = news;
        notifyAll();
    }

    /// Journals what changes until it is interrupted. One thread calls this.
    public void run() throws InterruptedException {
        boolean failed = false;
        while (true) {
            Duration pause;
            try {
                pause = write();
                failed = false;
            } catch (JournalException e) {
                if (!failed) {
                    LOG.log(Level.WARNING, "the state of the Bluetooth scanner is not kept: {0}", e.getMessage());
                }
                failed = true;
                pause = RETRY;
            }
            await(pause, failed);
        }
    }

    private synchronized void await(Duration pause, boolean whatever) throws InterruptedException {
        if (whatever || due(nanos.getAsLong()).isEmpty()) {
            wait(Math.max(1, pause.toMillis()));
        }
    }

    /// Writes what is due.
    ///
    /// @return after how long something else will be
    Duration write() throws JournalException, InterruptedException {
        long now = nanos.getAsLong();
        Map<Adapter, RadioState> due = due(now);
        if (!due.isEmpty()) {
            journal.append(due.values().stream().map(this::fact).toList());
            told(due, now);
        }
        return untilDue(now);
    }

    private synchronized Map<Adapter, RadioState> due(long now) {
        Map<Adapter, RadioState> due = new LinkedHashMap<>();
        for (Adapter adapter : adapters.values()) {
            if (adapter.isNews() && adapter.pause(now) <= 0) {
                due.put(adapter, adapter.latest);
            }
        }
        return due;
    }

    private synchronized void told(Map<Adapter, RadioState> due, long now) {
        due.forEach((adapter, state) -> {
            // an adapter that was forgotten while this was written is news again when it comes back
            if (adapter.latest != null) {
                adapter.tell(state, now);
            }
        });
    }

    private synchronized Duration untilDue(long now) {
        long pause = IDLE.toNanos();
        for (Adapter adapter : adapters.values()) {
            if (adapter.isNews()) {
                pause = Math.min(pause, adapter.pause(now));
            }
        }
        return Duration.ofNanos(Math.max(0, pause));
    }

    private ScannerChange fact(RadioState state) {
        return new ScannerChange(
                rules.scanner(), state.adapter(), word(state.condition()), state.reason(), state.cure(),
                clock.instant());
    }

    /// The scanner as it is now.
    ///
    /// @param radio how each adapter is, as the radio says
    /// @param lost how many reports the radio dropped
    /// @param checkIns how many check-ins were journalled since the start
    /// @param clockSet whether this machine's clock is set
    public ScannerStatus status(List<RadioState> radio, long lost, long checkIns, boolean clockSet) {
        List<ScannerStatus.Adapter> shown = new ArrayList<>();
        for (RadioState state : radio) {
            shown.add(new ScannerStatus.Adapter(
                    state.adapter(), state.address(), word(state.condition()), state.reason(), state.cure()));
        }
        return new ScannerStatus(
                rules.scanner(), mode(), rules.prefix(), shown, phones.reports(), phones.devices(), phones.matched(),
                lost, checkIns, clockSet);
    }

    private ScannerStatus.Mode mode() {
        if (syncing.getAsBoolean()) {
            return ScannerStatus.Mode.SYNCING;
        }
        return gatherings.current().map(Gathering::state).filter(state -> state == Gathering.State.SCANNING).isPresent()
                ? ScannerStatus.Mode.SCANNING
                : ScannerStatus.Mode.IDLE;
    }

    private static ScannerChange.State word(Condition condition) {
        return switch (condition) {
            case IDLE -> ScannerChange.State.IDLE;
            case NO_BUS -> ScannerChange.State.NO_BUS;
            case NO_DAEMON -> ScannerChange.State.NO_DAEMON;
            case NO_ADAPTER -> ScannerChange.State.NO_ADAPTER;
            case OFF -> ScannerChange.State.OFF;
            case STARTING -> ScannerChange.State.STARTING;
            case SCANNING -> ScannerChange.State.SCANNING;
            case STALLED -> ScannerChange.State.STALLED;
        };
    }

    /// What was heard of one adapter, and what was told. Guarded by the watch.
    private static final class Adapter {

        private final Map<Condition, Long> toldAt = new EnumMap<>(Condition.class);
        private RadioState latest;
        private RadioState told;

        /// The address may become known later; that alone is no change of state.
        boolean isNews() {
            return latest != null && (told == null
                    || latest.condition() != told.condition()
                    || !Objects.equals(latest.reason(), told.reason()));
        }

        /// It is not spoken of any more; what is said of it next is news.
        void forget() {
            latest = null;
            told = null;
        }

        /// How many nanoseconds from now the latest state may be told.
        long pause(long now) {
            Long at = toldAt.get(latest.condition());
            boolean goesOn = told != null && told.condition() == latest.condition();
            return at == null ? 0 : (goesOn ? REASON : PAUSE).toNanos() - (now - at);
        }

        void tell(RadioState state, long now) {
            told = state;
            toldAt.put(state.condition(), now);
        }
    }
}
