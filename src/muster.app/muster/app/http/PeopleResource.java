// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.List;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Person;
import muster.model.PersonPage;

/// The people the terminals know. Thread-safe.
final class PeopleResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final Records records;

    PeopleResource(Journal journal) {
        this.records = journal.records();
    }

    void page(Exchange exchange) throws Rejection, JournalException, IOException {
        Parameters parameters = exchange.parameters("after", "limit");
        int limit = parameters.number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
        List<Person> people = records.people(parameters.text("after"), limit + 1);
        boolean more = people.size() > limit;
        List<Person> page = more ? people.subList(0, limit) : people;
        exchange.reply(new PersonPage(page, more ? page.getLast().pin() : null));
    }
}
