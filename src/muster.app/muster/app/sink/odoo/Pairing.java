// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import muster.app.sink.Outgoing.Direction;
import muster.model.LocalTimes;

/// Decides what a punch means beside the stays that Odoo has: the beginning of one, the end of one, nothing new, or
/// something that cannot be. It keeps nothing itself, so after a crash it decides the same.
///
/// @param step what to do
/// @param stay which is to be closed; null when none is
/// @param text why it cannot be, with both stays named; null when it can
record Pairing(Step step, Stay stay, String text) {

    /// What to do.
    enum Step {
        /// Begin a stay.
        OPEN,
        /// End one.
        CLOSE,
        /// Odoo has it.
        KNOWN,
        /// It cannot be.
        CONFLICT
    }

    /// Decides.
    ///
    /// @param stays of this person: those around the time, and those that are open
    /// @param time of the punch, UTC
    static Pairing of(List<Stay> stays, LocalDateTime time, Direction direction) {
        boolean begun = stays.stream().anyMatch(stay -> stay.in().equals(time));
        boolean ended = stays.stream().anyMatch(stay -> time.equals(stay.out()));
        return switch (direction) {
            case IN -> begun ? known() : in(stays, time);
            case OUT -> ended ? known() : out(stays, time);
            case NONE -> begun || ended ? known()
                    : stays.stream().anyMatch(Stay::isOpen) ? out(stays, time) : in(stays, time);
        };
    }

    private static Pairing in(List<Stay> stays, LocalDateTime time) {
        Optional<Stay> open = first(stays, Stay::isOpen);
        if (open.isPresent()) {
            return conflict("in at " + text(time) + " while another stay is open: " + open.get() + " against "
                    + text(time) + " to (open)");
        }
        return first(stays, stay -> stay.holds(time))
                .map(stay -> conflict("in at " + text(time) + " within another stay: " + stay + " against "
                        + text(time) + " to (open)"))
                .orElseGet(() -> new Pairing(Step.OPEN, null, null));
    }

    private static Pairing out(List<Stay> stays, LocalDateTime time) {
        Optional<Stay> open = first(stays, stay -> stay.isOpen() && stay.in().isBefore(time));
        if (open.isEmpty()) {
            Optional<Stay> beside = first(stays, Stay::isOpen)
                    .or(() -> stays.stream().max(Comparator.comparing(Stay::in)));
            return conflict("out at " + text(time) + " without an open stay that began before: (none) to "
                    + text(time) + " against " + beside.map(Stay::toString).orElse("no stay around it"));
        }
        Stay closed = new Stay(open.get().id(), open.get().in(), time);
        Optional<Stay> within = first(stays, stay -> !stay.isOpen()
                && stay.in().isBefore(time) && stay.out().isAfter(closed.in()));
        return within.map(stay -> conflict("out at " + text(time) + " would overlap: " + closed + " against " + stay))
                .orElseGet(() -> new Pairing(Step.CLOSE, closed, null));
    }

    private static Optional<Stay> first(List<Stay> stays, Predicate<Stay> which) {
        return stays.stream().filter(which).min(Comparator.comparing(Stay::in));
    }

    private static Pairing known() {
        return new Pairing(Step.KNOWN, null, null);
    }

    private static Pairing conflict(String text) {
        return new Pairing(Step.CONFLICT, null, text);
    }

    private static String text(LocalDateTime time) {
        return LocalTimes.TEXT.format(time);
    }
}
