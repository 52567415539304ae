// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Entry;
import muster.model.Fetched;

/// What came of the last read of each terminal's log, and how its memory fills. Thread-safe.
public final class Fetches {

    /// How far back a start looks for the last result of each terminal.
    private static final int LOOK_BACK = 2_000;

    /// A forecast from less than this would be a guess.
    private static final Duration LEAST_SPAN = Duration.ofHours(1);

    /// How a memory filled between two looks at it.
    private record Filling(int capacity, int firstCount, Instant firstAt, int lastCount, Instant lastAt) {}

    private final Map<String, Fetched> last = new ConcurrentHashMap<>();
    private final Map<String, Filling> fillings = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// Reads the last results from the journal.
    public Fetches(Journal journal, InstantSource clock) throws JournalException {
        this.clock = clock;
        for (Entry entry : journal.records().facts(Set.of("fetch"), null, LOOK_BACK)) {
            Fetched fetched = (Fetched) entry.fact();
            last.putIfAbsent(fetched.terminal(), fetched);
        }
    }

    /// What came of the last read, if there was one.
    public Optional<Fetched> last(String serial) {
        return Optional.ofNullable(last.get(serial));
    }

    /// Notes what came of a read.
    public void done(Fetched fetched) {
        last.put(fetched.terminal(), fetched);
    }

    /// Notes how full a terminal's memory is. A count that fell means it was cleared: the forecast begins
    /// anew.
    public void filled(String serial, int capacity, int count) {
        Instant now = clock.instant();
        fillings.compute(serial, (_, before) ->
                before == null || before.capacity() != capacity || count < before.lastCount()
                        ? new Filling(capacity, count, now, count, now)
                        : new Filling(capacity, before.firstCount(), before.firstAt(), count, now));
    }

    Memory memory(String serial) {
        Filling filling = fillings.get(serial);
        return filling == null ? Memory.UNKNOWN : new Memory(filling.capacity(), fullOn(filling));
    }

    private static LocalDate fullOn(Filling filling) {
        Duration span = Duration.between(filling.firstAt(), filling.lastAt());
        int grown = filling.lastCount() - filling.firstCount();
        if (span.compareTo(LEAST_SPAN) < 0 || grown == 0) {
            return null;
        }
        double secondsEach = (double) span.toSeconds() / grown;
        long left = (long) (secondsEach * (filling.capacity() - filling.lastCount()));
        Duration hundredYears = Duration.ofDays(36_500);
        return left > hundredYears.toSeconds()
                ? null
                : LocalDate.ofInstant(filling.lastAt().plusSeconds(Math.max(0, left)), ZoneId.systemDefault());
    }
}
