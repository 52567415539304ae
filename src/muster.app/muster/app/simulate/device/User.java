// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

/// A user of a terminal, as texts of one character for each byte, see [Texts]. Immutable.
///
/// @param uid the slot, 1 to 65535
/// @param privilege 0 = user, 14 = administrator; bit 0: locked out
/// @param card number of the card; 0 = none
/// @param zones when the user may come in, as the layout has it: it is kept, not understood
/// @param userId what the user types
public record User(
        int uid, int privilege, String password, String name, long card, int group, long zones, String userId) {

    static final int ADMINISTRATOR = 14;

    boolean administrator() {
        return (privilege & ADMINISTRATOR) == ADMINISTRATOR;
    }
}
