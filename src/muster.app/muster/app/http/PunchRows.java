// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.HashMap;
import java.util.Map;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.journal.Records;
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
