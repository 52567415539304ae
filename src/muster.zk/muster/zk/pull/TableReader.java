// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import muster.zk.pull.ProtocolException.Kind;

/// Reads whole tables, in whichever of its ways the terminal hands them over (zk-pull.md section 6.1):
///
/// ```
/// inline    1501 with the table
/// buffered  2000 or 1500 with 0, the size in four bytes, perhaps more; then piece by piece
/// direct    1500 with the size in four bytes and perhaps a unit; then 1501 until it is whole
/// legacy    the request is declined; another request brings it inline or direct
/// ```
final class TableReader {

    private static final int TRIES = 3;
    private static final int CHUNK_FAILURES = 3;
    private static final int BUFFERED = 5;

    private final Conversation conversation;
    private final PullSettings settings;

    TableReader(Conversation conversation, PullSettings settings) {
        this.conversation = conversation;
        this.settings = settings;
    }

    /// The table with its length before it, whole.
    ///
    /// @throws ProtocolException [Kind#INCOMPLETE] when it stays short after three tries
    byte[] read(TableKind kind, TableProgress progress) throws ProtocolException, InterruptedException {
        long deadline = System.nanoTime() + settings.times().table().toNanos();
        for (int left = TRIES - 1; ; left--) {
            try {
                byte[] table = once(kind, progress, deadline);
                TableBytes.of(table);
                return table;
            } catch (ProtocolException failure) {
                if (left == 0 || failure.kind() != Kind.INCOMPLETE) {
                    throw failure.at(conversation.terminal());
                }
            }
        }
    }

    private byte[] once(TableKind kind, TableProgress progress, long deadline)
            throws ProtocolException, InterruptedException {
        boolean declined = false;
        try {
            Packet first;
            try (Request request = conversation.open(
                    Commands.CMD_PREPARE_BUFFER, kind.request(), settings.times().prepare(), deadline)) {
                first = request.first();
                if (isDirect(first)) {
                    return Gathering.ofTable(conversation, Commands.CMD_PREPARE_BUFFER, settings)
                            .of(request, silence(), deadline, progress);
                }
            }
            if (isBuffered(first)) {
                return chunks(LittleEndian.u32(first.data(), 1), progress, deadline);
            }
            declined = first.command() == Replies.CMD_ACK_OK || Replies.declines(first.command());
            if (!declined) {
                throw conversation.refusal(Commands.CMD_PREPARE_BUFFER, first.command());
            }
        } finally {
            if (!declined) {
                conversation.tidy(Commands.CMD_FREE_DATA);
            }
        }
        return legacy(kind, progress, deadline);
    }

    /// With exactly 8 bytes 1500 is the direct way.
    private static boolean isBuffered(Packet first) {
        int length = first.data().length;
        return switch (first.command()) {
            case Replies.CMD_ACK_OK -> length >= BUFFERED;
            case Replies.CMD_PREPARE_DATA -> length >= BUFFERED && length != 8 && first.data()[0] == 0;
            default -> false;
        };
    }

    private static boolean isDirect(Packet first) {
        return Replies.brings(first.command()) || first.command() == Replies.CMD_PREPARE_DATA && !isBuffered(first);
    }

    private Duration silence() {
        return conversation.losesPackets() ? settings.times().command().dividedBy(4) : settings.times().silence();
    }

    private byte[] legacy(TableKind kind, TableProgress progress, long deadline)
            throws ProtocolException, InterruptedException {
        int command = kind.legacyCommand();
        Duration prepare = settings.times().prepare();
        try (Request request = conversation.open(command, kind.legacyRequest(), prepare, deadline)) {
            Packet first = request.first();
            if (first.command() == Replies.CMD_ACK_OK) {
                return first.data();
            }
            return Gathering.ofTable(conversation, command, settings).of(request, silence(), deadline, progress);
        }
    }

    /// One piece at a time: some firmware answers only the first of several requests.
    private byte[] chunks(long size, TableProgress progress, long deadline)
            throws ProtocolException, InterruptedException {
        PullSizes sizes = settings.sizes();
        if (size > sizes.largestTable()) {
            throw Gathering.tooLarge(conversation, size, sizes.largestTable());
        }
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        int most = conversation.losesPackets() ? sizes.udpChunk() : sizes.tcpChunk();
        int failures = 0;
        while (table.size() < size) {
            int done = table.size();
            try {
                table.writeBytes(chunk(
                        done,
                        (int) Math.min(most, size - done),
                        (read, total) -> progress.read(done + read, size),
                        deadline));
                failures = 0;
            } catch (ProtocolException failure) {
                failures++;
                if (failures > CHUNK_FAILURES || !isPassing(failure.kind())) {
                    throw failure;
                }
                most = Math.min(most, sizes.smallChunk());
            }
        }
        return table.toByteArray();
    }

    private static boolean isPassing(Kind kind) {
        return kind == Kind.TIMEOUT || kind == Kind.INCOMPLETE || kind == Kind.REFUSED;
    }

    private byte[] chunk(int start, int size, TableProgress progress, long deadline)
            throws ProtocolException, InterruptedException {
        byte[] range = LittleEndian.u32(start, size);
        try (Request request = conversation.open(Commands.CMD_READ_BUFFER, range, silence(), deadline)) {
            byte[] chunk = Gathering.ofChunk(conversation, settings, size).of(request, silence(), deadline, progress);
            if (chunk.length == 0) {
                throw TableBytes.incomplete(start, (long) start + size);
            }
            return chunk;
        }
    }
}
