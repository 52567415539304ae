// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.Arrays;
import java.util.Optional;

/// The tables that are read here, and how each is asked for (zk-pull.md sections 6.1 and 6.3).
///
/// ```
/// 0   1  1
/// 1   2  inner command
/// 3   4  fct
/// 7   4  ext, 0
/// ```
public enum TableKind {
    //         inner command              fct  the old way
    /// The users.
    USERS(     Commands.CMD_USERTEMP_RRQ, 5,   (byte) 5),
    /// The attendance records.
    ATTENDANCE(Commands.CMD_ATTLOG_RRQ,   0),
    /// The operation log.
    OPERATIONS(Commands.CMD_OPLOG_RRQ,    0);

    private static final int SIZE = 11;

    private final int command;
    private final int fct;
    private final byte[] legacy;

    TableKind(int command, int fct, byte... legacy) {
        this.command = command;
        this.fct = fct;
        this.legacy = legacy;
    }

    /// The data of `CMD_PREPARE_BUFFER`.
    public byte[] request() {
        byte[] request = new byte[SIZE];
        request[0] = 1;
        LittleEndian.putU16(request, 1, command);
        LittleEndian.putU32(request, 3, fct);
        return request;
    }

    /// Which table the data of `CMD_PREPARE_BUFFER` asks for; empty when it is another, or no such request.
    public static Optional<TableKind> of(byte[] request) {
        return Arrays.stream(values()).filter(kind -> Arrays.equals(kind.request(), request)).findFirst();
    }

    /// The command that reads it from terminals without buffers.
    public int legacyCommand() {
        return command;
    }

    /// The data of that command.
    public byte[] legacyRequest() {
        return legacy.clone();
    }
}
