// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.Duration;

/// What the journal was last told of a terminal's clock, since the start: a connection that is made anew is no news of
/// the clock. For the owner's thread.
final class ClockNews {

    /// The clock shows whole seconds; less than this is no news.
    private static final Duration LEAST = Duration.ofMillis(1_500);

    private Duration told;

    boolean isNews(Duration offset) {
        return told == null || told.minus(offset).abs().compareTo(LEAST) > 0;
    }

    void told(Duration offset) {
        told = offset;
    }
}
