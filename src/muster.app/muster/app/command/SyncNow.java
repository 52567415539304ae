// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.Sinks;
import muster.model.Json;
import muster.model.SinkList;
import muster.model.SinkState;
import muster.model.SinkStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster sync now`.
@Command(
        name = "now",
        description = "Delivers everything that is there now, whatever the sinks' modes, and tells what came of it.",
        footer = {"", "Examples:", "  muster sync now", "  muster sync now --sink hr"})
final class SyncNow implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int TRIES = 3;

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Option(names = "--sink", paramLabel = "NAME", description = "Only this sink.")
    private String sink;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long to wait for the end; 10m unless given.")
    private Duration patience = Duration.ofMinutes(10);

    private long left;

    SyncNow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            // asked before the order: what comes behind it is not in the order of a sink that waits to be told
            List<SinkStatus> before = now(api.sinks());
            List<SinkStatus> begun = api.sinks().sync(sink).sinks();
            if (begun.isEmpty()) {
                throw new UserError(ExitCode.NO_INPUT, "there are no sinks",
                        "add a [sinks.NAME] to the configuration, see muster-sinks(5)");
            }
            long head = before.stream().mapToLong(SinkStatus::head).min().orElse(0);
            List<SinkStatus> ended = await(api.sinks(), begun, head);
            if (json) {
                surroundings.json(new SinkList(ended));
            } else {
                ended.forEach(each -> print(each, head));
            }
            boolean done = ended.stream().allMatch(each -> each.cursor() >= head);
            return (done ? ExitCode.OK : ExitCode.TRY_AGAIN).number();
        }
    }

    private List<SinkStatus> now(Sinks sinks) throws ApiException, InterruptedException {
        return sink == null ? sinks.list().sinks() : List.of(sinks.one(sink));
    }

    private List<SinkStatus> await(Sinks sinks, List<SinkStatus> begun, long head)
            throws ApiException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long before = waiting(begun);
        left = before;
        List<SinkStatus> now = begun;
        Progress progress = new Progress(surroundings, () -> before - left, () -> before)
                .rated(() -> before - left, records -> Display.count(records, "record"));
        Map<String, Integer> failures =
                begun.stream().collect(Collectors.toMap(SinkStatus::name, SinkStatus::failures));
        while (now.stream().anyMatch(each -> isGoingOn(each, head, failures.getOrDefault(each.name(), 0)))
                && System.nanoTime() < end) {
            Thread.sleep(LOOK);
            now = now(sinks);
            left = Math.min(before, waiting(now));
            progress.show(Display.count(left, "record waits", "records wait"));
        }
        progress.clear();
        return now;
    }

    /// Whether something still comes of it; a sink that fails is given up after some tries.
    private static boolean isGoingOn(SinkStatus each, long head, int failuresBefore) {
        return each.cursor() < head && (each.state() == SinkState.RUNNING
                || each.state() == SinkState.RETRYING && each.failures() < Math.max(TRIES, failuresBefore + 1));
    }

    private static long waiting(List<SinkStatus> sinks) {
        return sinks.stream().mapToLong(SinkStatus::waiting).sum();
    }

    private void print(SinkStatus each, long head) {
        String text = each.cursor() >= head
                ? "complete: " + Display.number(each.delivered() + each.duplicates()) + " delivered in all"
                : Json.word(each.state()) + ", " + Display.count(each.waiting(), "record waits", "records wait")
                        + (each.reason() == null ? "" : ": " + each.reason());
        String dead = each.deadLetters() == 0 ? ""
                : "; " + Display.count(each.deadLetters(), "dead letter") + ", see muster deadletters list";
        surroundings.out().println(Display.safe(each.name() + ": " + text + dead));
    }
}
