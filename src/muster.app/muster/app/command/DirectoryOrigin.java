// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.journal.Records;
import muster.journal.Tally;
import muster.model.Command;
import muster.model.Entry;
import muster.model.Fetched;
import muster.model.LocalTimes;
import muster.model.Person;
import muster.model.PersonPage;
import muster.model.Punch;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.PunchRow;
import muster.model.QuarantinePage;
import muster.model.QuarantineRow;
import muster.model.Quarantined;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;

/// Listings straight from a data directory, also beside a running muster. What only a running one knows,
/// such as who is online, is missing.
final class DirectoryOrigin implements Origin {

    private static final int MOST_NAMES = 100_000;
    /// How far back the last read of a terminal is looked for.
    private static final int MOST_FETCHES = 2_000;

    private final Records records;
    private final Map<String, Terminal> terminals;
    private final Map<String, String> names = new HashMap<>();

    /// @param directory the data directory
    DirectoryOrigin(Path directory) throws JournalException {
        this.records = Records.open(JournalSettings.at(directory).file());
        this.terminals = records.terminals().stream()
                .filter(terminal -> terminal.state() != Terminal.State.REMOVED)
                .collect(Collectors.toMap(Terminal::serial, terminal -> terminal));
    }

    @Override
    public PunchPage punches(PunchQuery query) throws JournalException {
        List<PunchRow> rows = new ArrayList<>();
        for (Entry entry : records.punches(query)) {
            Punch punch = (Punch) entry.fact();
            rows.add(PunchRow.of(entry.seq(), punch, terminals.get(punch.terminal()), name(punch.pin())));
        }
        boolean full = rows.size() == Math.min(query.limit(), PunchQuery.MAX_LIMIT);
        return new PunchPage(rows, full ? rows.getLast().seq() : null);
    }

    private String name(String pin) throws JournalException {
        if (names.size() > MOST_NAMES) {
            names.clear();
        }
        if (!names.containsKey(pin)) {
            String name = records.person(pin).map(Person::name).orElse("");
            names.put(pin, name.isEmpty() ? null : name);
        }
        return names.get(pin);
    }

    @Override
    public TerminalList terminals(String branch) throws JournalException {
        Map<String, Tally> tallies = records.tallies();
        Map<String, Fetched> fetches = lastFetches();
        Map<String, Long> open = records.openCommands().stream()
                .collect(Collectors.groupingBy(Command::terminal, Collectors.counting()));
        List<TerminalStatus> known = terminals.values().stream()
                .sorted(java.util.Comparator.comparing(Terminal::serial))
                .filter(terminal -> branch == null || branch.equals(terminal.branch()))
                .map(terminal -> status(
                        terminal,
                        tallies.get(terminal.serial()),
                        open.getOrDefault(terminal.serial(), 0L),
                        fetches.get(terminal.serial())))
                .toList();
        return new TerminalList(known, List.of(), null);
    }

    @Override
    public Optional<TerminalStatus> terminal(String serial) throws JournalException {
        return terminals(null).terminals().stream().filter(terminal -> terminal.serial().equals(serial)).findFirst();
    }

    private Map<String, Fetched> lastFetches() throws JournalException {
        Map<String, Fetched> last = new HashMap<>();
        for (Entry entry : records.facts(Set.of("fetch"), null, MOST_FETCHES)) {
            last.putIfAbsent(entry.fact().terminal(), (Fetched) entry.fact());
        }
        return last;
    }

    private static TerminalStatus status(Terminal terminal, Tally tally, long openCommands, Fetched lastFetch) {
        Tally counted = tally == null ? new Tally(terminal.serial(), 0, 0, 0, 0, null, 0) : tally;
        return new TerminalStatus(
                terminal.serial(),
                terminal.name(),
                terminal.state(),
                terminal.zone(),
                terminal.addresses(),
                terminal.dialect(),
                terminal.pushVersion(),
                terminal.reported(),
                terminal.addedAt(),
                TerminalStatus.Presence.NOT_SEEN,
                null,
                null,
                null,
                null,
                null,
                null,
                counted.punches(),
                counted.duplicates(),
                counted.variants(),
                counted.quarantined(),
                counted.latest() == null ? null : LocalTimes.TEXT.format(counted.latest()),
                Math.toIntExact(openCommands),
                terminal.branch(),
                terminal.pull(),
                lastFetch,
                null,
                null);
    }

    @Override
    public PersonPage people(String after, int limit) throws JournalException {
        List<Person> people = records.people(after, limit);
        return new PersonPage(people, people.size() == limit ? people.getLast().pin() : null);
    }

    @Override
    public QuarantinePage quarantine(String terminal, Long cursor, int limit) throws JournalException {
        List<QuarantineRow> held = records.quarantine(terminal, cursor, true, limit).stream()
                .map(entry -> QuarantineRow.of(entry.seq(), (Quarantined) entry.fact()))
                .toList();
        return new QuarantinePage(held, held.size() == limit ? held.getLast().seq() : null);
    }

    @Override
    public void close() {
        records.close();
    }
}
