// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Component;
import muster.model.ComponentList;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster components`.
@Command(
        name = "components",
        description = "Lists the parts of the whole and how they are: muster's own, then the programs that report to"
                + " it.",
        footer = {"", "Example:", "  muster components"})
final class ComponentsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ComponentsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            ComponentList list = api.watch().components();
            if (json) {
                surroundings.json(list);
            } else {
                print(list.components());
            }
        }
        return ExitCode.OK.number();
    }

    private void print(List<Component> components) {
        Table table = new Table("NAME", "STATE", "SINCE", "REPORTED", "DETAILS").spare("REPORTED");
        for (Component component : components) {
            table.row(
                    component.name(),
                    Json.word(component.state()),
                    surroundings.ago(component.since()),
                    component.outside() ? surroundings.ago(component.reportedAt()) : null,
                    component.details());
        }
        listing.print(table, surroundings);
    }
}
