// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Instant;
import java.util.List;
import muster.app.config.SinkConfig;
import muster.model.Entry;
import muster.model.Gathering;
import muster.model.GatheringChange;

/// Up to which place in the journal a sink is to deliver now. For one thread,
/// except [#isAsked(long)].
final class Schedule {

    private final SinkConfig config;
    private volatile long asked;
    private Instant next = Instant.EPOCH;

    Schedule(SinkConfig config) {
        this.config = config;
    }

    /// An operator wants everything up to a place delivered now.
    void ask(long head) {
        asked = Math.max(asked, head);
    }

    /// Looks at entries that are new, for the end of an event.
    void look(List<Entry> entries) {
        if (config.mode() == SinkConfig.Mode.EVENT_END) {
            entries.stream()
                    .filter(entry -> entry.fact() instanceof GatheringChange change
                            && change.act().equals("ended")
                            && change.after().state() == Gathering.State.ENDED)
                    .forEach(entry -> ask(entry.seq()));
        }
    }

    /// Up to where to deliver.
    ///
    /// @param position where the sink is
    /// @param head the newest place
    long until(long position, long head, Instant now) {
        return switch (config.mode()) {
            case LIVE -> head;
            case INTERVAL -> isResting(now) ? Math.max(asked, position) : head;
            case MANUAL, EVENT_END -> Math.max(asked, position);
        };
    }

    /// A clock that was set back must not make it rest for the years between.
    private boolean isResting(Instant now) {
        return now.isBefore(next) && !next.isAfter(now.plus(config.interval()));
    }

    /// Everything that was there is delivered.
    void rest(Instant now) {
        next = now.plus(config.interval());
    }

    /// When there may be something to do again although nothing new came.
    Instant next() {
        return config.mode() == SinkConfig.Mode.INTERVAL ? next : Instant.MAX;
    }

    /// Whether an operator's or an event's order is being carried out.
    boolean isAsked(long position) {
        return asked > position;
    }
}
