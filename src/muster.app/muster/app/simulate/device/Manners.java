// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.Duration;

/// How a terminal treats its clients. Immutable.
///
/// @param patience how long it waits for an event to be acknowledged
/// @param late how late a late answer is
/// @param away how long it is away after a restart, or when it fails
public record Manners(
        Welcome welcome,
        SecondClient second,
        Unacknowledged unacknowledged,
        Duration patience,
        Duration late,
        Duration away) {

    /// What most terminals do, as far as is known.
    public static final Manners USUAL = new Manners(
            Welcome.CLASSIC,
            SecondClient.REFUSE,
            Unacknowledged.IGNORE,
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5));

    /// What a client is told that wants to connect (zk-pull.md sections 1.1 and 3.1).
    public enum Welcome {
        /// It may, when its key is right.
        CLASSIC,
        /// 6001: this firmware does not offer the protocol any more.
        NEW_FIRMWARE,
        /// An error.
        ERROR,
        /// The greeting of an access controller of the C3 or inBio kind, which speaks something else.
        C3
    }

    /// What happens to a client while another is connected (zk-pull.md section 3.3).
    public enum SecondClient {
        /// Its connection is closed; by UDP it gets an error.
        REFUSE,
        /// It gets no answer.
        IGNORE,
        /// It takes the place of the first, whose connection is closed.
        REPLACE,
        /// Both are served, and both get every event.
        SHARE
    }

    /// What happens when an event is not acknowledged; what real terminals do is not known.
    public enum Unacknowledged {
        /// It is counted.
        IGNORE,
        /// It is sent again, twice at most.
        REPEAT,
        /// No more events in this session.
        STOP
    }
}
