// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.privacy.PersonEraser;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.ErasureRequest;
import muster.model.Person;
import muster.model.PersonPage;

/// The people the terminals know. Thread-safe.
final class PeopleResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final Records records;
    private final PersonEraser eraser;

    PeopleResource(Journal journal, PersonEraser eraser) {
        this.records = journal.records();
        this.eraser = eraser;
    }

    /// Takes a person out of the journal. It can take minutes: nobody who waits for it may cut it off.
    void erase(Exchange exchange) throws Rejection, JournalException, InterruptedException, IOException {
        String pin = exchange.variable("pin");
        ErasureRequest request = exchange.body(ErasureRequest.class);
        Optional<String> problem = eraser.problem(pin, request);
        if (problem.isPresent()) {
            throw Rejection.invalid(problem.get());
        }
        exchange.reply(eraser.erase(pin, request).orElseThrow(PeopleResource::nobody));
    }

    /// A PIN that was erased is somebody else's from now on.
    void readmit(Exchange exchange) throws Rejection, JournalException, InterruptedException, IOException {
        exchange.noBody();
        if (!eraser.readmit(exchange.variable("pin"))) {
            throw nobody();
        }
        exchange.reply(Map.of());
    }

    private static Rejection nobody() {
        return new Rejection(ProblemKind.NOT_FOUND,
                "the journal knows nobody with exactly this PIN; leading zeros and letters count");
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
