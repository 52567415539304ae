// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Arrays;
import java.util.Objects;

/// A person as a terminal knows one. Passwords are never part of it.
///
/// @param pin the person's number as text
/// @param name decoded; empty when none
/// @param privilege 0 user, 2 enroller, 6 admin, 10 custom role, 14 super admin; [#NOT_GIVEN] when not told
/// @param card as sent (decimal, or `[hex]`); empty when none
/// @param group as sent; empty when none
/// @param raw the bytes of the line without its end, the password blotted out; not to be changed
public record UserLine(String pin, String name, int privilege, String card, String group, byte[] raw)
        implements OperLine, TableRow {

    /// Stands for a privilege the terminal did not tell.
    public static final int NOT_GIVEN = -1;

    @Override
    public boolean equals(Object other) {
        return other instanceof UserLine user
                && pin.equals(user.pin)
                && name.equals(user.name)
                && privilege == user.privilege
                && card.equals(user.card)
                && group.equals(user.group)
                && Arrays.equals(raw, user.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pin, name, privilege, card, group, Arrays.hashCode(raw));
    }

    @Override
    public String toString() {
        return "user " + pin + ", privilege " + privilege;
    }
}
