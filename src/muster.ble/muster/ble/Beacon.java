// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.List;
import java.util.Locale;

/// Whose advertisement it was: the id in it, and which part of it bore the id. Immutable; the array is never changed
/// by anybody. Two beacons are compared by their ids, never with [#equals], for the same phone may be heard in two
/// carriers.
///
/// @param id what was advertised, in its one spelling ([BeaconReader] tells which); for a rotating code `ATT~` and the
///     six hexadecimal digits of its handle, which is good enough to tell phones apart on a screen and proves nothing
/// @param carrier the part of the advertisement
/// @param code the rotating code, [RotatingCode#LENGTH] bytes; null when the id is a fixed one
public record Beacon(String id, Carrier carrier, byte[] code) {

    /// The parts of an advertisement that can bear an id.
    public enum Carrier {
        /// Manufacturer data that is neither an iBeacon nor an AltBeacon.
        MANUFACTURER_DATA,
        /// Service data other than an Eddystone-UID.
        SERVICE_DATA,
        /// A 128-bit service UUID.
        SERVICE_UUID,
        /// The advertised name.
        NAME,
        /// Apple's manufacturer data of type 02: UUID, major, minor.
        IBEACON,
        /// Manufacturer data of any company that begins BE AC: an id of 20 bytes.
        ALTBEACON,
        /// Service data of Eddystone with a UID frame: namespace and instance.
        EDDYSTONE;

        /// The word for it in JSON: `manufacturer_data` and so on.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Every spelling under which the id may stand on a list, the likeliest first, the id itself always. None for a
    /// rotating code: whose it is, only its tag proves ([RotatingRoster]).
    ///
    /// An id that is 16 bytes, or text short enough to be sent as 16, is also looked for as a UUID with and without
    /// dashes, in small letters and in capitals; a UUID with major and minor also in capitals. Nothing else is:
    ///
    /// - Text keeps its case. `ATT-aB3` and `ATT-Ab3` may be two people.
    /// - The prefix is not taken off. `ATT-1042` is user 1042 of an app, 1042 may be somebody at a terminal.
    /// - Text of less than 32 hexadecimal digits stays text. As bytes, `3132` would be the person with the number 12.
    ///
    /// So two ids have a spelling in common only when they are the same bytes.
    public List<String> forms() {
        return code == null ? BeaconId.forms(id) : List.of();
    }
}
