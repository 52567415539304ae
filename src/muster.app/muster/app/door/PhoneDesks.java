// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Roster;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.Presence;

/// The desk of the event that is being scanned for, and those of events that were stopped until everything of theirs
/// is on disk. Any thread may ask for the current one; the rest is for one thread at a time.
final class PhoneDesks {

    /// How often it is looked who left.
    private static final Duration TICK = Duration.ofSeconds(1);

    /// How often it is looked while nobody can come or go.
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final List<PhoneDesk> ending = new ArrayList<>();
    private final PhoneRules rules;
    private final PhoneCodes codes;
    private final Door door;
    private final Gatherings gatherings;
    private final Roster roster;
    private final Journal journal;
    private volatile PhoneDesk current;
    private boolean settled;
    private long nextTick;

    /// @param now by the monotonic clock
    PhoneDesks(
            PhoneRules rules, PhoneCodes codes, Door door, Gatherings gatherings, Roster roster, Journal journal,
            long now) {
        this.rules = rules;
        this.codes = codes;
        this.door = door;
        this.gatherings = gatherings;
        this.roster = roster;
        this.journal = journal;
        this.nextTick = now;
    }

    /// The desk of the event that is being scanned for, or null.
    PhoneDesk current() {
        return current;
    }

    /// Begins and ends with the event that is being scanned for.
    ///
    /// @throws JournalException if what was before cannot be read; call again
    void follow(PhoneTime now) throws JournalException {
        settle(now);
        String wanted = gatherings.current()
                .filter(gathering -> gathering.state() == Gathering.State.SCANNING)
                .map(Gathering::id)
                .orElse(null);
        PhoneDesk before = current;
        if (before != null && !before.event().equals(wanted)) {
            current = null;
            before.close(now);
            ending.add(before);
        }
        if (wanted != null && current == null && ending.stream().noneMatch(other -> other.event().equals(wanted))) {
            codes.learn();
            current = open(wanted, inside(wanted), now);
        }
    }

    /// Ends the stays of events that were stopped while muster could not write that down.
    private void settle(PhoneTime now) throws JournalException {
        if (settled) {
            return;
        }
        List<PhoneDesk> left = new ArrayList<>();
        for (Gathering gathering : gatherings.all()) {
            List<Presence> inside = inside(gathering.id());
            if (gathering.state() != Gathering.State.SCANNING && !inside.isEmpty()) {
                PhoneDesk over = open(gathering.id(), inside, now);
                over.close(now);
                left.add(over);
            }
        }
        ending.addAll(left);
        settled = true;
    }

    private List<Presence> inside(String event) throws JournalException {
        return journal.records().checkIns().presences(event).stream()
                .map(entry -> (Presence) entry.fact())
                .filter(presence -> presence.act() != Presence.Act.LEFT)
                .toList();
    }

    private PhoneDesk open(String event, List<Presence> inside, PhoneTime now) throws JournalException {
        Visitors visitors =
                new Visitors(event, rules, now.nanos(), journal.records().checkIns().presenceTally(event));
        inside.forEach(visitors::restore);
        return new PhoneDesk(visitors, rules, door, roster, codes, journal, now.nanos());
    }

    /// Writes who came and, each second, who went.
    ///
    /// @throws JournalException if not everything is on disk; call again
    void write(PhoneTime now) throws JournalException, InterruptedException {
        PhoneDesk desk = current;
        if (desk != null) {
            desk.writeComers(now);
            desk.writeAlarms(gatherings.find(desk.event()).orElse(null), now);
        }
        for (PhoneDesk over : ending) {
            over.writeComers(now);
            over.writeStays(now);
            over.writeAlarms(null, now);
        }
        ending.removeIf(PhoneDesk::isOver);
        if (desk != null && now.nanos() - nextTick >= 0) {
            nextTick = now.nanos() + TICK.toNanos();
            desk.writeStays(now);
            codes.learn();
        }
    }

    /// Writes what is in memory only, because muster ends.
    void writeAll(PhoneTime now) throws JournalException, InterruptedException {
        PhoneDesk desk = current;
        if (desk != null) {
            desk.writeComers(now);
            desk.writeSpans(now);
        }
    }

    /// How long nothing need be written unless somebody comes or another event begins.
    Duration pause(long now) {
        return current == null && ending.isEmpty() ? IDLE : Duration.ofNanos(Math.max(1, nextTick - now));
    }
}
