// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The people of a list, found by their rotating codes. Thread-safe.
///
/// A code is one person's when the handle is that person's and the tag is what the person's key makes in the step
/// before, in this one or in the next. Handles are shared by chance (5,000 people have about one pair); the tag
/// decides between them.
///
/// Costs one HMAC to find a person, and memory for the last three steps of each person on the list, however many codes
/// are on the air.
public final class RotatingRoster {

    /// Codes of the step before, of this one and of the next are good.
    private static final int STEPS = 3;

    private final RotatingCode rules;
    private Map<String, Known> people = Map.of();
    private Map<Integer, List<Known>> handles = Map.of();

    /// @param rules how the site makes its codes
    public RotatingRoster(RotatingCode rules) {
        this.rules = rules;
    }

    /// Takes the list as it is now. Who was on it before keeps what is known; a new person costs one SHA-256.
    ///
    /// @param ids as they stand on the list; a code is made from exactly this text
    public synchronized void people(Collection<String> ids) {
        Map<String, Known> now = HashMap.newHashMap(ids.size());
        Map<Integer, List<Known>> byHandle = HashMap.newHashMap(ids.size());
        for (String id : Set.copyOf(ids)) {
            Known known = people.containsKey(id) ? people.get(id) : new Known(id);
            now.put(id, known);
            byHandle.computeIfAbsent(known.handle, handle -> new ArrayList<>(1)).add(known);
        }
        people = now;
        handles = byHandle;
    }

    /// How many people it can find.
    public synchronized int size() {
        return people.size();
    }

    /// The person on the list whose phone made this code about this instant. Changes nothing, so a code that was kept
    /// may be asked about later, with the instant when it was heard.
    ///
    /// @param code as [Beacon#code()]; anything that is no code is nobody's
    public synchronized Optional<String> verify(byte[] code, Instant at) {
        Match match = match(code, at);
        return match == null ? Optional.empty() : Optional.of(match.known.person);
    }

    /// Whether this code is good now but was heard before from another address: a copy, or the same phone after it
    /// changed its address in the middle of a step. The first who is asked about has it; a code that is not good at
    /// this instant is never remembered, and never a replay.
    ///
    /// @param address the sender's
    public synchronized boolean replayed(byte[] code, String address, Instant at) {
        Match match = match(code, at);
        if (match == null) {
            return false;
        }
        Heard before = match.known.heardIn(match.step);
        if (before == null) {
            match.known.heard[slot(match.step)] = new Heard(match.step, RotatingCode.tag(code), address);
            return false;
        }
        return !before.address.equals(address);
    }

    private Match match(byte[] code, Instant at) {
        if (!RotatingCode.is(code)) {
            return null;
        }
        long now = rules.step(at);
        for (long step = now - 1; step <= now + 1; step++) {
            if ((step & 0xFF) == RotatingCode.stepByte(code)) {
                return match(code, step);
            }
        }
        return null;
    }

    private Match match(byte[] code, long step) {
        long tag = RotatingCode.tag(code);
        for (Known known : handles.getOrDefault(RotatingCode.handle(code), List.of())) {
            // one comparison of two registers: the time it takes does not tell how much of the tag was right
            if ((tag ^ known.tag(step)) == 0) {
                return new Match(known, step);
            }
        }
        return null;
    }

    private static int slot(long step) {
        return Math.floorMod(step, STEPS);
    }

    private record Match(Known known, long step) {}

    private record Heard(long step, long tag, String address) {}

    private final class Known {

        private final String person;
        private final int handle;
        private final Heard[] heard = new Heard[STEPS];
        private byte[] key;

        Known(String person) {
            this.person = person;
            this.handle = RotatingCode.handleOf(person);
        }

        Heard heardIn(long step) {
            Heard last = heard[slot(step)];
            return last != null && last.step == step ? last : null;
        }

        long tag(long step) {
            Heard last = heardIn(step);
            if (last != null) {
                return last.tag;
            }
            if (key == null) {
                key = rules.keyOf(person);
            }
            return rules.tag(key, step);
        }
    }
}
