// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import muster.zk.pull.ProtocolException.Kind;

/// The first words of a session, and what a terminal may say to them (zk-pull.md section 3.1).
final class Handshake {

    private final Conversation conversation;
    private final PullSettings settings;
    private final PullTally tally;

    Handshake(Conversation conversation, PullSettings settings, PullTally tally) {
        this.conversation = conversation;
        this.settings = settings;
        this.tally = tally;
    }

    /// Opens the session, with the comm key if the terminal asks for it.
    void perform() throws ProtocolException, InterruptedException {
        Packet reply = connect();
        switch (reply.command()) {
            case Replies.CMD_ACK_OK -> conversation.enter(reply.session());
            case Replies.CMD_ACK_UNAUTH -> {
                conversation.enter(reply.session());
                authorise(reply.session());
            }
            case Replies.REFUSED_6001 -> throw new ProtocolException(
                    Kind.REFUSED_6001,
                    conversation.terminal() + " refuses every session of this protocol (reply 6001).",
                    "Its firmware does not offer it. Let the terminal push instead: set its ADMS or cloud server"
                            + " address.");
            default -> throw conversation.refusal(Commands.CMD_CONNECT, reply.command());
        }
    }

    private Packet connect() throws ProtocolException, InterruptedException {
        try {
            return conversation.ask(Commands.CMD_CONNECT, new byte[0]);
        } catch (ProtocolException failure) {
            throw tally.received.sum() > 0 ? failure : silent(failure);
        }
    }

    /// What it means that not one packet came.
    private ProtocolException silent(ProtocolException failure) {
        String terminal = conversation.terminal();
        if (conversation.losesPackets() && (failure.kind() == Kind.CUT || failure.kind() == Kind.TIMEOUT)) {
            String tcp = settings.transport() == Transport.AUTO ? " refuses TCP and" : "";
            return new ProtocolException(
                    Kind.UNREACHABLE,
                    terminal + tcp + " does not answer over UDP.",
                    "Check address and port, and that it is on and in this network.");
        }
        if (failure.kind() == Kind.CUT) {
            return new ProtocolException(
                    Kind.BUSY,
                    terminal + " takes the connection and drops it at once.",
                    "As a rule another program is connected to it; it takes one at a time. Close the other one.");
        }
        return failure;
    }

    private void authorise(int session) throws ProtocolException, InterruptedException {
        byte[] answer = CommKey.answer(settings.commKey(), session, CommKey.TICKS);
        int code = conversation.ask(Commands.CMD_AUTH, answer).command();
        if (code == Replies.CMD_ACK_UNAUTH || code == Replies.CMD_ACK_ERROR) {
            String given = settings.commKey() == 0 ? " asks for a comm key, and none is set here."
                    : " does not take this comm key.";
            throw new ProtocolException(
                    Kind.WRONG_KEY,
                    conversation.terminal() + given,
                    "Look it up in the terminal's communication menu and put it into its settings here. The next try"
                            + " is in a minute at the earliest.");
        }
        if (code != Replies.CMD_ACK_OK) {
            throw conversation.refusal(Commands.CMD_AUTH, code);
        }
    }
}
