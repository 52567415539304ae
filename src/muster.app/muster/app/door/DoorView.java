// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import muster.app.door.DoorMemory.Held;
import muster.app.gathering.Roster;
import muster.journal.CheckIns;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.PresenceTally;
import muster.model.Attendee;
import muster.model.AttendeePage;
import muster.model.CheckIn;
import muster.model.Entry;
import muster.model.Gathering;
import muster.model.GatheringStatus;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.PunchQuery;
import muster.model.Quarantined.Reason;

/// How an event goes, and who is there. Thread-safe.
///
/// The people of an event are those on its list, those checked in, those whose check-in is held and those whose
/// phones were seen; each is told once.
public final class DoorView {

    private static final int MOST = 5_000;

    /// Stands for no stay.
    private static final Stay NONE = new Stay(null, null, null, 0, null, null);

    private final CheckIns checkIns;
    private final Roster roster;
    private final Door door;
    private final Function<String, List<Stay>> stays;

    /// @param stays who is inside now, by the id of the event
    public DoorView(Journal journal, Roster roster, Door door, Function<String, List<Stay>> stays) {
        this.checkIns = journal.records().checkIns();
        this.roster = roster;
        this.door = door;
        this.stays = stays;
    }

    /// How an event goes.
    public GatheringStatus status(Gathering gathering) throws JournalException {
        String event = gathering.id();
        int inside = stays.apply(event).size();
        PresenceTally tally = checkIns.presenceTally(event);
        Integer capacity = gathering.capacity();
        return new GatheringStatus(
                gathering,
                roster.size(event),
                checkIns.people(event),
                (int) Math.min(Integer.MAX_VALUE, checkIns.count(event)),
                held(event, Reason.NOT_ON_LIST),
                held(event, Reason.CLOCK_UNSET),
                inside,
                tally.entries(),
                tally.exits(),
                capacity != null && capacity > 0 && inside > capacity);
    }

    private int held(String event, Reason reason) {
        return door.held(event).values().stream()
                .mapToInt(all -> (int) all.stream().filter(held -> door.reason(held) == reason).count())
                .sum();
    }

    /// The people of an event, in order of PINs as text.
    ///
    /// @param after the page begins behind this PIN; null = at the start
    /// @param limit how many at most, 1 to 5,000; less or more is taken for the nearest of these
    /// @param insideOnly only those who are inside now
    public AttendeePage attendance(String event, String after, int limit, boolean insideOnly)
            throws JournalException {
        return new Sheet(event, after == null ? "" : after, Math.clamp(limit, 1, MOST))
                .page(insideOnly);
    }

    /// One page in the making.
    private final class Sheet {

        private final String event;
        private final String after;
        private final int limit;
        private final Set<String> listed;
        private final NavigableMap<String, List<Held>> held;
        private final Set<String> inside = new HashSet<>();
        private final Map<String, Stay> seen = new HashMap<>();

        Sheet(String event, String after, int limit) throws JournalException {
            this.event = event;
            this.after = after;
            this.limit = limit;
            this.listed = roster.pins(event);
            this.held = door.held(event);
            for (Entry entry : checkIns.presences(event)) {
                if (entry.fact() instanceof Presence p) {
                    seen.put(p.pin(), new Stay(
                            p.pin(), p.firstSeen(), p.lastSeen(), p.sightings(), p.bestRssi(), p.lastRssi()));
                }
            }
            for (Stay stay : stays.apply(event)) {
                inside.add(stay.pin());
                seen.put(stay.pin(), stay);
            }
        }

        AttendeePage page(boolean insideOnly) throws JournalException {
            TreeSet<String> pins = new TreeSet<>(DoorOrder.PINS);
            add(pins, inside);
            NavigableMap<String, Entry> checkedIn;
            if (insideOnly) {
                checkedIn = pins.isEmpty() ? new TreeMap<>(DoorOrder.PINS) : checkedIn(pins);
            } else {
                checkedIn = checkedIn(after, limit + 1);
                add(pins, checkedIn.keySet());
                add(pins, listed);
                add(pins, held.tailMap(after, false).keySet());
                add(pins, seen.keySet());
            }
            List<Attendee> attendees = new ArrayList<>();
            for (String pin : pins.stream().limit(limit).toList()) {
                attendees.add(attendee(pin, checkedIn.get(pin)));
            }
            return new AttendeePage(attendees, pins.size() > limit ? attendees.getLast().pin() : null);
        }

        private void add(TreeSet<String> pins, Collection<String> more) {
            more.stream().filter(pin -> DoorOrder.PINS.compare(pin, after) > 0).forEach(pins::add);
        }

        /// The first check-ins of people behind a PIN.
        private NavigableMap<String, Entry> checkedIn(String behind, int most) throws JournalException {
            NavigableMap<String, Entry> found = new TreeMap<>(DoorOrder.PINS);
            for (Entry entry : checkIns.first(event, behind, most)) {
                found.put(((Punch) entry.fact()).pin(), entry);
            }
            return found;
        }

        /// The first check-ins of some people: from page to page, as far as the last of them.
        private NavigableMap<String, Entry> checkedIn(TreeSet<String> pins) throws JournalException {
            NavigableMap<String, Entry> found = new TreeMap<>(DoorOrder.PINS);
            NavigableMap<String, Entry> next = checkedIn(after, PunchQuery.MAX_LIMIT);
            while (!next.isEmpty()) {
                found.putAll(next);
                String last = next.lastKey();
                boolean done = next.size() < PunchQuery.MAX_LIMIT || DoorOrder.PINS.compare(last, pins.last()) >= 0;
                next = done ? new TreeMap<>() : checkedIn(last, PunchQuery.MAX_LIMIT);
            }
            return found;
        }

        private Attendee attendee(String pin, Entry first) {
            List<Held> all = held.get(pin);
            Held waiting = all == null ? null : all.getFirst();
            Attendee.State state = state(first, waiting);
            Long seq = waiting == null ? null : Long.valueOf(waiting.seq());
            Instant time = state == Attendee.State.NOT_ON_LIST ? waiting.at() : null;
            Stay stay = seen.getOrDefault(pin, NONE);
            return new Attendee(
                    pin,
                    roster.name(pin).orElse(null),
                    listed.isEmpty() ? null : listed.contains(pin),
                    state,
                    first == null ? seq : Long.valueOf(first.seq()),
                    first == null ? time : DoorJudge.time(first),
                    proof(first, waiting),
                    inside.contains(pin),
                    stay.firstSeen(),
                    stay.lastSeen(),
                    stay.sightings(),
                    stay.bestRssi(),
                    stay.lastRssi());
        }

        private Attendee.State state(Entry first, Held waiting) {
            if (first != null) {
                return Attendee.State.CHECKED_IN;
            }
            if (waiting == null) {
                return Attendee.State.ABSENT;
            }
            return door.reason(waiting) == Reason.CLOCK_UNSET
                    ? Attendee.State.WAITS_FOR_CLOCK
                    : Attendee.State.NOT_ON_LIST;
        }

        private static CheckIn.Proof proof(Entry first, Held waiting) {
            if (first != null && first.fact() instanceof Punch punch) {
                return punch.checkIn().carrier() == null ? null : punch.checkIn().proof();
            }
            return waiting != null && waiting.phone() ? waiting.proof() : null;
        }
    }
}
