// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.concurrent.atomic.LongAdder;

/// Counts what a session sees. Thread-safe.
final class PullTally {

    final LongAdder sent = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder unheardEvents = new LongAdder();
    final LongAdder droppedEvents = new LongAdder();
    final LongAdder unknownEvents = new LongAdder();
    final LongAdder offByOne = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder damaged = new LongAdder();

    PullTraffic traffic() {
        return new PullTraffic(
                sent.sum(),
                received.sum(),
                repeated.sum(),
                events.sum(),
                unheardEvents.sum(),
                droppedEvents.sum(),
                unknownEvents.sum(),
                offByOne.sum(),
                late.sum(),
                damaged.sum());
    }
}
