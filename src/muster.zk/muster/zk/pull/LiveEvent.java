// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/// Something that happens at a terminal just now, as it tells whoever asked for it (zk-pull.md section 8.2).
/// It may come twice, and after any gap it is missing: the attendance table is the truth.
///
/// @param code the kind of event as the terminal numbers it, one of the bits it can be asked for by
/// @param data what the terminal told; not to be changed
/// @param detail what that means
public record LiveEvent(int code, byte[] data, LiveDetail detail) {

    /// A punch.
    public static final int EF_ATTLOG = 1;
    /// A finger on the sensor.
    public static final int EF_FINGER = 2;
    /// A user enrolled.
    public static final int EF_ENROLLUSER = 4;
    /// A finger enrolled.
    public static final int EF_ENROLLFINGER = 8;
    /// A key pressed.
    public static final int EF_BUTTON = 16;
    /// The lock opened.
    public static final int EF_UNLOCK = 32;
    /// Somebody verified, or tried.
    public static final int EF_VERIFY = 128;
    /// How good a finger was.
    public static final int EF_FPFTR = 256;
    /// An alarm, or the door.
    public static final int EF_ALARM = 512;
    /// A card held to the reader.
    public static final int EF_HIDNUM = 1024;

    /// Reads a packet of an event. One packet is one event, except punches of exactly 32 bytes each, one
    /// behind the other. What cannot be read has [LiveDetail.Other]; nothing is thrown.
    ///
    /// @param code the packet's session field
    /// @param data the packet's data; not to be changed afterwards
    public static List<LiveEvent> read(int code, byte[] data) {
        if (code == EF_ATTLOG) {
            return LivePunches.read(data);
        }
        LiveDetail detail = data.length < least(code) ? new LiveDetail.Other() : detail(code, data);
        return List.of(new LiveEvent(code, data, detail));
    }

    /// A punch as most terminals tell it, in 32 bytes.
    ///
    /// @param user at most 24 bytes in UTF-8
    /// @throws IllegalArgumentException if the user or the time cannot be written
    public static LiveEvent punch(String user, LocalDateTime time, int verify, int state) {
        return LivePunches.write(user, time, verify, state);
    }

    private static int least(int code) {
        return switch (code) {
            case EF_HIDNUM, EF_VERIFY, EF_ALARM -> 4;
            case EF_ENROLLFINGER -> 14;
            default -> 1;
        };
    }

    private static LiveDetail detail(int code, byte[] data) {
        return switch (code) {
            case EF_HIDNUM -> new LiveDetail.Card(LittleEndian.u32(data, 0));
            case EF_VERIFY -> new LiveDetail.Verification(LittleEndian.u32(data, 0));
            case EF_FPFTR -> new LiveDetail.FingerScore(LittleEndian.u8(data, 0));
            case EF_ENROLLFINGER -> new LiveDetail.FingerEnrolled(
                    LittleEndian.u16(data, 0), TerminalText.UTF_8.decode(data, 4, 9), LittleEndian.u8(data, 13));
            case EF_ALARM -> data.length < 12
                    ? new LiveDetail.Alarm(LittleEndian.u16(data, 0), LiveDetail.Alarm.NOBODY)
                    : new LiveDetail.Alarm(LittleEndian.u16(data, 4), LittleEndian.u16(data, 6));
            default -> new LiveDetail.Other();
        };
    }

    /// Whether its code or its length is none of those known.
    public boolean unknown() {
        return detail instanceof LiveDetail.Other && switch (code) {
            case EF_FINGER, EF_ENROLLUSER, EF_BUTTON, EF_UNLOCK -> false;
            default -> true;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LiveEvent event && code == event.code && Arrays.equals(data, event.data);
    }

    @Override
    public int hashCode() {
        return 31 * code + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "event " + code + ": " + detail;
    }
}
