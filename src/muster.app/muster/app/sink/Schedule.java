// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Duration;
import java.util.function.LongSupplier;
import muster.app.config.SinkConfig;

/// Up to which place in the journal a sink is to deliver now. For one thread,
/// except [#isAsked(long)].
final class Schedule {

    private final SinkConfig config;
    private final Pause pause;
    private volatile long asked;

    Schedule(SinkConfig config, LongSupplier nanos) {
        this.config = config;
        this.pause = new Pause(nanos);
    }

    /// An operator or the end of an event wants everything up to a place delivered now.
    void ask(long head) {
        asked = Math.max(asked, head);
    }

    /// Up to where to deliver.
    ///
    /// @param position where the sink is
    /// @param head the newest place
    long until(long position, long head) {
        return switch (config.mode()) {
            case LIVE -> head;
            case INTERVAL -> pause.isOver() ? head : Math.max(asked, position);
            case MANUAL, EVENT_END -> Math.max(asked, position);
        };
    }

    /// Everything that was there is delivered. A pause that has begun is not begun again, or a sink that hears of every
    /// punch would never come to its end.
    void rest() {
        if (config.mode() == SinkConfig.Mode.INTERVAL && pause.isOver()) {
            pause.begin(config.interval());
        }
    }

    /// How long until there may be something to do although nothing new came.
    ///
    /// @param longest when nothing is to be waited for
    Duration left(Duration longest) {
        Duration left = config.mode() == SinkConfig.Mode.INTERVAL ? pause.left() : longest;
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /// Whether an operator's or an event's order is being carried out.
    boolean isAsked(long position) {
        return asked > position;
    }
}
