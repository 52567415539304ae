// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;

/// What a terminal counts in when it is told how long to unlock: the sources disagree (zk-pull.md section 9).
public enum UnlockUnit {
    /// Tenths of a second, as most programs send.
    TENTHS(Duration.ofMillis(100)),
    /// Seconds.
    SECONDS(Duration.ofSeconds(1));

    private static final long MOST = 255;

    private final Duration unit;

    UnlockUnit(Duration unit) {
        this.unit = unit;
    }

    /// The number to send: 1 to 255.
    long count(Duration open) {
        return Math.clamp(open.dividedBy(unit), 1, MOST);
    }
}
