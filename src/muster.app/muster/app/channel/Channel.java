// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

/// A way to reach people. For one thread at a time.
interface Channel extends AutoCloseable {

    /// Where it goes, for people; no secret in it.
    String target();

    /// Tells people and waits until whoever carries the message has taken it. Told once more, the message has the same
    /// id.
    ///
    /// @return what the other side said
    /// @throws ChannelException if it was not taken, or if nobody knows
    /// @throws InterruptedException if interrupted; whether it was taken is not known then
    String tell(Message message) throws ChannelException, InterruptedException;

    /// Hangs up.
    @Override
    void close();
}
