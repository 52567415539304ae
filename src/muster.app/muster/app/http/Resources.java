// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.function.IntSupplier;
import muster.app.privacy.PersonEraser;
import muster.app.watch.Watch;
import muster.journal.Journal;

/// Who answers the requests that [Routes] lists. Immutable.
record Resources(
        StatusResource status,
        WatchResource watch,
        AlertResource alerts,
        ChannelResource channels,
        PunchResource punches,
        QuarantineResource quarantine,
        PeopleResource people,
        TerminalResource terminals,
        CommandResource commands,
        BranchResource branches,
        FetchResource fetches,
        GatheringResource gatherings,
        RosterResource rosters,
        DoorResource door,
        SinkResource sinks,
        DeadLetterResource letters,
        ExplainResource explain,
        DayResource days,
        StreamResource streams) {

    /// @param count how many clients follow a stream
    static Resources of(
            Journal journal,
            Watch watch,
            TerminalSide side,
            DoorSide doorSide,
            SinkSide sinkSide,
            WatchSide watchSide,
            StreamResource streams,
            IntSupplier count) {
        DoorResource door = new DoorResource(doorSide);
        return new Resources(
                new StatusResource(journal, watch, count),
                new WatchResource(watch, watchSide),
                new AlertResource(watchSide.alerts()),
                new ChannelResource(watchSide.channels()),
                new PunchResource(journal, side.terminals(), side.intake(), door),
                new QuarantineResource(journal, side.intake(), doorSide.door()),
                new PeopleResource(journal, new PersonEraser(journal)),
                new TerminalResource(side.terminals(), side.clocks()),
                new CommandResource(side.terminals(), side.commands()),
                new BranchResource(side.branches(), side.registry()),
                new FetchResource(side.fetches()),
                new GatheringResource(doorSide),
                new RosterResource(doorSide),
                door,
                new SinkResource(sinkSide.sinks()),
                new DeadLetterResource(sinkSide.sinks().letters()),
                new ExplainResource(sinkSide.explainer()),
                new DayResource(sinkSide.days()),
                streams);
    }
}
