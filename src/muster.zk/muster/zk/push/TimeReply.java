// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Answers to a terminal that asks what time it is (zk-push.md section 11.5).
public final class TimeReply {

    private TimeReply() {}

    /// For `GET cdata?type=time` of an OEM clock: `Time=2026-11-20T08:00:00+05:30` and LF.
    public static String oem(Instant now, ZoneOffset offset) {
        String local = TimeText.writeIso(LocalDateTime.ofInstant(now, offset));
        return "Time=" + local + TimeZoneText.signed(offset.getTotalSeconds() / 60, ":") + "\n";
    }

    /// For `GET rtdata?type=time` of an access terminal: `DateTime=<packed UTC>,ServerTZ=+0530`.
    public static String access(Instant now, ZoneOffset offset) {
        long packed = PackedTime.encode(LocalDateTime.ofInstant(now, ZoneOffset.UTC));
        return "DateTime=" + packed + ",ServerTZ=" + TimeZoneText.signed(offset.getTotalSeconds() / 60, "");
    }
}
