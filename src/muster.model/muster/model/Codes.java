// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.Map;

/// Names for the terminals' numbers. They differ by generation, so a name is given only where the
/// dialect makes it certain; the number is what is kept (zk-push.md sections 7.2 and 7.3).
public final class Codes {

    private static final Map<Integer, String> STATES = Map.of(
            0, "check-in",
            1, "check-out",
            2, "break-out",
            3, "break-in",
            4, "overtime-in",
            5, "overtime-out",
            8, "meal-start",
            9, "meal-end",
            255, "undefined");

    private static final Map<Integer, String> OEM_STATES = Map.of(
            0, "check-in",
            1, "check-out",
            2, "meal-in",
            3, "meal-out",
            4, "break-in",
            5, "break-out",
            255, "undefined");

    private static final Map<Integer, String> FIRST_GENERATION = Map.of(0, "password", 1, "finger", 2, "card");

    private static final Map<Integer, String> OEM_MODES = Map.of(
            0, "password",
            1, "finger",
            2, "card",
            3, "PIN",
            4, "PIN and finger",
            5, "finger and password",
            6, "card and finger",
            7, "card and password");

    private static final Map<Integer, String> MULTI_VERIFY = Map.ofEntries(
            Map.entry(0, "any"),
            Map.entry(1, "finger"),
            Map.entry(2, "PIN"),
            Map.entry(3, "password"),
            Map.entry(4, "card"),
            Map.entry(5, "finger or password"),
            Map.entry(6, "finger or card"),
            Map.entry(7, "password or card"),
            Map.entry(8, "PIN and finger"),
            Map.entry(9, "finger and password"),
            Map.entry(10, "finger and card"),
            Map.entry(11, "password and card"),
            Map.entry(12, "finger, password and card"),
            Map.entry(13, "PIN, finger and password"),
            Map.entry(14, "finger and card, or PIN"),
            Map.entry(15, "face"),
            Map.entry(25, "palm"));

    private Codes() {}

    /// The name of a punch's state, or null when none was given.
    ///
    /// @param dialect how the terminal speaks; empty when unknown
    public static String state(int state, String dialect) {
        return name(dialect.equals("oem") ? OEM_STATES : STATES, state);
    }

    /// The name of a verify mode, or null when none was given or the generation is not known.
    ///
    /// @param dialect how the terminal speaks; empty when unknown
    public static String verifyMode(int mode, String dialect) {
        return switch (dialect) {
            case "att1" -> name(FIRST_GENERATION, mode);
            case "oem" -> name(OEM_MODES, mode);
            case "att2", "pid" -> name(MULTI_VERIFY, mode);
            default -> mode == 1 ? "finger" : mode == 15 ? "face" : null;
        };
    }

    private static String name(Map<Integer, String> names, int number) {
        return number == Punch.NOT_GIVEN ? null : names.getOrDefault(number, "unknown (" + number + ")");
    }
}
