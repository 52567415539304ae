// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import muster.model.Quarantined.Reason;

/// Which times a punch may have. Immutable.
///
/// @param earliest the first day a terminal's clock may show
/// @param future how far ahead of our clock an instant may lie
public record TimeRules(LocalDate earliest, Duration future) {

    /// A clock before this muster was written is not set: on such a machine nothing can be called "in
    /// the future" (a Raspberry Pi has no battery for its clock).
    static final Instant CLOCK_IS_SET = Instant.parse("2026-11-01T00:00:00Z");

    /// Why a time is impossible, if it is.
    ///
    /// @param now by our clock
    Optional<Reason> objection(LocalDateTime local, Instant instant, Instant now) {
        if (local.toLocalDate().isBefore(earliest)) {
            return Optional.of(Reason.TOO_OLD);
        }
        if (!now.isBefore(CLOCK_IS_SET) && instant.isAfter(now.plus(future))) {
            return Optional.of(Reason.IN_FUTURE);
        }
        return Optional.empty();
    }
}
