// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.OffsetDateTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.app.config.ProfileConfig;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.DeadLetter;
import muster.model.Entry;
import muster.model.Person;
import muster.model.Punch;
import muster.model.PunchQuery;
import muster.model.PunchRow;
import muster.model.Terminal;

/// From entries of the journal to what is sent: which are for this sink, and how its profile shows them. For one
/// thread.
final class Loading {

    private final Set<String> kinds;
    private final Profile profile;
    private final Terminals terminals;
    private final Records records;
    private final Map<String, String> names = new HashMap<>();

    Loading(Set<String> kinds, ProfileConfig profile, Terminals terminals, Records records) {
        this.kinds = Set.copyOf(kinds);
        this.terminals = terminals;
        this.records = records;
        this.profile = new Profile(profile, this::punchesBefore);
    }

    /// Those of a page that go to the sink, in their order.
    List<Outgoing> of(List<Entry> page) throws JournalException {
        return of(page, Map.of());
    }

    /// The same, with what operators decided about some of them when they came before: one that was given up stays
    /// so, one that was edited goes out as it was edited.
    ///
    /// @param letters the dead letters among them, by place in the journal
    List<Outgoing> of(List<Entry> page, Map<Long, DeadLetter> letters) throws JournalException {
        names.clear();
        List<Outgoing> list = new ArrayList<>(page.size());
        for (Entry entry : page) {
            DeadLetter letter = letters.get(entry.seq());
            boolean givenUp = letter != null && letter.state() == DeadLetter.State.DISCARDED;
            if (kinds.contains(entry.fact().kind()) && !givenUp && leftOut(entry).isEmpty()) {
                list.add(outgoing(entry, letter == null ? null : letter.edit()));
            }
        }
        return list;
    }

    /// Whether a record is of a kind that goes to the sink at all.
    boolean isFor(Entry entry) {
        return kinds.contains(entry.fact().kind());
    }

    /// Why the profile leaves a record out; empty when it does not.
    Optional<String> leftOut(Entry entry) {
        return entry.fact() instanceof Punch punch
                ? profile.leftOut(punch, branch(punch.terminal()))
                : Optional.empty();
    }

    /// One record as it is sent.
    ///
    /// @param pin the number to deliver it under, as an operator said; null = as the profile has it
    Outgoing outgoing(Entry entry, String pin) throws JournalException {
        if (!(entry.fact() instanceof Punch punch)) {
            return new Outgoing(
                    entry, RecordId.of(entry), null, null, null, null, Outgoing.Direction.NONE, null);
        }
        Terminal terminal = terminals.find(punch.terminal()).orElse(null);
        LocalDateTime local = profile.time(punch.localTime());
        return new Outgoing(
                entry,
                RecordId.of(entry),
                PunchRow.of(entry.seq(), punch, terminal, name(punch.pin())),
                pin == null ? profile.pin(punch.pin()) : pin,
                local,
                OffsetDateTime.of(local, punch.offset()),
                profile.direction(punch),
                terminal == null ? null : terminal.branch());
    }

    private String branch(String serial) {
        return terminals.find(serial).map(Terminal::branch).orElse(null);
    }

    private String name(String pin) throws JournalException {
        String known = names.get(pin);
        if (known == null) {
            known = records.person(pin).map(Person::name).orElse("");
            names.put(pin, known);
        }
        return known.isEmpty() ? null : known;
    }

    private int punchesBefore(Punch punch) {
        LocalDateTime midnight = punch.localTime().toLocalDate().atStartOfDay();
        PunchQuery query = new PunchQuery(
                null, punch.pin(), null, midnight, punch.localTime(), null, false, PunchQuery.MAX_LIMIT);
        try {
            return records.punches(query).size();
        } catch (JournalException e) {
            throw new UnreadableDay(e);
        }
    }

    /// The journal could not be asked in the middle of making a record ready; the loop tries again.
    static final class UnreadableDay extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableDay(JournalException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
