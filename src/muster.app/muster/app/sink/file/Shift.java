// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import muster.app.sink.Outgoing.Direction;

/// Somebody came and went. Immutable.
///
/// @param in when they came, or null when nobody knows
/// @param out when they went, or null when nobody knows
record Shift(LocalDateTime in, LocalDateTime out) {

    /// One punch, as far as it counts for shifts.
    record Stamp(LocalDateTime time, Direction direction) {}

    boolean isWhole() {
        return in != null && out != null;
    }

    /// The time between, rounded to hundredths of an hour; none if one of them is not known.
    BigDecimal hours() {
        long seconds = isWhole() ? Duration.between(in, out).toSeconds() : 0;
        return BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP);
    }

    /// A person's shifts of a day: each in with the out behind it. Punches that say neither take turns.
    static List<Shift> of(List<Stamp> stamps) {
        List<Stamp> ordered = new ArrayList<>(stamps);
        ordered.sort(Comparator.comparing(Stamp::time));
        List<Shift> shifts = new ArrayList<>();
        LocalDateTime in = null;
        for (Stamp stamp : ordered) {
            boolean out = stamp.direction() == Direction.OUT || stamp.direction() == Direction.NONE && in != null;
            if (out) {
                shifts.add(new Shift(in, stamp.time()));
                in = null;
            } else {
                if (in != null) {
                    shifts.add(new Shift(in, null));
                }
                in = stamp.time();
            }
        }
        if (in != null) {
            shifts.add(new Shift(in, null));
        }
        return shifts;
    }
}
