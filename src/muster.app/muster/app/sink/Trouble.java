// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Duration;

/// Why records could not be delivered. Immutable.
///
/// @param kind what is to be done
/// @param text what happened, a sentence for people
/// @param cure what to do about it, or null
/// @param after how long the target asked to be left alone, or null
public record Trouble(Kind kind, String text, String cure, Duration after) {

    /// What is to be done.
    public enum Kind {
        /// Try the same records again, later.
        RETRY,
        /// The target refuses the whole and does not say which record it means: find it by halving.
        REFUSED,
        /// Stop until somebody acts: a wrong key, a target that is gone for good.
        STOP
    }

    /// Try again later.
    ///
    /// @param after how long the target asked to be left alone, or null
    public static Trouble retry(String text, Duration after) {
        return new Trouble(Kind.RETRY, text, null, after);
    }

    /// Find the record that spoils the rest.
    public static Trouble refused(String text) {
        return new Trouble(Kind.REFUSED, text, null, null);
    }

    /// Stop until somebody acts.
    public static Trouble stop(String text, String cure) {
        return new Trouble(Kind.STOP, text, cure, null);
    }
}
