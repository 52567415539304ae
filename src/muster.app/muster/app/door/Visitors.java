// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import muster.app.door.PhoneTrail.Place;
import muster.journal.PresenceTally;
import muster.model.Presence;
import muster.model.Presence.Act;

/// Who is inside at one event, from one start to the next stop. Thread-safe; the time is an argument.
///
/// It decides, and somebody else writes: [#entered], [#left] and [#spans] say what is to be written, and only
/// [#written] makes it so. Until then nobody counts as inside who is not on disk, and nobody is forgotten.
///
/// Coming and going are kept apart, so that a phone at the edge does not flap: it comes in with as many reports
/// within a time as the configuration asks for and a median signal at or above one bound, and is gone when no report
/// at or above another, lower bound came for long enough. Gone means "not heard since": nothing else can be proven. A
/// report without a signal counts in both cases.
final class Visitors {

    /// How many phones are followed at most.
    static final int PHONES = 20_000;

    /// What one report meant.
    enum Heard {
        /// It does not count: the event was not on.
        IGNORED,
        /// It cannot be followed: too many phones are about.
        TOO_MANY,
        /// Too far away, or not for long enough.
        FAR,
        /// Near, and nothing changes: it is inside, about to be so, or nobody's.
        NEAR,
        /// With this report the phone comes in.
        COMES
    }

    private final Map<String, PhoneTrail> trails = new HashMap<>();
    private final Map<String, PhoneTrail> coming = new LinkedHashMap<>();
    private final String event;
    private final PhoneRules rules;
    private final long since;
    private long entries;
    private long exits;
    private int inside;
    private boolean closed;

    /// @param since the moment scanning began; what was heard earlier does not count
    /// @param before how often people came and went before that
    Visitors(String event, PhoneRules rules, long since, PresenceTally before) {
        this.event = event;
        this.rules = rules;
        this.since = since;
        this.entries = before.entries();
        this.exits = before.exits();
    }

    String event() {
        return event;
    }

    /// Somebody the journal says is inside.
    synchronized void restore(Presence newest) {
        PhoneTrail trail = new PhoneTrail(newest.pin(), rules.dwell());
        trail.restore(newest, since);
        if (trails.put(newest.pin(), trail) == null) {
            inside++;
        }
    }

    /// One report of a phone.
    ///
    /// @param known false when it is not known whose phone it is: then nobody comes in
    /// @param rssi in dBm, or [muster.ble.Advertisement#UNKNOWN_RSSI]
    /// @param nanos when it was heard
    synchronized Heard hear(String pin, boolean known, int rssi, long nanos) {
        if (closed || nanos - since < 0) {
            return Heard.IGNORED;
        }
        PhoneTrail trail = trails.get(pin);
        if (trail == null) {
            if (trails.size() >= PHONES) {
                return Heard.TOO_MANY;
            }
            trail = new PhoneTrail(pin, rules.dwell());
            trails.put(pin, trail);
        }
        trail.hear(rssi, nanos, rules.leaveRssi());
        if (!trail.isNear(nanos, rules.dwellTime().toNanos(), rules.rssi())) {
            return Heard.FAR;
        }
        if (!known || trail.place() != Place.OUTSIDE) {
            return Heard.NEAR;
        }
        trail.come();
        coming.put(pin, trail);
        return Heard.COMES;
    }

    /// Nothing counts any more; everybody who is inside goes.
    synchronized void close() {
        closed = true;
    }

    /// Those that came and are not on disk yet, in the order they came.
    synchronized List<Presence> entered(PhoneTime now, int limit) {
        return coming.values().stream()
                .limit(limit)
                .map(trail -> trail.entering(() -> presence(trail, Act.ENTERED, now)))
                .toList();
    }

    /// Those that are gone and not on disk as such yet.
    synchronized List<Presence> left(PhoneTime now) {
        long leaveAfter = rules.leaveAfter().toNanos();
        return inside(trail -> closed || trail.isGone(now.nanos(), leaveAfter), Act.LEFT, now);
    }

    /// Those inside that were heard since it was last written.
    synchronized List<Presence> spans(PhoneTime now) {
        return inside(PhoneTrail::isChanged, Act.INSIDE, now);
    }

    private List<Presence> inside(Predicate<PhoneTrail> which, Act act, PhoneTime now) {
        List<Presence> found = new ArrayList<>();
        for (PhoneTrail trail : trails.values()) {
            if (trail.place() == Place.INSIDE && which.test(trail)) {
                found.add(presence(trail, act, now));
            }
        }
        return found;
    }

    /// These are on disk now.
    synchronized void written(List<Presence> facts) {
        for (Presence fact : facts) {
            PhoneTrail trail = trails.get(fact.pin());
            switch (fact.act()) {
                case ENTERED -> {
                    coming.remove(fact.pin());
                    trail.entered();
                    entries++;
                    inside++;
                }
                case INSIDE -> trail.spanWritten(fact.sightings());
                case LEFT -> {
                    trail.left();
                    exits++;
                    inside--;
                }
            }
        }
    }

    /// Forgets phones outside whose reports do not count any more.
    synchronized void sweep(long now) {
        long within = rules.dwellTime().toNanos();
        trails.values().removeIf(trail -> trail.isForgotten(now, within));
    }

    /// How many people are inside.
    synchronized int inside() {
        return inside;
    }

    /// How often somebody came in at this event.
    synchronized long entries() {
        return entries;
    }

    /// How often somebody went.
    synchronized long exits() {
        return exits;
    }

    /// Whether everything is on disk and nobody is inside any more.
    synchronized boolean isOver() {
        return closed && coming.isEmpty() && inside == 0;
    }

    synchronized Optional<Stay> stay(String pin, PhoneTime now) {
        PhoneTrail trail = trails.get(pin);
        return trail == null || trail.place() != Place.INSIDE ? Optional.empty() : Optional.of(trail.stay(now));
    }

    /// Those who are inside, by PIN.
    synchronized List<Stay> stays(PhoneTime now) {
        return trails.values().stream()
                .filter(trail -> trail.place() == Place.INSIDE)
                .map(trail -> trail.stay(now))
                .sorted(Comparator.comparing(Stay::pin))
                .toList();
    }

    private Presence presence(PhoneTrail trail, Act act, PhoneTime now) {
        Stay stay = trail.stay(now);
        return new Presence(
                event,
                stay.pin(),
                rules.scanner(),
                act,
                stay.firstSeen(),
                stay.lastSeen(),
                stay.sightings(),
                stay.bestRssi(),
                stay.lastRssi(),
                trail.isTimed(now),
                now.wall());
    }
}
