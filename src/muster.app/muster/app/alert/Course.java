// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Duration;
import java.time.Instant;

/// How far an alert has come: inactive, pending, firing, resolved. Immutable; the one state machine, of the live rules
/// and of trials alike.
///
/// @param state how it is
/// @param since since when the condition holds; null when inactive
/// @param firedAt since when it fires, or null
/// @param goneSince since when a firing one's condition does not hold, or null
record Course(State state, Instant since, Instant firedAt, Instant goneSince) {

    enum State {
        INACTIVE,
        PENDING,
        FIRING,
        RESOLVED
    }

    /// Nothing to tell.
    static final Course INACTIVE = new Course(State.INACTIVE, null, null, null);

    /// One that fires already.
    static Course firing(Instant since, Instant firedAt) {
        return new Course(State.FIRING, since, firedAt, null);
    }

    /// What follows.
    ///
    /// @param holds whether the condition holds
    /// @param held whether it must not fire yet
    /// @param at now; when the clock was set back, what was begun later counts as begun now
    Course step(boolean holds, boolean held, Duration forTime, Duration keepFiring, Instant at) {
        return switch (state) {
            case INACTIVE, RESOLVED -> holds ? ripe(at, held, forTime, at) : INACTIVE;
            case PENDING -> holds ? ripe(earlier(since, at), held, forTime, at) : INACTIVE;
            case FIRING -> holds ? firing(since, firedAt) : fading(keepFiring, at);
        };
    }

    private static Course ripe(Instant since, boolean held, Duration forTime, Instant at) {
        boolean fires = !held && !since.plus(forTime).isAfter(at);
        return new Course(fires ? State.FIRING : State.PENDING, since, fires ? at : null, null);
    }

    private Course fading(Duration keepFiring, Instant at) {
        Instant gone = goneSince == null ? at : earlier(goneSince, at);
        boolean over = !gone.plus(keepFiring).isAfter(at);
        return new Course(over ? State.RESOLVED : State.FIRING, since, firedAt, gone);
    }

    /// When it goes on by itself as long as the condition stays as it is; null = never.
    Instant due(Duration forTime, Duration keepFiring) {
        return switch (state) {
            case INACTIVE, RESOLVED -> null;
            case PENDING -> since.plus(forTime);
            case FIRING -> goneSince == null ? null : goneSince.plus(keepFiring);
        };
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
