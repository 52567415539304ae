// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Entry;
import muster.model.Person;
import muster.model.Punch;
import muster.model.PunchRow;

/// Punches with the names of their terminals and people, as they are now. Names are looked up once; make
/// a new one for each page. For one thread.
final class PunchRows {

    private final Terminals terminals;
    private final Records records;
    private final Map<String, String> names = new HashMap<>();

    PunchRows(Terminals terminals, Records records) {
        this.terminals = terminals;
        this.records = records;
    }

    /// A page, whose names are asked for at once: one by one they take longer than all the rest.
    List<PunchRow> page(List<Entry> entries) throws JournalException {
        learn(entries);
        List<PunchRow> page = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            page.add(row(entry.seq(), (Punch) entry.fact()));
        }
        return page;
    }

    /// Looks up the names of all who are in some entries.
    void learn(List<Entry> entries) throws JournalException {
        Set<String> pins = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.fact() instanceof Punch punch && !names.containsKey(punch.pin())) {
                pins.add(punch.pin());
            }
        }
        if (!pins.isEmpty()) {
            pins.forEach(pin -> names.put(pin, null));
            names.putAll(records.names(pins));
        }
    }

    PunchRow row(long seq, Punch punch) throws JournalException {
        return PunchRow.of(seq, punch, terminals.find(punch.terminal()).orElse(null), name(punch.pin()));
    }

    private String name(String pin) throws JournalException {
        if (!names.containsKey(pin)) {
            String name = records.person(pin).map(Person::name).orElse("");
            names.put(pin, name.isEmpty() ? null : name);
        }
        return names.get(pin);
    }
}
