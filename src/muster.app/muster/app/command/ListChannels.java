// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.ChannelList;
import muster.model.ChannelStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster alerts channels`.
@Command(
        name = "channels",
        description = "Lists the channels by which people are told of alerts, and how they are.",
        footer = {"", "Example:", "  muster alerts channels"})
final class ListChannels implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListChannels(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            ChannelList list = api.watch().channels();
            if (json) {
                surroundings.json(list);
            } else if (list.channels().isEmpty()) {
                surroundings.err().println(
                        "no channels; add a [channels.NAME] to the configuration, see muster-alerts(5)");
            } else {
                print(list.channels());
            }
        }
        return ExitCode.OK.number();
    }

    private void print(List<ChannelStatus> channels) {
        Table table = new Table("NAME", "TYPE", "STATE", "SENT", "WAITING", "LAST SUCCESS", "TARGET")
                .spare("TYPE", "SENT", "LAST SUCCESS");
        for (ChannelStatus channel : channels) {
            table.row(
                    channel.name(),
                    channel.type(),
                    channel.failing() ? "failing" : "well",
                    Display.number(channel.sent()),
                    Display.number(channel.waiting()),
                    surroundings.ago(channel.lastSuccess()),
                    channel.target());
        }
        listing.print(table, surroundings);
        channels.stream()
                .filter(channel -> channel.failing() && channel.reason() != null)
                .forEach(channel -> surroundings.out().println(
                        Display.safe(channel.name() + ": " + channel.reason())));
    }
}
