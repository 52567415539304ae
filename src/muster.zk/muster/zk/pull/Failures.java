// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.IOException;
import java.time.Duration;
import muster.zk.pull.ProtocolException.Kind;

/// What can go wrong in a conversation, told to an operator of this terminal.
///
/// @param terminal how it is named in messages
record Failures(String terminal) {

    ProtocolException timeout(int command, Duration limit) {
        return new ProtocolException(
                Kind.TIMEOUT,
                terminal + " did not answer request " + command + " within " + limit.toMillis() / 1000.0 + " s.",
                "It is tried again. If it stays so, check the network, and whether another program is connected to"
                        + " this terminal.");
    }

    ProtocolException forgotten() {
        return new ProtocolException(
                Kind.UNAUTHORISED,
                terminal + " has forgotten the session, as after its restart.",
                "Nothing was lost. The connection is made anew.");
    }

    ProtocolException unknown(int command) {
        return new ProtocolException(
                Kind.UNSUPPORTED,
                terminal + " does not know request " + command + ".",
                "Its firmware has no such function.");
    }

    ProtocolException declined(int command, int code) {
        return new ProtocolException(
                Kind.REFUSED, terminal + " declined request " + command + " with reply " + code + ".", advice(command));
    }

    private static String advice(int command) {
        return switch (command) {
            case Commands.CMD_USER_WRQ -> "Nothing was written. Check the length of the user id, whether another user"
                    + " has it already, and whether the terminal is full.";
            case Commands.CMD_ATTLOG_RRQ -> "It has no attendance table. Check the device type in its menu: access"
                    + " control has none, time and attendance has.";
            case Commands.CMD_CLEAR_ATTLOG -> "It keeps its records, and they are stored here as well.";
            case Commands.CMD_CONNECT -> "Another program may be connected to it; it takes one at a time.";
            default -> "It was left as it is. Try again; if it stays so, its firmware has no such function.";
        };
    }

    ProtocolException cut(IOException failure) {
        return new ProtocolException(
                Kind.CUT,
                terminal + " is no longer connected: " + failure.getMessage() + ".",
                "The connection is made anew, and what was missed is read from the terminal's table.");
    }

    ProtocolException closed() {
        return new ProtocolException(Kind.CLOSED, terminal + ": the session is closed.", "Open another.");
    }

    ProtocolException broken() {
        return new ProtocolException(
                Kind.FAILED, terminal + ": the connection failed here and was closed.", "It is made anew.");
    }
}
