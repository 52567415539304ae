// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Gathering;
import muster.model.GatheringStatus;
import muster.model.Json;
import muster.model.ScannerStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster events status`.
@Command(
        name = "status",
        description = "Shows how an event goes, and how the scanner is.",
        footer = {"", "Example:", "  muster events status"})
final class EventStatus implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The event; else the one this door is set to.")
    private String id;

    EventStatus(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            String event = id == null ? api.gatherings().list().current() : id;
            GatheringStatus status = event == null ? null : api.gatherings().one(event);
            if (json && status == null) {
                throw new UserError(ExitCode.NO_INPUT, "this door is set to no event",
                        "muster events list shows them; name one");
            }
            if (json) {
                surroundings.json(status);
                return ExitCode.OK.number();
            }
            if (status == null) {
                surroundings.err().println("this door is set to no event; muster events list shows them");
            } else {
                print(status);
            }
            print(api.door().scanner());
        }
        return ExitCode.OK.number();
    }

    private void print(GatheringStatus status) {
        Gathering event = status.gathering();
        line("event", event.name() + " (" + event.id() + "), " + EventTimes.state(event));
        String start = EventTimes.text(event.start(), surroundings);
        String end = EventTimes.text(event.end(), surroundings);
        line("time", (start == null ? "any time" : "from " + start) + (end == null ? "" : " to " + end)
                + (event.automatic() ? ", starts and stops by itself" : ""));
        line("checked in", Display.number(status.checkedIn())
                + (status.registered() == 0 ? "; there is no list" : " of " + Display.number(status.registered())));
        line("inside", Display.number(status.inside())
                + (event.capacity() == null ? "" : " of " + Display.number(event.capacity()) + " allowed")
                + (status.full() ? " - FULL" : "")
                + "; " + Display.count(status.entries(), "entry", "entries")
                + ", " + Display.count(status.exits(), "exit"));
        if (status.notOnList() > 0) {
            line("held", Display.count(status.notOnList(), "check-in") + " of people who are not on the list");
        }
        if (status.waitingForClock() > 0) {
            line("held", Display.count(status.waitingForClock(), "check-in") + " until this machine's clock is set");
        }
    }

    private void print(ScannerStatus scanner) {
        line("door", Json.word(scanner.mode()) + ", scanner " + scanner.scanner()
                + (scanner.clockSet() ? "" : "; this machine's clock is not set"));
        for (ScannerStatus.Adapter adapter : scanner.adapters()) {
            line(adapter.name() == null ? "bluetooth" : adapter.name(), Json.word(adapter.state()) + ": "
                    + Display.withCure(adapter.reason(), adapter.cure()));
        }
        line("heard", Display.count(scanner.reports(), "advertisement") + " of "
                + Display.count(scanner.devices(), "device") + ", " + Display.number(scanner.matched())
                + (scanner.prefix().isEmpty() ? " with an id" : " with an id that begins with " + scanner.prefix()));
    }

    private void line(String name, String text) {
        surroundings.out().println(Display.padded(name, 12) + Display.safe(text));
    }
}
