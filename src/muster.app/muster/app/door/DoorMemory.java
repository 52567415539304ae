// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import muster.model.CheckIn;
import muster.model.CheckInResult.Outcome;
import muster.model.HeldCheckIn;
import muster.model.Quarantined.Reason;

/// What the door remembers so that it need not ask the journal for every sighting. What it forgets is asked again;
/// only the held check-ins are all here. Thread-safe.
final class DoorMemory {

    /// More people than this at once are forgotten together: a prefix that fits everything may hear a whole town.
    private static final int MOST = 100_000;

    /// So many keys are remembered of requests that made no punch.
    private static final int KEYS = 50_000;

    /// A person at an event.
    record Who(String event, String pin) {}

    /// A check-in that counts.
    ///
    /// @param nanos when it was, on the monotonic clock
    record Seen(long seq, Instant time, long nanos) {}

    /// A check-in that is held.
    ///
    /// @param at what the clock showed then
    /// @param nanos when it was, on the monotonic clock; null when that is not known
    record Held(long seq, Instant at, Long nanos, Reason reason, CheckIn.Proof proof, boolean phone) {}

    /// What a request with a key was answered.
    record Answer(String pin, String event, Outcome outcome, long seq, Instant time) {}

    private final Map<Who, Seen> seen = new ConcurrentHashMap<>();
    private final Map<Who, String> spellings = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentSkipListMap<String, List<Held>>> held = new ConcurrentHashMap<>();
    private final LinkedHashMap<String, Answer> answers = new LinkedHashMap<>();

    /// The last check-in of a person that counts, as far as it is remembered.
    Optional<Seen> seen(Who who) {
        return Optional.ofNullable(seen.get(filed(who)));
    }

    /// Remembers a check-in that happens now.
    void see(Who who, Seen checkIn) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(who, checkIn);
    }

    /// Remembers a check-in that was told late, unless a later one is known.
    void seeLate(Who who, Seen checkIn) {
        seen.merge(who, checkIn, (old, late) -> late.nanos() - old.nanos() > 0 ? late : old);
    }

    /// Remembers that an id stands on the list in another spelling.
    void spell(Who who, String pin) {
        if (!who.pin().equals(pin)) {
            if (spellings.size() >= MOST) {
                spellings.clear();
            }
            spellings.put(who, pin);
        }
    }

    /// The newest held check-in of a person, if there is one.
    Optional<Held> newestHeld(Who who) {
        Who filed = filed(who);
        return Optional.ofNullable(held.get(filed.event())).map(event -> event.get(filed.pin())).map(List::getLast);
    }

    private Who filed(Who who) {
        String pin = spellings.get(who);
        return pin == null ? who : new Who(who.event(), pin);
    }

    /// Remembers a check-in that is held, and what its sender was answered.
    void hold(long seq, Reason reason, HeldCheckIn kept, DoorMoment now) {
        CheckIn checkIn = kept.checkIn();
        Held one = new Held(
                seq, kept.at(), now.nanos(kept, reason), reason, checkIn.proof(), checkIn.carrier() != null);
        held.computeIfAbsent(checkIn.event(), _ -> new ConcurrentSkipListMap<>(DoorOrder.PINS))
                .merge(kept.pin(), List.of(one), (old, young) -> {
                    // An append that was repeated after an error can bring one that is known.
                    List<Held> both = new ArrayList<>(old);
                    both.removeIf(known -> known.seq() == seq);
                    both.addAll(young);
                    return List.copyOf(both);
                });
        if (checkIn.key() != null) {
            Outcome outcome = DoorJudge.outcome(reason);
            answered(checkIn.key(), new Answer(kept.pin(), checkIn.event(), outcome, seq, kept.at()));
        }
    }

    /// A held check-in counts now.
    void release(Who who, long seq) {
        ConcurrentSkipListMap<String, List<Held>> event = held.get(who.event());
        if (event != null) {
            event.computeIfPresent(who.pin(), (_, old) -> {
                List<Held> rest = old.stream().filter(one -> one.seq() != seq).toList();
                return rest.isEmpty() ? null : rest;
            });
        }
    }

    /// The held check-ins of an event, oldest first, by person in the order of PINs; not to be changed.
    NavigableMap<String, List<Held>> held(String event) {
        ConcurrentSkipListMap<String, List<Held>> found = held.get(event);
        return found == null ? new ConcurrentSkipListMap<>(DoorOrder.PINS) : found;
    }

    /// What a request with this key was answered, if that made no punch.
    Optional<Answer> answer(String key) {
        synchronized (answers) {
            return Optional.ofNullable(answers.get(key));
        }
    }

    /// Remembers what a request with a key was answered.
    void answered(String key, Answer answer) {
        synchronized (answers) {
            answers.put(key, answer);
            if (answers.size() > KEYS) {
                answers.pollFirstEntry();
            }
        }
    }
}
