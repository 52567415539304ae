// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Receipt;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.HeldCheckIn;
import muster.model.ImportResult;
import muster.model.ImportedPunch;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Source;
import muster.model.Terminal;
import muster.zk.push.Dialect;
import muster.zk.push.Lines;
import muster.zk.push.TextDecoding;

/// From records to facts: what every source does before the journal, in one place. Thread-safe.
public final class Intake {

    /// How many held records are looked at in one go.
    private static final int REPLAY_PAGE = 500;

    private final Journal journal;
    private final Terminals terminals;
    private final InstantSource clock;
    private final Judge judge;
    private final TerminalLines terminalLines;
    private final ImportLines importLines;

    /// @param rules which times a punch may have
    public Intake(Journal journal, Terminals terminals, TimeRules rules, InstantSource clock) {
        this.journal = journal;
        this.terminals = terminals;
        this.clock = clock;
        this.judge = new Judge(terminals, rules, clock);
        this.terminalLines = new TerminalLines(judge, new PeopleLines(journal.records()));
        this.importLines = new ImportLines(judge, terminals);
    }

    /// What a terminal's upload holds. Never fails on its bytes: what cannot be read is held.
    ///
    /// @param where its table, in the terminal's own word: `ATTLOG`, `OPERLOG`, `rtlog`, `transaction` …
    public Upload read(Arrival where, Dialect dialect, TextDecoding decoding, byte[] body) throws JournalException {
        return switch (where.table()) {
            case "ATTLOG" -> terminalLines.attLog(where, dialect, body);
            case "rtlog" -> terminalLines.accessLog(where, body);
            case "OPERLOG", "BIODATA", "IDCARD", "ERRORLOG", "USERINFO", "FINGERTMP", "FACE", "USERPIC" ->
                terminalLines.operLog(where, decoding, body);
            default -> terminalLines.tableRows(where, decoding, body);
        };
    }

    /// An upload nobody can read, as one held record.
    ///
    /// @param why a sentence for people
    public Upload held(Arrival where, String why, byte[] body) {
        Upload upload = new Upload(Lines.count(body));
        upload.add(terminalLines.whole(where, why, body));
        return upload;
    }

    /// The records of a terminal's log, or a live event.
    public PulledRecords pulled(Arrival where) {
        return new PulledRecords(judge.session(where));
    }

    /// Journals punches that come from a file.
    ///
    /// @throws Refusal if a record has no terminal, PIN or time; then none of them is journalled
    public ImportResult importAll(List<ImportedPunch> punches)
            throws Refusal, JournalException, InterruptedException {
        Instant now = clock.instant();
        List<Fact> facts = new ArrayList<>(punches.size());
        for (ImportedPunch punch : punches) {
            facts.add(importLines.fact(punch, now));
        }
        Receipt receipt = journal.append(facts);
        long held = facts.stream().filter(Quarantined.class::isInstance).count();
        long heldBefore = 0;
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i) instanceof Quarantined
                    && receipt.outcomes().get(i).kind() != Receipt.Kind.STORED) {
                heldBefore++;
            }
        }
        return new ImportResult(
                receipt.stored() - (held - heldBefore),
                receipt.duplicates(),
                receipt.variants(),
                held - heldBefore);
    }

    /// Looks at every held record again, and journals those that have become possible: our clock was set,
    /// a rule was changed, a newer version reads more.
    ///
    /// @return how many were released
    public int replay() throws JournalException, InterruptedException {
        int released = 0;
        Long before = null;
        List<Entry> page;
        do {
            page = journal.records().quarantine(null, before, true, REPLAY_PAGE);
            for (Entry entry : page) {
                released += replay(entry);
                before = entry.seq();
            }
        } while (page.size() == REPLAY_PAGE);
        return released;
    }

    private int replay(Entry entry) throws JournalException, InterruptedException {
        // what was held at a door, the door looks at again
        if (!(entry.fact() instanceof Quarantined held) || held.table().equals(HeldCheckIn.TABLE)) {
            return 0;
        }
        List<Fact> facts = again(held);
        boolean possible = !facts.isEmpty() && facts.stream().allMatch(Punch.class::isInstance);
        if (!possible) {
            return 0;
        }
        if (facts.size() > 1) {
            journal.append(facts.subList(1, facts.size()));
        }
        journal.release(entry.seq(), (Punch) facts.getFirst());
        return 1;
    }

    private List<Fact> again(Quarantined held) throws JournalException {
        if (held.source() == Source.IMPORT) {
            return List.of(importLines.again(held));
        }
        Optional<Terminal> terminal = terminals.find(held.terminal());
        Dialect dialect = terminal.map(known -> Dialect.ofWord(known.dialect())).orElse(Dialect.ATT2);
        TextDecoding decoding = TextDecoding.of(terminal.map(Terminal::language).orElse(""));
        Arrival where = new Arrival(held.source(), held.terminal(), held.table(), held.receivedAt());
        return read(where, dialect, decoding, held.raw().toArray()).facts();
    }
}
