// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;

/// A moment as people write it: how long ago (`7d`), or when (`2026-11-20T09:00`). Immutable.
///
/// @param ago how long ago, or null
/// @param moment when (UTC), or null
record PastTime(Duration ago, Instant moment) {

    /// The moment (UTC); null for none.
    static Instant before(PastTime time, Instant now) {
        if (time == null) {
            return null;
        }
        return time.ago == null ? time.moment : now.minus(time.ago);
    }

    static final class Reader implements ITypeConverter<PastTime> {
        @Override
        public PastTime convert(String text) {
            return text.matches("[0-9]+[a-z]+")
                    ? new PastTime(new DurationText().convert(text), null)
                    : new PastTime(null, new EventTimes.Reader().convert(text));
        }
    }
}
