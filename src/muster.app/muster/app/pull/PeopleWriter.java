// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Fact;
import muster.model.Person;
import muster.model.PersonChange;
import muster.zk.pull.UserRecord;
import muster.zk.pull.UserTable;

/// Journals the people a terminal of port 4370 knows; passwords are left where they are. Thread-safe.
final class PeopleWriter {

    private final Journal journal;
    private final InstantSource clock;

    PeopleWriter(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// Journals whoever is new or changed. A terminal without a name for somebody does not take the name away.
    void write(String serial, UserTable users) throws JournalException, InterruptedException {
        Instant now = clock.instant();
        List<Fact> facts = new ArrayList<>();
        for (UserRecord user : users.users()) {
            if (!user.userId().isEmpty()) {
                facts.add(new PersonChange(person(user, journal.records()), false, serial, "terminal", now));
            }
        }
        if (!facts.isEmpty()) {
            journal.append(facts);
        }
    }

    private static Person person(UserRecord user, Records records) throws JournalException {
        String name = user.name().isEmpty()
                ? records.person(user.userId()).map(Person::name).orElse("")
                : user.name();
        String card = user.card() == 0 ? "" : Long.toString(user.card());
        return new Person(user.userId(), name, card, user.privilege());
    }
}
