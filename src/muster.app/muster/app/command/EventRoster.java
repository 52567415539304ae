// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.RosterList;
import muster.model.RosterResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster events roster`.
@Command(
        name = "roster",
        description = {
            "Shows who is on an event's list, or makes a file the list. The file is CSV with a column for the id and"
                + " one for the name.",
            "While an event has a list, the check-ins of others are held until the list knows them."
        },
        footer = {
            "",
            "Examples:",
            "  muster events roster open-day",
            "  muster events roster open-day people.csv",
            "  muster events roster open-day more.csv --add"
        })
final class EventRoster implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--add", description = "Put the file's people on the list besides those who are.")
    private boolean add;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "ID", description = "The event.")
    private String id;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The list; - is standard input.")
    private Path file;

    EventRoster(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            if (file == null) {
                show(api.gatherings().roster(id));
                return ExitCode.OK.number();
            }
            RosterList list = new RosterList(RosterFile.read(file, surroundings.in()));
            RosterResult result = add
                    ? api.gatherings().addToRoster(id, list)
                    : api.gatherings().replaceRoster(id, list);
            if (json) {
                surroundings.json(result);
            } else {
                surroundings.out().println("the list of event " + Display.safe(id) + " has "
                        + Display.count(result.registered(), "person", "people") + "; "
                        + Display.number(result.added()) + " put on, " + Display.number(result.removed())
                        + " taken off, " + Display.count(result.released(), "held check-in") + " now counted");
            }
        }
        return ExitCode.OK.number();
    }

    private void show(RosterList list) {
        if (json) {
            surroundings.json(list);
        } else if (list.people().isEmpty()) {
            surroundings.err().println("the event has no list: everybody counts");
        } else {
            Table table = new Table("PIN", "NAME");
            list.people().forEach(person -> table.row(person.pin(), person.name()));
            listing.print(table, surroundings);
        }
    }
}
