// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import muster.model.SinkState;
import muster.model.SinkStatus;

/// Sinks deliver.
final class SinksCheck implements Check {

    private static final String AREA = "sinks";
    private static final Duration LONG = Duration.ofHours(1);

    @Override
    public List<Finding> run(Patient patient) {
        return patient.answers().sinks().map(list -> look(list.sinks(), patient.clock().instant())).orElse(List.of());
    }

    private static List<Finding> look(List<SinkStatus> sinks, Instant now) {
        List<Finding> found = new ArrayList<>();
        sinks.forEach(sink -> look(sink, now, found));
        if (found.isEmpty() && !sinks.isEmpty()) {
            found.add(Finding.ok(AREA, Said.count(sinks.size(), "sink delivers", "sinks deliver")));
        }
        return found;
    }

    private static void look(SinkStatus sink, Instant now, List<Finding> found) {
        String name = "sink " + sink.name();
        String reason = sink.reason() == null ? "" : ": " + sink.reason();
        String waiting = "; " + Said.count(sink.waiting(), "record waits", "records wait") + ", none is lost";
        String cure = sink.cure() == null ? "muster sinks test " + sink.name() : sink.cure();
        switch (sink.state()) {
            case STOPPED -> found.add(Finding.error(AREA, name + " has stopped" + reason + waiting,
                    resumed(cure, sink.name())));
            case RETRYING -> found.add(Finding.warning(AREA, name + " fails" + reason + waiting, cure));
            case PAUSED -> found.add(Finding.note(AREA, name + " was paused by an operator" + waiting,
                    "muster sinks resume " + sink.name()));
            case RUNNING -> slow(sink, name, now, found);
            case null -> { }
        }
        if (sink.deadLetters() > 0) {
            found.add(Finding.warning(AREA, name + " has set " + Said.count(sink.deadLetters(), "record", "records")
                    + " aside, which its target does not take", "muster deadletters list --sink " + sink.name()));
        }
    }

    /// The cure, and how the sink goes on after it.
    private static String resumed(String cure, String name) {
        String command = "muster sinks resume " + name;
        if (cure.contains(command)) {
            return cure;
        }
        return cure.contains("resume the sink") ? cure + ": " + command : cure + ", then: " + command;
    }

    private static void slow(SinkStatus sink, String name, Instant now, List<Finding> found) {
        boolean live = "live".equals(sink.mode());
        if (live && sink.state() == SinkState.RUNNING && sink.oldestWaiting() != null
                && sink.oldestWaiting().isBefore(now.minus(LONG))) {
            found.add(Finding.warning(AREA, name + " is behind: the oldest record waits for "
                    + Said.age(sink.oldestWaiting(), now), "muster sinks show " + sink.name()));
        }
    }
}
