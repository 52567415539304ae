// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import muster.journal.JournalException;
import muster.zk.pull.LiveDetail;
import muster.zk.pull.LiveEvent;
import muster.zk.pull.LiveListener;

/// Journals live punches as they are told. What cannot be journalled is read from the log later. Called on
/// the session's thread; [#missed()] for every thread.
final class LiveEar implements LiveListener {

    private static final Logger LOG = System.getLogger(LiveEar.class.getName());

    private final String serial;
    private final Trade trade;
    private final LogReading reading;
    private volatile boolean missed;

    LiveEar(String serial, Trade trade, LogReading reading) {
        this.serial = serial;
        this.trade = trade;
        this.reading = reading;
    }

    @Override
    public void happened(LiveEvent event) throws InterruptedException {
        if (!(event.detail() instanceof LiveDetail.Punch punch)) {
            return;
        }
        try {
            trade.log().write(serial, punch, event.data(), reading.users());
        } catch (JournalException e) {
            missed = true;
            LOG.log(Level.DEBUG, "a live punch of terminal {0} waits in its log: {1}", serial, e.getMessage());
        }
    }

    /// Whether the log must be read to have everything.
    boolean missed() {
        return missed;
    }

    void caughtUp() {
        missed = false;
    }
}
