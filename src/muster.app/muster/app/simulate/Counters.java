// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.util.concurrent.atomic.LongAdder;

/// Counts what all terminals do. Thread-safe.
final class Counters {

    final LongAdder made = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder resent = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final LongAdder commands = new LongAdder();

    /// What they stand at.
    Counts counts() {
        // acknowledged first: a picture taken in the middle must not show more of them than were made
        long acked = acknowledged.sum();
        return new Counts(
                made.sum(), sent.sum(), acked, resent.sum(), refused.sum(), unanswered.sum(), commands.sum());
    }
}
