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
import muster.model.PersonErased;
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

    /// The beginning of a page as it is sent.
    ///
    /// @param records those that go to the sink, in their order
    /// @param end the place up to which nothing else of the page goes to it
    /// @param leftOut how many up to there the profile leaves out
    record Batch(List<Outgoing> records, long end, long leftOut) {}

    /// The beginning of a page: no more is made ready than is sent, or a target that takes one record at a time would
    /// have a whole page made ready for each.
    ///
    /// @param page at least one
    /// @param most how many records
    /// @param letters the dead letters among them, by place in the journal, when they come once more: one that was
    ///     given up stays so, one that was edited goes out as it was edited
    Batch of(List<Entry> page, int most, Map<Long, DeadLetter> letters) throws JournalException {
        learnNames(page, most);
        List<Outgoing> list = new ArrayList<>(Math.min(most, page.size()));
        long leftOut = 0;
        for (Entry entry : page) {
            if (!isFor(entry)) {
                continue;
            }
            if (leftOut(entry).isPresent()) {
                leftOut++;
                continue;
            }
            DeadLetter letter = letters.get(entry.seq());
            if (letter == null || letter.state() != DeadLetter.State.DISCARDED) {
                if (list.size() == most) {
                    return new Batch(list, entry.seq() - 1, leftOut);
                }
                list.add(outgoing(entry, letter == null ? null : letter.edit()));
            }
        }
        return new Batch(list, page.getLast().seq(), leftOut);
    }

    /// All of a page, as the profile has it.
    List<Outgoing> of(List<Entry> page) throws JournalException {
        return page.isEmpty() ? List.of() : of(page, page.size(), Map.of()).records();
    }

    /// How many of a page the profile leaves out, up to a place.
    long leftOut(List<Entry> page, long to) {
        return page.stream()
                .takeWhile(entry -> entry.seq() <= to)
                .filter(entry -> isFor(entry) && leftOut(entry).isPresent())
                .count();
    }

    /// Whether a record is of a kind that goes to the sink at all.
    boolean isFor(Entry entry) {
        return kinds.contains(entry.fact().kind());
    }

    /// Why the profile leaves a record out; empty when it does not.
    Optional<String> leftOut(Entry entry) {
        if (entry.fact() instanceof Punch erased && PersonErased.isPseudonym(erased.pin())) {
            return Optional.of("the person was erased");
        }
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
                profile.direction(punch, entry.seq()),
                terminal == null ? null : terminal.branch());
    }

    /// Asks for the names of a batch at once: one by one they take longer than all the rest.
    private void learnNames(List<Entry> page, int most) throws JournalException {
        names.clear();
        page.stream()
                .filter(this::isFor)
                .limit(most)
                .forEach(entry -> {
                    if (entry.fact() instanceof Punch punch) {
                        names.put(punch.pin(), "");
                    }
                });
        names.putAll(records.names(names.keySet()));
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

    /// Only what came before it, and only what the sink is for: punches of the same day that come later must not turn
    /// round what the target was told of this one.
    private int punchesBefore(Punch punch, long seq) {
        LocalDateTime midnight = punch.localTime().toLocalDate().atStartOfDay();
        PunchQuery query = new PunchQuery(null, punch.pin(), null, midnight, punch.localTime().plusSeconds(1), seq,
                true, PunchQuery.MAX_LIMIT);
        try {
            return (int) records.punches(query).stream().filter(entry -> leftOut(entry).isEmpty()).count();
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
