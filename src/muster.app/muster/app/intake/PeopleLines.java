// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Fact;
import muster.model.Person;
import muster.model.PersonChange;
import muster.zk.push.UserLine;

/// People as terminals tell of them. Thread-safe.
final class PeopleLines {

    private static final Person NOBODY = new Person("", "", "", 0);

    private final Records records;

    PeopleLines(Records records) {
        this.records = records;
    }

    /// A person as it is after this line. What the terminal left out stays as it was: some send a line
    /// without the name when only the card changed.
    Fact fact(Arrival where, UserLine line) throws JournalException {
        Person before = records.person(line.pin()).orElse(NOBODY);
        Person after = new Person(
                line.pin(),
                line.name().isEmpty() ? before.name() : line.name(),
                line.card(),
                line.privilege() == UserLine.NOT_GIVEN ? before.privilege() : line.privilege());
        return new PersonChange(after, false, where.terminal(), "terminal", where.receivedAt());
    }
}
