// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Locale;
import java.util.Map;

/// What the return codes of commands mean (zk-push.md sections 9.5 and 14.3).
public final class CommandCodes {

    private static final Map<Integer, String> ATTENDANCE = Map.ofEntries(
            Map.entry(0, "done"),
            Map.entry(2, "already enrolled"),
            Map.entry(4, "enrolment failed"),
            Map.entry(5, "this finger is enrolled already"),
            Map.entry(6, "enrolment cancelled"),
            Map.entry(7, "the terminal is busy"),
            Map.entry(-1, "wrong parameter"),
            Map.entry(-2, "wrong size, or the download failed"),
            Map.entry(-3, "no access, or the memory failed"),
            Map.entry(-9, "no such user, or the template does not fit"),
            Map.entry(-10, "no such user"),
            Map.entry(-11, "wrong template version"),
            Map.entry(-12, "wrong template version"),
            Map.entry(-30, "wrong template version"),
            Map.entry(-1001, "the terminal is full"),
            Map.entry(-1002, "not supported by this terminal"),
            Map.entry(-1003, "timed out"),
            Map.entry(-1004, "not configured"),
            Map.entry(-1005, "the terminal is busy"),
            Map.entry(-1006, "too long"),
            Map.entry(-1007, "out of memory"),
            Map.entry(-1008, "the terminal could not fetch the file"));

    private static final Map<Integer, String> OEM_ONLY = Map.of(-4, "no data", -5, "no space");

    private static final Map<Integer, String> ACCESS = Map.of(
            -629, "wrong table",
            -708, "not supported by this terminal",
            -726, "the terminal's HTTP failed",
            -5000, "waits for a sub-device");

    private CommandCodes() {}

    /// Whether the command was done. Numbers above 0 count the rows of a query; only enrolment, and only
    /// on attendance terminals, numbers its failures upwards.
    ///
    /// @param cmd the command as echoed, or as it was sent
    public static boolean succeeded(int code, String cmd, Dialect dialect) {
        boolean enrolment = cmd.toUpperCase(Locale.ROOT).startsWith("ENROLL");
        return code == 0 || code > 0 && (dialect == Dialect.ACC || !enrolment);
    }

    /// A few words for people.
    public static String meaning(int code, Dialect dialect) {
        if (code == CommandResult.NO_CODE) {
            return "the terminal named no result";
        }
        if (dialect == Dialect.ACC) {
            return code >= 0 ? "done" : ACCESS.getOrDefault(code, "failed with code " + code);
        }
        String common = ATTENDANCE.get(code);
        if (common != null) {
            return common;
        }
        return dialect == Dialect.OEM ? OEM_ONLY.getOrDefault(code, failed(code)) : failed(code);
    }

    private static String failed(int code) {
        return code > 0 ? "ended with code " + code : "failed with code " + code;
    }
}
