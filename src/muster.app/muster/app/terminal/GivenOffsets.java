// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import muster.journal.JournalException;
import muster.model.CommandRequest;

/// Which offset from UTC each terminal was told. Terminals know no rules of daylight saving, so when
/// the offset of their zone changes, they must be told the new one (zk-push.md section 11.2).
/// Thread-safe.
public final class GivenOffsets {

    private static final Logger LOG = System.getLogger(GivenOffsets.class.getName());

    private final Map<String, ZoneOffset> given = new ConcurrentHashMap<>();

    /// Remembers what a terminal was told.
    public void given(String serial, ZoneOffset offset) {
        given.put(serial, offset);
    }

    /// Queues a clock command for every terminal whose zone has another offset by now.
    public void sweep(Terminals terminals, CommandQueue queue, InstantSource clock)
            throws JournalException, InterruptedException {
        Instant now = clock.instant();
        for (Map.Entry<String, ZoneOffset> entry : given.entrySet()) {
            String serial = entry.getKey();
            ZoneOffset offset = terminals.zone(serial).zone().getRules().getOffset(now);
            if (!offset.equals(entry.getValue())) {
                tell(serial, queue);
                given.put(serial, offset);
            }
        }
    }

    private static void tell(String serial, CommandQueue queue) throws JournalException, InterruptedException {
        try {
            queue.queue(serial, CommandRequest.named("set-clock"), "time zone");
        } catch (Refusal e) {
            LOG.log(Level.DEBUG, "terminal {0} is not told its new offset: {1}", serial, e.getMessage());
        }
    }
}
