// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.Person;
import muster.model.PersonPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster people list`.
@Command(
        name = "list",
        description = "Lists the people the terminals know, by PIN.",
        footer = {"", "Example:", "  muster people list"})
final class ListPeople implements Callable<Integer> {

    private static final int PAGE = 1000;

    private final Surroundings surroundings;

    @Mixin
    private OriginOptions origin;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer, all pages as one.")
    private boolean json;

    ListPeople(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, JournalException, InterruptedException {
        List<Person> people = new ArrayList<>();
        try (Origin opened = origin.open(surroundings)) {
            String after = null;
            do {
                PersonPage page = opened.people(after, PAGE);
                people.addAll(page.people());
                after = page.next();
            } while (after != null);
        }
        if (json) {
            surroundings.json(new PersonPage(people, null));
        } else if (people.isEmpty()) {
            surroundings.err().println("no people are known; terminals tell them when they are asked:"
                    + " muster terminals command SERIAL query-people");
        } else {
            Table table = new Table("PIN", "NAME", "CARD", "PRIVILEGE");
            people.forEach(person -> table.row(person.pin(), person.name(), person.card(), person.privilege()));
            listing.print(table, surroundings);
        }
        return ExitCode.OK.number();
    }
}
