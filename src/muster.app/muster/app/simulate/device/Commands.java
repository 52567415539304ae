// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.Arrays;
import muster.app.simulate.device.Counters.Count;

/// The commands that are one question and one answer (zk-pull.md sections 4, 5 and 9). For one thread.
final class Commands {

    private final Device device;
    private final Mischief mischief;

    Commands(Device device, Mischief mischief) {
        this.device = device;
        this.mischief = mischief;
    }

    /// The answer; that it knows no such command when it knows none.
    Packet answer(Packet request, int session) {
        byte[] data = request.data();
        byte[] told = told(request.command(), data);
        if (told != null) {
            return new Packet(Code.CMD_ACK_OK, session, request.reply(), told);
        }
        boolean state = request.command() == Code.CMD_STATE_RRQ;
        // this one answer has the state where the session belongs, and it is idle
        return new Packet(done(request.command(), data), state ? 0 : session, request.reply(), new byte[0]);
    }

    /// What is answered to a question; null when it is none, or there is no answer.
    private byte[] told(int command, byte[] data) {
        return switch (command) {
            case Code.CMD_GET_VERSION -> text(device.identity().firmware());
            case Code.CMD_GET_FREE_SIZES -> Tables.counts(device, mischief);
            case Code.CMD_GET_TIME ->
                Packet.little(4).putInt(WallTime.packed(device.clock().now())).array();
            case Code.CMD_OPTIONS_RRQ -> option(Texts.read(data, 0, data.length));
            case Code.CMD_GET_PINWIDTH -> new byte[] {(byte) Texts.number(device.option("~PIN2Width"))};
            case Code.CMD_DOORSTATE_RRQ -> new byte[1];
            default -> null;
        };
    }

    private byte[] option(String name) {
        String value = device.option(name);
        return value == null ? null : text(name + "=" + value);
    }

    /// Some terminals send whatever lies behind the text as well.
    private byte[] text(String text) {
        byte[] ended = Texts.ended(text);
        if (!mischief.strikes(Fault.STRAY)) {
            return ended;
        }
        byte[] longer = Arrays.copyOf(ended, ended.length + 1 + mischief.below(6));
        Arrays.fill(longer, ended.length, longer.length, (byte) ('A' + mischief.below(26)));
        return longer;
    }

    /// Does what is wanted.
    ///
    /// @return how that went
    private int done(int command, byte[] data) {
        boolean good = switch (command) {
            case Code.CMD_SET_TIME -> setTime(data);
            case Code.CMD_OPTIONS_WRQ -> setOption(Texts.read(data, 0, data.length));
            case Code.CMD_USER_WRQ -> enrol(data);
            case Code.CMD_DELETE_USER -> data.length == 2 && device.delete((int) Packet.number(data, 0, 2));
            case Code.CMD_CLEAR_ATTLOG -> {
                device.clearRecords();
                yield true;
            }
            case Code.CMD_CLEAR_DATA -> wipe(data);
            case Code.CMD_UNLOCK -> unlock(data);
            case Code.CMD_STATE_RRQ, Code.CMD_STARTVERIFY, Code.CMD_CANCELCAPTURE, Code.CMD_REFRESHDATA,
                    Code.CMD_REFRESHOPTION -> true;
            default -> false;
        };
        return good ? Code.CMD_ACK_OK : known(command) ? Code.CMD_ACK_ERROR : Code.CMD_ACK_UNKNOWN;
    }

    private static boolean known(int command) {
        return switch (command) {
            case Code.CMD_SET_TIME, Code.CMD_OPTIONS_WRQ, Code.CMD_OPTIONS_RRQ, Code.CMD_USER_WRQ,
                    Code.CMD_DELETE_USER, Code.CMD_CLEAR_DATA, Code.CMD_UNLOCK -> true;
            default -> false;
        };
    }

    private boolean setTime(byte[] data) {
        int packed = (int) Packet.number(data, 0, 4);
        boolean good = data.length == 4 && WallTime.exists(packed);
        if (good) {
            device.setTime(WallTime.time(packed));
        }
        return good;
    }

    private boolean setOption(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            return false;
        }
        device.setOption(text.substring(0, equals), text.substring(equals + 1));
        return true;
    }

    /// A terminal takes no user in another layout than its own.
    private boolean enrol(byte[] data) {
        UserLayout layout = device.dialect().users();
        return data.length == layout.size() && device.enrol(layout.read(data));
    }

    /// Without a type it means everything, and with one this terminal does nothing.
    private boolean wipe(byte[] data) {
        if (data.length == 0) {
            device.wipe();
        }
        return data.length == 0;
    }

    private boolean unlock(byte[] data) {
        device.counters().count(Count.UNLOCKED);
        return data.length == 4;
    }
}
