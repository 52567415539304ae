// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Contact;
import muster.model.TerminalStatus.Presence;

/// When each terminal was last heard. Kept in memory, so that a poll every ten seconds writes nothing;
/// the journal gets a fact only when a terminal comes or goes. Thread-safe.
public final class Contacts {

    /// A terminal not heard for so long is offline (zk-push.md section 10).
    private static final Duration OFFLINE_AFTER = Duration.ofMinutes(15);

    private final Map<String, Pulse> pulses = new ConcurrentHashMap<>();
    private final Journal journal;
    private final Duration onlineFor;
    private final InstantSource clock;

    /// @param pollDelay how often an idle terminal is asked to call
    public Contacts(Journal journal, Duration pollDelay, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
        // not multipliedBy: it needs BigDecimal, whose tables of powers take 5 ms of a start
        Duration threePolls = pollDelay.plus(pollDelay).plus(pollDelay).plusSeconds(30);
        Duration least = Duration.ofSeconds(90);
        this.onlineFor = threePolls.compareTo(least) > 0 ? threePolls : least;
    }

    /// A request came in. The first after a silence is journalled.
    ///
    /// @throws JournalException if that could not be written; the terminal is to be asked to come again
    public void heard(String serial, InetAddress address) throws JournalException, InterruptedException {
        Instant now = clock.instant();
        String from = address.getHostAddress();
        Pulse before = pulses.getOrDefault(serial, Pulse.NONE);
        if (!before.announced()) {
            String detail = before.contact() == null ? "first contact since the start" : "heard again";
            journal.append(List.of(new Contact(serial, true, from, detail, now)));
        }
        pulses.compute(serial, (_, pulse) -> (pulse == null ? Pulse.NONE : pulse).heard(now, from));
    }

    /// Records came in.
    ///
    /// @param clockOffsetSeconds the terminal's clock minus ours, or null when they do not tell
    public void uploaded(String serial, Long clockOffsetSeconds) {
        Instant now = clock.instant();
        pulses.computeIfPresent(serial, (_, pulse) -> pulse.uploaded(now, clockOffsetSeconds));
    }

    /// A terminal's clock was compared with ours.
    public void clockOffset(String serial, long seconds) {
        pulses.computeIfPresent(serial, (_, pulse) -> pulse.withClockOffset(seconds));
    }

    /// A terminal said how much it holds; null leaves a number as it was.
    public void counted(String serial, Integer users, Integer records) {
        Instant now = clock.instant();
        pulses.computeIfPresent(serial, (_, pulse) -> pulse.counted(now, users, records));
    }

    /// Journals the terminals that fell silent since the last sweep.
    public void sweep() throws JournalException, InterruptedException {
        Instant now = clock.instant();
        for (Map.Entry<String, Pulse> entry : pulses.entrySet()) {
            Pulse pulse = entry.getValue();
            if (pulse.announced() && presence(pulse, now) == Presence.OFFLINE) {
                journal.append(List.of(new Contact(
                        entry.getKey(), false, pulse.address(), "silent since " + pulse.contact(), now,
                        pulse.contact())));
                pulses.computeIfPresent(entry.getKey(), (_, current) ->
                        current.contact().equals(pulse.contact()) ? current.silent() : current);
            }
        }
    }

    /// Forgets a terminal that was removed.
    void forget(String serial) {
        pulses.remove(serial);
    }

    Pulse pulse(String serial) {
        return pulses.getOrDefault(serial, Pulse.NONE);
    }

    /// How long ago it was heard, in a word.
    public Presence presence(String serial) {
        return presence(pulse(serial), clock.instant());
    }

    private Presence presence(Pulse pulse, Instant now) {
        if (pulse.contact() == null) {
            return Presence.NOT_SEEN;
        }
        Duration silence = Duration.between(pulse.contact(), now);
        if (silence.compareTo(onlineFor) < 0) {
            return Presence.ONLINE;
        }
        return silence.compareTo(OFFLINE_AFTER) < 0 ? Presence.LATE : Presence.OFFLINE;
    }
}
