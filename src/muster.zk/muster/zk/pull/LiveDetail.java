// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.LocalDateTime;

/// What a live event means (zk-pull.md section 8.2).
public sealed interface LiveDetail {

    /// A punch.
    ///
    /// @param user the user id as text; from old terminals a number that may be the slot instead
    /// @param isNumber whether it is such a number: look for a user id first, then for a slot
    /// @param time what the terminal's clock showed; null for a time that does not exist
    /// @param verify finger, card, face …
    /// @param state in, out, break …
    /// @param workCode empty when none was told
    record Punch(String user, boolean isNumber, LocalDateTime time, int verify, int state, String workCode)
            implements LiveDetail {}

    /// A card held to the reader, also an unknown one. The punch of the same swipe follows about a second
    /// later; it is the same act.
    record Card(long number) implements LiveDetail {}

    /// Somebody verified, or tried.
    ///
    /// @param uid the slot; [#NOBODY] when the terminal recognised nobody
    record Verification(long uid) implements LiveDetail {

        /// Stands for somebody who was not recognised.
        public static final long NOBODY = 0xFFFF_FFFFL;
    }

    /// How good a finger was.
    ///
    /// @param score 0 to 100
    record FingerScore(int score) implements LiveDetail {}

    /// A finger enrolled.
    ///
    /// @param result the terminal's number of the outcome
    /// @param finger 0 to 9
    record FingerEnrolled(int result, String userId, int finger) implements LiveDetail {}

    /// An alarm, or the door.
    ///
    /// @param type 53 exit button, 54 door closing, 55 tampering, 58 misuse, 32 duress, 34 passed back
    /// @param uid the slot; [#NOBODY] when it is nobody's doing
    record Alarm(int type, int uid) implements LiveDetail {

        /// Stands for nobody.
        public static final int NOBODY = -1;
    }

    /// An event that says nothing more (a key, the lock), or one that is not known.
    record Other() implements LiveDetail {}
}
