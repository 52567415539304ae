// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

/// One thing that was looked at. Immutable.
///
/// @param level how bad it is
/// @param area what it is about, a word: `settings`, `data`, `terminals` ...
/// @param seen what is the case, a sentence for people without a full stop
/// @param cure a command or a sentence; null when nothing is to be done
public record Finding(Level level, String area, String seen, String cure) {

    /// How bad a finding is.
    public enum Level {
        /// As it should be.
        OK,
        /// Nothing is wrong; good to know.
        NOTE,
        /// Something does not work as it should, or soon will not.
        WARNING,
        /// Punches do not come in or do not get out before this is mended.
        ERROR
    }

    static Finding ok(String area, String seen) {
        return new Finding(Level.OK, area, seen, null);
    }

    static Finding note(String area, String seen, String cure) {
        return new Finding(Level.NOTE, area, seen, cure);
    }

    static Finding warning(String area, String seen, String cure) {
        return new Finding(Level.WARNING, area, seen, cure);
    }

    static Finding error(String area, String seen, String cure) {
        return new Finding(Level.ERROR, area, seen, cure);
    }
}
