// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// What terminals answer, by the protocol's own names (zk-pull.md section 4).
public final class Replies {

    /// Here is the announced size: data total and unit, four bytes each.
    public static final int CMD_PREPARE_DATA = 1500;
    /// Here are bytes.
    public static final int CMD_DATA = 1501;
    /// Done.
    public static final int CMD_ACK_OK = 2000;
    /// Not done.
    public static final int CMD_ACK_ERROR = 2001;
    /// Here are bytes; taken like [#CMD_DATA].
    public static final int CMD_ACK_DATA = 2002;
    /// There is no session, or the comm key is asked for.
    public static final int CMD_ACK_UNAUTH = 2005;
    /// Firmware that refuses every session of this protocol.
    public static final int REFUSED_6001 = 6001;
    /// An error.
    public static final int CMD_ACK_ERROR_INIT = 65531;
    /// An error.
    public static final int CMD_ACK_ERROR_CMD = 65532;
    /// An error.
    public static final int CMD_ACK_ERROR_DATA = 65533;
    /// The request is not known.
    public static final int CMD_ACK_UNKNOWN = 65535;

    private Replies() {}

    /// Whether it declines the request: an error or an unknown command.
    public static boolean declines(int code) {
        return code == CMD_ACK_ERROR || code >= CMD_ACK_ERROR_INIT && code <= CMD_ACK_UNKNOWN && code != 65534;
    }

    static boolean brings(int code) {
        return code == CMD_DATA || code == CMD_ACK_DATA;
    }
}
