// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.ble.Beacon;
import muster.ble.RotatingCode;
import muster.ble.RotatingRoster;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Entry;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.PunchQuery;
import muster.model.Registration;

/// Whose rotating code it is: knows everybody who is on any event's list, or in a terminal, or was. Follows the
/// journal. Thread-safe.
///
/// Who is taken off a list is still told apart; whether such a person counts is for the door to say.
public final class PhoneCodes implements DoorPeople {

    private final Journal journal;
    private final RotatingRoster people;
    private final Set<String> pins = new HashSet<>();
    private long position = -1;

    /// @param rules how the site makes its codes, or null when there are fixed ids only
    public PhoneCodes(Journal journal, RotatingCode rules) {
        this.journal = journal;
        this.people = rules == null ? null : new RotatingRoster(rules);
    }

    /// Takes in who became known meanwhile.
    ///
    /// @throws JournalException if the journal cannot be read; who was known before still is
    synchronized void learn() throws JournalException {
        if (people == null) {
            return;
        }
        boolean more = position < 0 && everybody();
        for (long head = journal.head(); position < head; ) {
            List<Entry> page = journal.read(position, PunchQuery.MAX_LIMIT);
            for (Entry entry : page) {
                more |= learn(entry);
            }
            position = page.isEmpty() ? head : page.getLast().seq();
        }
        if (more) {
            people.people(pins);
        }
    }

    private boolean learn(Entry entry) {
        return switch (entry.fact()) {
            case Registration registration -> pins.add(registration.pin());
            case PersonChange change -> pins.add(change.after().pin());
            default -> false;
        };
    }

    private boolean everybody() throws JournalException {
        long head = journal.head();
        Records records = journal.records();
        for (String event : records.registrationCounts().keySet()) {
            pins.addAll(records.registrations(event));
        }
        String after = null;
        List<Person> page;
        do {
            page = records.people(after, PunchQuery.MAX_LIMIT);
            page.forEach(person -> pins.add(person.pin()));
            after = page.isEmpty() ? null : page.getLast().pin();
        } while (page.size() == PunchQuery.MAX_LIMIT);
        position = head;
        return true;
    }

    /// Whose code this is, as far as was learnt. Quick, reads nothing.
    ///
    /// @param at when it was heard, by a clock that is set
    Optional<String> known(byte[] code, Instant at) {
        return people == null ? Optional.empty() : people.verify(code, at);
    }

    /// Whether this good code was heard before from another address.
    boolean replayed(byte[] code, String address, Instant at) {
        return people != null && people.replayed(code, address, at);
    }

    @Override
    public Optional<String> person(byte[] code, Instant at) {
        try {
            learn();
        } catch (JournalException toldByHealth) {
            return known(code, at);
        }
        return known(code, at);
    }

    @Override
    public Collection<String> forms(String pin) {
        return new Beacon(pin, null, null).forms();
    }
}
