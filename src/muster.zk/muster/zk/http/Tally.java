// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.util.concurrent.atomic.LongAdder;

/// What a listener counts. Thread-safe.
final class Tally {

    final LongAdder connections = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder badRequests = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder displaced = new LongAdder();
    final LongAdder refused = new LongAdder();

    Traffic traffic(int open) {
        return new Traffic(connections.sum(), open, requests.sum(), badRequests.sum(), failures.sum(),
                displaced.sum(), refused.sum());
    }
}
