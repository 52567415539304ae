// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.zk.pull.LiveDetail.Punch;

/// Punches told live, by the length of what is told (zk-pull.md section 8.2).
///
/// ```
/// length  user        verify  state  time  work code
/// 10      u16 @0      @2      @3     @4
/// 12      u32 @0      @4      @5     @6
/// 14      u16 @0      @2      @3     @4
/// 32      text 24 @0  @24     @25    @26
/// 36      text 24 @0  @24     @25    @26   u32 @32
/// over 32 text 24 @0  @24     @25    @26
/// ```
final class LivePunches {

    private static final int TEXT = 24;
    private static final int LONG = 32;
    private static final int WITH_WORK_CODE = 36;
    private static final int LAST_STATE = 5;
    private static final int NO_STATE = 255;

    private LivePunches() {}

    static List<LiveEvent> read(byte[] data) {
        if (data.length >= LONG) {
            List<LiveEvent> several = data.length % LONG == 0 ? several(data) : List.of();
            return several.isEmpty() ? List.of(event(data, text(data))) : several;
        }
        return List.of(event(data, switch (data.length) {
            case 10 -> number(data, LittleEndian.u16(data, 0), 2, flagged(data[3]));
            case 14 -> number(data, LittleEndian.u16(data, 0), 2, LittleEndian.u8(data, 3));
            case 12 -> number(data, LittleEndian.u32(data, 0), 4, LittleEndian.u8(data, 5));
            default -> new LiveDetail.Other();
        }));
    }

    private static LiveEvent event(byte[] data, LiveDetail detail) {
        return new LiveEvent(LiveEvent.EF_ATTLOG, data, detail);
    }

    /// The oldest terminals have a flag in the upper half of the state.
    private static int flagged(byte state) {
        return state == (byte) NO_STATE ? NO_STATE : state & 0x0F;
    }

    private static Punch number(byte[] data, long user, int verify, int state) {
        return new Punch(
                Long.toString(user),
                true,
                WireTime.ofSix(data, verify + 2).orElse(null),
                LittleEndian.u8(data, verify),
                state,
                "");
    }

    private static Punch text(byte[] data) {
        return new Punch(
                TerminalText.UTF_8.decode(data, 0, TEXT),
                false,
                WireTime.ofSix(data, TEXT + 2).orElse(null),
                LittleEndian.u8(data, TEXT),
                LittleEndian.u8(data, TEXT + 1),
                data.length == WITH_WORK_CODE ? Long.toString(LittleEndian.u32(data, LONG)) : "");
    }

    static LiveEvent write(String user, LocalDateTime time, int verify, int state) {
        byte[] id = user.getBytes(StandardCharsets.UTF_8);
        if (id.length > TEXT) {
            throw new IllegalArgumentException("the user id " + user + " is longer than 24 bytes");
        }
        byte[] data = Arrays.copyOf(id, LONG);
        data[TEXT] = (byte) verify;
        data[TEXT + 1] = (byte) state;
        System.arraycopy(WireTime.six(time), 0, data, TEXT + 2, WireTime.SIX);
        return event(data, text(data));
    }

    /// No terminal is known to put several into one packet, so each must be beyond doubt.
    private static List<LiveEvent> several(byte[] data) {
        List<LiveEvent> punches = new ArrayList<>();
        for (int at = 0; at < data.length; at += LONG) {
            byte[] part = Arrays.copyOfRange(data, at, at + LONG);
            Punch punch = text(part);
            boolean sane = punch.time() != null
                    && (punch.state() <= LAST_STATE || punch.state() == NO_STATE)
                    && !punch.user().isEmpty()
                    && punch.user().chars().noneMatch(letter -> letter < 0x20 || letter > 0x7e);
            if (!sane) {
                return List.of();
            }
            punches.add(event(part, punch));
        }
        return punches;
    }
}
