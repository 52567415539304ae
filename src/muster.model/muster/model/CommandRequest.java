// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.LocalDateTime;

/// A command an operator wants a terminal to carry out. Immutable; members a command has no use for
/// are null.
///
/// @param command its name, one of [#NAMES]
/// @param from first local time of a range
/// @param to last local time of a range
/// @param pin a person's number
/// @param name a person's name
/// @param card a card number
/// @param privilege 0 user to 14 super admin
/// @param key an option's name
/// @param value an option's value
/// @param door a door's number, from 1
/// @param seconds how long a door stays open
/// @param confirm the terminal's serial once more, for what destroys
/// @param expiresMinutes how long it may wait for the terminal; null = a day
public record CommandRequest(
        String command,
        LocalDateTime from,
        LocalDateTime to,
        String pin,
        String name,
        String card,
        Integer privilege,
        String key,
        String value,
        Integer door,
        Integer seconds,
        String confirm,
        Integer expiresMinutes) {

    /// Every command there is.
    public static final java.util.List<String> NAMES = java.util.List.of(
            "check", "info", "reboot", "query-punches", "query-people", "update-person", "delete-person",
            "clear-log", "set-option", "set-clock", "unlock", "verify-count");

    /// A command without members.
    public static CommandRequest named(String command) {
        return new CommandRequest(command, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
