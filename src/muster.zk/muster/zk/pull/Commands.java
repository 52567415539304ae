// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// The requests, by the protocol's own names (zk-pull.md section 4).
public final class Commands {

    /// Writes a user: data 28 or 72 bytes.
    public static final int CMD_USER_WRQ = 8;
    /// Reads a table of the old way: data one byte, 5 for users.
    public static final int CMD_USERTEMP_RRQ = 9;
    /// Reads an option: data its name and NUL.
    public static final int CMD_OPTIONS_RRQ = 11;
    /// Writes an option: data `name=value` and NUL.
    public static final int CMD_OPTIONS_WRQ = 12;
    /// Reads the attendance table the old way.
    public static final int CMD_ATTLOG_RRQ = 13;
    /// Deletes all attendance records.
    public static final int CMD_CLEAR_ATTLOG = 15;
    /// Deletes a user: data the slot, two bytes.
    public static final int CMD_DELETE_USER = 18;
    /// Opens the lock: data a duration, four bytes.
    public static final int CMD_UNLOCK = 31;
    /// Reads the operation log.
    public static final int CMD_OPLOG_RRQ = 34;
    /// How much is stored and how much fits.
    public static final int CMD_GET_FREE_SIZES = 50;
    /// Sets the terminal verifying people.
    public static final int CMD_STARTVERIFY = 60;
    /// Ends an enrolment that hangs.
    public static final int CMD_CANCELCAPTURE = 62;
    /// What the terminal is doing; the answer is in the session field.
    public static final int CMD_STATE_RRQ = 64;
    /// How many characters a user id may have.
    public static final int CMD_GET_PINWIDTH = 69;
    /// Whether the door is open.
    public static final int CMD_DOORSTATE_RRQ = 75;
    /// The terminal's clock.
    public static final int CMD_GET_TIME = 201;
    /// Sets the terminal's clock: data a packed time.
    public static final int CMD_SET_TIME = 202;
    /// Asks for live events: data a mask, four bytes; also the command of each of them.
    public static final int CMD_REG_EVENT = 500;
    /// Opens a session.
    public static final int CMD_CONNECT = 1000;
    /// Ends the session.
    public static final int CMD_EXIT = 1001;
    /// Lets people use the terminal again.
    public static final int CMD_ENABLEDEVICE = 1002;
    /// Keeps people from using the terminal: data nothing, or seconds, four bytes.
    public static final int CMD_DISABLEDEVICE = 1003;
    /// Restarts the terminal.
    public static final int CMD_RESTART = 1004;
    /// Switches the terminal off.
    public static final int CMD_POWEROFF = 1005;
    /// Makes written records take effect.
    public static final int CMD_REFRESHDATA = 1013;
    /// Makes written options take effect.
    public static final int CMD_REFRESHOPTION = 1014;
    /// The firmware's version.
    public static final int CMD_GET_VERSION = 1100;
    /// Answers the question for the comm key: data as [CommKey] makes it.
    public static final int CMD_AUTH = 1102;
    /// Gives up the buffer of a read.
    public static final int CMD_FREE_DATA = 1502;
    /// Begins a read of a table: data as [TableKind#request] makes it.
    public static final int CMD_PREPARE_BUFFER = 1503;
    /// Reads a piece of the table begun: data start and size, four bytes each.
    public static final int CMD_READ_BUFFER = 1504;

    private Commands() {}

    /// Whether asking twice does the same as asking once, so that over UDP a request may be sent again when
    /// no answer came (section 11).
    static boolean repeatable(int command) {
        return switch (command) {
            case CMD_USERTEMP_RRQ, CMD_OPTIONS_RRQ, CMD_ATTLOG_RRQ, CMD_OPLOG_RRQ, CMD_GET_FREE_SIZES,
                    CMD_STATE_RRQ, CMD_GET_PINWIDTH, CMD_DOORSTATE_RRQ, CMD_GET_TIME, CMD_REG_EVENT, CMD_CONNECT,
                    CMD_ENABLEDEVICE, CMD_DISABLEDEVICE, CMD_REFRESHDATA, CMD_REFRESHOPTION, CMD_GET_VERSION,
                    CMD_AUTH, CMD_FREE_DATA, CMD_PREPARE_BUFFER -> true;
            default -> false;
        };
    }
}
