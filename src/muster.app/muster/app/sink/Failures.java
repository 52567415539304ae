// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// What follows from a target that fails again and again: longer pauses, smaller tries, and when people are told. For
/// one thread.
final class Failures {

    private static final Duration FIRST = Duration.ofSeconds(1);

    /// After an attempt that went through in part; the target is there.
    private static final Duration SHORT = Duration.ofMillis(50);

    /// From so many failures in a row on, only one record is tried at a time, until one goes through.
    private static final int OPEN = 5;

    /// From so many on it is worth an entry in the journal.
    private static final int TOLD = 3;

    /// No target is left alone for longer, whatever it asks for.
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final Duration longest;
    private final RandomGenerator random;
    private int inRow;
    private boolean told;

    /// @param longest the longest pause
    Failures(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    /// It worked.
    void reset() {
        inRow = 0;
    }

    /// How many there were since it worked last.
    int inRow() {
        return inRow;
    }

    /// Whether only one record is to be tried.
    boolean isOpen() {
        return inRow >= OPEN;
    }

    /// Whether people are to be told now.
    boolean isNews() {
        return inRow >= TOLD && !told;
    }

    /// Whether people were told, and not yet that it works again.
    boolean isTold() {
        return told;
    }

    /// People were told, or were told that it works again.
    void told(boolean now) {
        told = now;
    }

    /// It failed once more.
    ///
    /// @param asked how long the target asked to be left alone, or null
    /// @param progress whether it took records of the same attempt
    /// @return how long to wait: doubled each time up to the longest, half of it by chance; never less than was
    ///     asked, up to a day
    Duration next(Duration asked, boolean progress) {
        Duration first = progress ? SHORT : FIRST;
        long doubled = Math.min(first.toMillis() << Math.min(inRow, 20), longest.toMillis());
        inRow++;
        long half = doubled / 2;
        Duration wait = Duration.ofMillis(half + random.nextLong(half + 1));
        Duration wish = asked != null && asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        return wish != null && wish.compareTo(wait) > 0 ? wish : wait;
    }
}
