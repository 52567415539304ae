// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import muster.zk.pull.ProtocolException.Kind;

/// Puts together the bytes of one answer, however many packets bring them (zk-pull.md sections 6.1 and 6.4):
/// perhaps the size, the bytes, perhaps an end. Nothing counts but the bytes: fewer or more than announced
/// are a failure, never a shorter table.
final class Gathering {

    private static final long NOT_SAID = -1;
    private static final int LENGTH = 4;

    private final Conversation conversation;
    private final int command;
    private final PullTimes times;
    private final int most;
    private final long wanted;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long announced = NOT_SAID;
    private long stated = NOT_SAID;

    private Gathering(Conversation conversation, int command, PullSettings settings, long wanted) {
        this.conversation = conversation;
        this.command = command;
        this.times = settings.times();
        this.most = settings.sizes().largestTable();
        this.wanted = wanted;
    }

    /// A whole table, whose size is announced or stands in its first four bytes.
    static Gathering ofTable(Conversation conversation, int command, PullSettings settings) {
        return new Gathering(conversation, command, settings, NOT_SAID);
    }

    /// A piece of this size.
    static Gathering ofChunk(Conversation conversation, PullSettings settings, int size) {
        return new Gathering(conversation, Commands.CMD_READ_BUFFER, settings, size);
    }

    /// Takes packets until the bytes are whole.
    ///
    /// @param silence how long to wait for the next bytes
    /// @param deadline when to give up, by [System#nanoTime()]
    byte[] of(Request request, Duration silence, long deadline, TableProgress progress)
            throws ProtocolException, InterruptedException {
        Packet packet = request.first();
        while (packet != null && !isEnd(packet)) {
            take(packet);
            progress.read(bytes.size(), Math.max(bytes.size(), target()));
            if (isWhole() && announced == NOT_SAID) {
                break;
            }
            packet = request.next(isWhole() ? times.trail() : patience(silence), deadline);
            if (!isWhole() && System.nanoTime() - deadline > 0) {
                throw tooSlow();
            }
        }
        if (!isWhole()) {
            throw incomplete("");
        }
        return bytes.toByteArray();
    }

    /// Without an announcement there is nothing to wait for but a straggler.
    private Duration patience(Duration silence) {
        boolean inline = announced == NOT_SAID && wanted == NOT_SAID;
        return inline && times.trail().compareTo(silence) < 0 ? times.trail() : silence;
    }

    private boolean isEnd(Packet packet) throws ProtocolException {
        int code = packet.command();
        if (code != Replies.CMD_PREPARE_DATA && code != Replies.CMD_ACK_OK && !Replies.brings(code)) {
            throw conversation.refusal(command, code);
        }
        return code == Replies.CMD_ACK_OK;
    }

    private void take(Packet packet) throws ProtocolException {
        if (packet.command() == Replies.CMD_PREPARE_DATA) {
            announce(packet.data());
            return;
        }
        if (bytes.size() + packet.data().length > target()) {
            throw incomplete(" or more");
        }
        bytes.writeBytes(packet.data());
        if (stated == NOT_SAID && bytes.size() >= LENGTH) {
            stated = LENGTH + LittleEndian.u32(bytes.toByteArray(), 0);
        }
    }

    /// Some firmware announces twice.
    private void announce(byte[] data) throws ProtocolException {
        if (data.length < LENGTH) {
            throw new ProtocolException(
                    Kind.MALFORMED,
                    conversation.terminal() + " announced data without a size.",
                    "Nothing was taken from it. Try again.");
        }
        long size = LittleEndian.u32(data, 0);
        if (size > (wanted == NOT_SAID ? most : wanted)) {
            throw wanted == NOT_SAID ? tooLarge(conversation, size, most) : incomplete(", announced as " + size);
        }
        if (announced != NOT_SAID && announced != size) {
            throw incomplete(", announced as " + announced + " and as " + size);
        }
        announced = size;
    }

    static ProtocolException tooLarge(Conversation conversation, long size, int most) {
        return new ProtocolException(
                Kind.TOO_LARGE,
                conversation.terminal() + " announced a table of " + size + " bytes; at most " + most + " are taken.",
                "Nothing was taken from it. If the terminal is that large, allow larger tables.");
    }

    private long target() {
        return announced != NOT_SAID ? announced : wanted != NOT_SAID ? wanted : most;
    }

    private boolean isWhole() {
        if (announced != NOT_SAID || wanted != NOT_SAID) {
            return bytes.size() == target();
        }
        return bytes.size() == 0 || stated != NOT_SAID && bytes.size() >= stated;
    }

    private ProtocolException incomplete(String more) {
        return new ProtocolException(
                Kind.INCOMPLETE,
                conversation.terminal() + " sent " + bytes.size() + more + " of " + target() + " bytes.",
                "Nothing was taken from it. It is read again; if it stays so, try smaller chunks.");
    }

    private ProtocolException tooSlow() {
        return new ProtocolException(
                Kind.TIMEOUT,
                conversation.terminal() + " did not send its table within " + times.table().toSeconds() + " s.",
                "Nothing was taken from it. Look at the network, or allow more time.");
    }
}
