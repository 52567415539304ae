// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.app.terminal.Counters;
import muster.journal.Days;
import muster.model.DayState;
import muster.model.Fetched;
import muster.model.Quarantined;
import muster.model.TerminalStatus;

/// Decides whether everything a terminal has of a day is in the journal. Immutable.
///
/// A terminal that is read on port 4370 is complete when its last complete read began after the day's end, or when it
/// said after the day's end that it holds exactly what it held at that read. One that pushes is complete when it
/// was heard after the day's end, for it sends what it kept before anything else, and nothing of it that came since is
/// held unread.
record DayJudge(Instant now, Counters counters, PastContacts past, List<Days.Held> held) {

    /// A failure this old without a contact since was tried again and came back.
    private static final Duration REPEATED = Duration.ofMinutes(5);

    /// What is held unread this long after a day is hardly of that day.
    private static final Duration CONCERNED = Duration.ofDays(7);

    /// What punches are sent as.
    private static final Set<String> PUNCHES = Set.of("ATTLOG", "rtlog", "transaction");

    /// @param reason why it is not complete, a sentence for people; null when it is
    record Verdict(DayState state, String reason) {

        static final Verdict COMPLETE = new Verdict(DayState.COMPLETE, null);

        static Verdict waiting(String reason) {
            return new Verdict(DayState.WAITING, reason);
        }

        static Verdict failed(String reason) {
            return new Verdict(DayState.FAILED, reason);
        }
    }

    /// @param end the first moment after the day, in the terminal's zone
    Verdict of(TerminalStatus terminal, Instant end) {
        if (now.isBefore(end)) {
            return Verdict.waiting("the day is not over there before " + end);
        }
        return terminal.pull() == null ? pushed(terminal, end) : pulled(terminal, end);
    }

    /// The last complete read of a terminal, if there was one.
    Optional<Fetched> read(TerminalStatus terminal) {
        return past.read(terminal);
    }

    /// When a read began.
    static Instant begin(Fetched read) {
        return read.receivedAt().minusMillis(read.millis());
    }

    private Verdict pulled(TerminalStatus terminal, Instant end) {
        Optional<Fetched> read = read(terminal);
        if (read.isPresent() && (!begin(read.get()).isBefore(end) || isUnmoved(read.get(), end))) {
            return Verdict.COMPLETE;
        }
        Fetched last = terminal.lastFetch();
        if (last != null && !last.complete()) {
            boolean isShort = last.missing() > 0 && !last.receivedAt().isBefore(end);
            if (isShort || isFailure(last) && isRepeated(terminal, last)) {
                return Verdict.failed("its last read failed: " + last.detail());
            }
            if (isFailure(last)) {
                return Verdict.waiting("its last read failed and is tried again: " + last.detail());
            }
        }
        return Verdict.waiting(read
                .map(found -> "its last complete read began at " + begin(found) + ", before the day was over; ")
                .orElse("it was never read completely; ") + "muster fetch --terminal " + terminal.serial());
    }

    /// Nothing was added since a read when the terminal counts as many as then.
    private boolean isUnmoved(Fetched read, Instant end) {
        return read.counter() != null && counters.of(read.terminal())
                .filter(count -> !count.at().isBefore(end) && count.records() == read.counter())
                .isPresent();
    }

    /// Nothing was read at all, as opposed to not everything.
    private static boolean isFailure(Fetched last) {
        return last.counter() == null && last.records() == 0;
    }

    private boolean isRepeated(TerminalStatus terminal, Fetched last) {
        Instant contact = terminal.lastContact();
        return (contact == null || !contact.isAfter(last.receivedAt()))
                && !now.isBefore(last.receivedAt().plus(REPEATED));
    }

    private Verdict pushed(TerminalStatus terminal, Instant end) {
        Optional<Instant> contact = past.contact(terminal);
        if (contact.isEmpty()) {
            return Verdict.waiting("it was never heard");
        }
        if (contact.get().isBefore(end)) {
            return Verdict.waiting("it was last heard at " + contact.get() + ", before the day was over");
        }
        long unread = held.stream()
                .filter(each -> each.terminal().equals(terminal.serial()) && PUNCHES.contains(each.table()))
                .filter(each -> each.reason() == Quarantined.Reason.UNPARSABLE)
                .filter(each -> !each.receivedAt().isBefore(end) && each.receivedAt().isBefore(end.plus(CONCERNED)))
                .count();
        return unread == 0
                ? Verdict.COMPLETE
                : Verdict.failed("records that came after the day are held unread: " + unread
                        + "; muster quarantine list --terminal " + terminal.serial());
    }
}
