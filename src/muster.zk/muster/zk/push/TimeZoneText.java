// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.time.ZoneOffset;
import java.util.Locale;

/// How an offset is told to a terminal (zk-push.md section 11.1).
public final class TimeZoneText {

    private TimeZoneText() {}

    /// `±hh:mm` for [Dialect#OEM]; for all others whole hours as hours (`8`, `-5`), else minutes (`330`).
    /// Seconds of an offset are dropped.
    public static String of(ZoneOffset offset, Dialect dialect) {
        int minutes = offset.getTotalSeconds() / 60;
        if (dialect == Dialect.OEM) {
            return signed(minutes, ":");
        }
        return Integer.toString(minutes % 60 == 0 ? minutes / 60 : minutes);
    }

    /// `±hh`, a separator, `mm`.
    static String signed(int minutes, String separator) {
        int magnitude = Math.abs(minutes);
        return String.format(
                Locale.ROOT, "%s%02d%s%02d", minutes < 0 ? "-" : "+", magnitude / 60, separator, magnitude % 60);
    }
}
