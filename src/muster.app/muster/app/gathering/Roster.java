// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import muster.app.convex.PlainText;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Fact;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Registration;
import muster.model.RosterList;
import muster.model.RosterResult;

/// Who is on the list of each event. Asked from memory, so that a check-in never waits for it; a change is
/// journalled before it counts. Thread-safe.
public final class Roster {

    private static final Logger LOG = System.getLogger(Roster.class.getName());

    private final Map<String, Sheet> sheets = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Journal journal;
    private final BackendPins backendPins;
    private final InstantSource clock;

    /// Reads the lists from the journal.
    public Roster(Journal journal, InstantSource clock) throws JournalException {
        this.journal = journal;
        this.clock = clock;
        backendPins = new BackendPins(journal.records());
        for (String event : journal.records().registrationCounts().keySet()) {
            sheets.put(event, Sheet.of(journal.records().registrations(event)));
        }
    }

    /// Whether an event has a list; without one, everybody counts.
    public boolean has(String event) {
        return size(event) > 0;
    }

    /// How many people are on the list of an event.
    public int size(String event) {
        return sheet(event).pins().size();
    }

    /// Who is on the list of an event, in the order of PINs as text.
    public Set<String> pins(String event) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(sheet(event).pins()));
    }

    /// Whether somebody is on the list of an event. Capital letters and dashes make no difference.
    ///
    /// @param forms other spellings of the same id; may be empty
    public boolean holds(String event, String pin, Collection<String> forms) {
        return listed(event, pin, forms).isPresent();
    }

    /// The same, and how that person's number or id is spelt on the list: exactly as given if it stands there so.
    public Optional<String> listed(String event, String pin, Collection<String> forms) {
        return sheet(event).find(pin, forms);
    }

    /// What a person is called. One short question to the journal; when it cannot be asked, nobody has a name.
    public Optional<String> name(String pin) {
        try {
            return journal.records().person(pin).map(Person::name).filter(name -> !name.isEmpty());
        } catch (JournalException e) {
            LOG.log(Level.DEBUG, "the name of {0} cannot be read: {1}", pin, e.getMessage());
            return Optional.empty();
        }
    }

    /// The list of an event, in the order of PINs as text, with the names that are known.
    public RosterList list(String event) throws JournalException {
        List<RosterList.Listed> people = new ArrayList<>();
        for (String pin : sheet(event).pins()) {
            String name = journal.records().person(pin).map(Person::name).filter(known -> !known.isEmpty())
                    .orElse(null);
            people.add(new RosterList.Listed(pin, name));
        }
        return new RosterList(people);
    }

    /// Makes a list what is given. Names that are told become those of the people.
    ///
    /// @return what changed; `released` is 0, as this knows nothing of check-ins
    public RosterResult replace(String event, List<RosterList.Listed> people, String by)
            throws Refusal, JournalException, InterruptedException {
        return operator(event, people, true, by);
    }

    /// Adds people to a list, or tells names of those on it.
    ///
    /// @return what changed; `released` is 0, as this knows nothing of check-ins
    public RosterResult add(String event, List<RosterList.Listed> people, String by)
            throws Refusal, JournalException, InterruptedException {
        return operator(event, people, false, by);
    }

    /// Takes over the backend's list: whom it names is on the list; whom it put there and no longer names is taken
    /// off; whom an operator put there stays. Texts that can be no id are left out.
    ///
    /// @return what changed; `released` is 0, as this knows nothing of check-ins
    public RosterResult fetched(String event, List<String> pins) throws JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Set<String> wanted = new LinkedHashSet<>();
            pins.stream().map(String::strip).filter(pin -> PlainText.isId(pin, RosterWishes.PIN)).forEach(wanted::add);
            Set<String> gone = new HashSet<>(backendPins.of(event, sheet(event).pins()));
            gone.removeAll(wanted);
            return keep(event, wanted, gone, List.of(), BackendPins.BY);
        } finally {
            lock.unlock();
        }
    }

    private RosterResult operator(String event, List<RosterList.Listed> people, boolean all, String by)
            throws Refusal, JournalException, InterruptedException {
        Map<String, String> wanted = RosterWishes.people(people);
        lock.lockInterruptibly();
        try {
            Set<String> gone = new LinkedHashSet<>(all ? sheet(event).pins() : List.of());
            gone.removeAll(wanted.keySet());
            return keep(event, wanted.keySet(), gone, names(wanted, by), by);
        } finally {
            lock.unlock();
        }
    }

    private List<PersonChange> names(Map<String, String> wanted, String by) throws JournalException {
        Instant now = clock.instant();
        List<PersonChange> changes = new ArrayList<>();
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            if (!one.getValue().isEmpty()) {
                Person known = journal.records().person(one.getKey()).orElse(new Person(one.getKey(), "", "", 0));
                Person after = new Person(known.pin(), one.getValue(), known.card(), known.privilege());
                if (!after.equals(known)) {
                    changes.add(new PersonChange(after, false, null, by, now));
                }
            }
        }
        return changes;
    }

    private RosterResult keep(
            String event, Set<String> wanted, Set<String> gone, List<PersonChange> names, String by)
            throws JournalException, InterruptedException {
        Sheet before = sheet(event);
        Instant now = clock.instant();
        List<Registration> added = wanted.stream()
                .filter(pin -> !before.contains(pin))
                .map(pin -> new Registration(event, pin, false, by, now))
                .toList();
        List<Registration> removed = gone.stream()
                .filter(before::contains)
                .map(pin -> new Registration(event, pin, true, by, now))
                .toList();
        List<Fact> facts = new ArrayList<>(names);
        facts.addAll(removed);
        facts.addAll(added);
        if (!facts.isEmpty()) {
            journal.append(facts);
            publish(event, before, added, removed);
        }
        return new RosterResult(event, size(event), added.size(), removed.size(), 0);
    }

    private void publish(String event, Sheet before, List<Registration> added, List<Registration> removed) {
        added.forEach(backendPins::note);
        removed.forEach(backendPins::note);
        Sheet after = before.with(
                added.stream().map(Registration::pin).toList(), removed.stream().map(Registration::pin).toList());
        if (after.pins().isEmpty()) {
            sheets.remove(event);
        } else {
            sheets.put(event, after);
        }
    }

    private Sheet sheet(String event) {
        return sheets.getOrDefault(event, Sheet.EMPTY);
    }
}
