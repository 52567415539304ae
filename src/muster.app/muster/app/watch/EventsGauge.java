// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.util.Optional;
import muster.journal.JournalException;
import muster.model.GatheringStatus;

/// The event the door is set to. Those that are over are left out: nothing changes there. Immutable.
public final class EventsGauge implements Gauge {

    private final Question<Optional<GatheringStatus>> current;

    /// @param current how the event goes that the door is set to, if it is
    public EventsGauge(Question<Optional<GatheringStatus>> current) {
        this.current = current;
    }

    @Override
    public void read(Snapshot.Builder into) throws JournalException {
        current.ask().ifPresent(event -> one(event, into));
    }

    private static void one(GatheringStatus event, Snapshot.Builder into) {
        String id = event.gathering().id();
        into.put(Measures.EVENT_INSIDE, id, event.inside());
        if (event.gathering().capacity() != null) {
            into.put(Measures.EVENT_CAPACITY, id, event.gathering().capacity());
        }
        into.put(Measures.EVENT_FULL, id, event.full() ? 1 : 0);
        into.put(Measures.EVENT_CHECKED_IN, id, event.checkedIn());
    }
}
