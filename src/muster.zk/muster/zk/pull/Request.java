// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;

/// A request that has been answered, and whose answer may have further packets. Until it is closed, they are
/// kept for it.
final class Request implements AutoCloseable {

    private final Conversation conversation;
    private final Mailbox mailbox;
    private final Packet first;

    Request(Conversation conversation, Mailbox mailbox, Packet first) {
        this.conversation = conversation;
        this.mailbox = mailbox;
        this.first = first;
    }

    /// The first packet of the answer.
    Packet first() {
        return first;
    }

    /// The next packet of the answer, waited for as long as its bytes come; null when none came in time.
    ///
    /// @param silence how long no byte may come
    /// @param deadline when to give up all the same, by [System#nanoTime()]
    Packet next(Duration silence, long deadline) throws ProtocolException, InterruptedException {
        return conversation.await(mailbox, silence, deadline);
    }

    /// How long the first packet took, in nanoseconds.
    long roundTrip() {
        return mailbox.roundTrip();
    }

    /// How long ago the first packet came, in nanoseconds.
    long age() {
        return mailbox.age();
    }

    @Override
    public void close() {
        conversation.settle(mailbox);
    }
}
