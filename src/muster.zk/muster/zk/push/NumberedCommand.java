// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// A command with the number its result will carry.
///
/// @param id 1 to 16 letters or digits, unique per terminal
/// @param text the protocol text after `C:<id>:`
public record NumberedCommand(String id, String text) {

    /// Checks the id.
    ///
    /// @throws IllegalArgumentException if it is not 1 to 16 letters or digits
    public NumberedCommand {
        if (!validId(id)) {
            throw new IllegalArgumentException("a command's id is 1 to 16 letters or digits, not \"" + id + "\"");
        }
    }

    static boolean validId(String id) {
        return !id.isEmpty()
                && id.length() <= 16
                && id.chars().allMatch(c -> Ascii.isLetter(c) || Ascii.isDigit(c));
    }
}
