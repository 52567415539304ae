// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Instant;
import muster.model.GatheringSettings;
import picocli.CommandLine.Option;

/// What an operator sets of an event.
final class EventOptions {

    @Option(
            names = "--start",
            paramLabel = "TIME",
            converter = EventTimes.Reader.class,
            description = "When it begins, such as 2026-11-20T09:00; in this machine's zone unless it says +05:30.")
    private Instant start;

    @Option(
            names = "--end",
            paramLabel = "TIME",
            converter = EventTimes.Reader.class,
            description = "When it ends.")
    private Instant end;

    @Option(names = "--capacity", paramLabel = "N", description = "How many people may be inside; 0 = no bound.")
    private Integer capacity;

    @Option(
            names = "--automatic",
            negatable = true,
            description = "Start and stop it by itself at its start and end.")
    private Boolean automatic;

    /// The settings; what was not given stays as it is.
    GatheringSettings settings(String id, String name) {
        return new GatheringSettings(id, name, start, end, capacity, automatic);
    }

    /// Whether anything was given.
    boolean given() {
        return start != null || end != null || capacity != null || automatic != null;
    }
}
